package org.mockzabbix.cli.http;

import java.util.ArrayList;
import java.util.List;

/** All endpoints of the API. */
final class HttpApi {

  private HttpApi() {}

  /** Returns a router for all endpoints. */
  static HttpRouter router(HttpTarget target, HttpAccess access) {
    return new HttpRouter(endpoints(target, new ScenarioState(target), access));
  }

  static List<Endpoint> endpoints(HttpTarget target, ScenarioState scenario, HttpAccess access) {
    Waits waits = new Waits(target.server());
    JournalView journal = new JournalView(target.server());
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(new ValueEndpoints(journal, waits).endpoints());
    endpoints.addAll(new ExchangeEndpoints(journal, waits).endpoints());
    endpoints.addAll(new EventEndpoints(journal, waits).endpoints());
    endpoints.addAll(new VerifyEndpoints(target.server(), scenario, waits).endpoints());
    endpoints.addAll(new RuleEndpoints(journal, scenario).endpoints());
    endpoints.addAll(new HostEndpoints(target.server(), scenario).endpoints());
    endpoints.addAll(new ProxyEndpoints(target.server(), scenario).endpoints());
    endpoints.addAll(new CommandEndpoints(target.server(), scenario).endpoints());
    endpoints.addAll(new AgentEndpoints(target.server(), scenario, journal).endpoints());
    endpoints.addAll(new ControlEndpoints(target, scenario).endpoints());
    endpoints.addAll(new StatusEndpoints(target, waits).endpoints());
    endpoints.add(session(access));
    endpoints.add(OpenApiDocument.endpoint(endpoints));
    return List.copyOf(endpoints);
  }

  private static Endpoint session(HttpAccess access) {
    HttpReply reply = HttpReply.noContent();
    HttpReply withCookie =
        access.cookie().map(cookie -> reply.withHeader("Set-Cookie", cookie)).orElse(reply);
    return Endpoint.post(
            "/api/v1/session",
            "Gives a web page a cookie for its token: streams and downloads cannot send a token.",
            call -> withCookie)
        .replies(204, "");
  }
}
