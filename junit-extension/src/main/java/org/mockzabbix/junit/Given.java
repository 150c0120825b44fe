package org.mockzabbix.junit;

/** What a parameter or field is given. */
final class Given {

  private Given() {}

  /** Something of the server that {@code scope} has for the place, started if need be. */
  static Object to(Place place, Scope scope) {
    place.required(); // before a server is started
    return to(place, scope.get(place));
  }

  /** Something of this server. */
  static Object to(Place place, Running running) {
    return switch (place.required()) {
      case SERVER -> running.server();
      case CLUSTER -> running.cluster();
      case AGENT -> running.agent(place.host());
      case ITEMS -> new LiveItems(running.journal());
      case TRAPPER_PORT -> running.server().trapperPort();
      case AGENT_PORT -> running.agent(place.host()).port();
    };
  }
}
