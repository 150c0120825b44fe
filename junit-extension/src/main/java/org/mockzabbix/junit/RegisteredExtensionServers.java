package org.mockzabbix.junit;

/**
 * The servers of an extension object from a builder, which {@code @RegisterExtension} registers. In
 * a static field, it has one server for each class, and in another field one for each test.
 * Thread-safe.
 */
final class RegisteredExtensionServers {

  private final ServerSpec spec;
  private final CurrentServers current = new CurrentServers();

  RegisteredExtensionServers(ServerSpec spec) {
    this.spec = spec;
  }

  /** Returns the server of the calling test or class. */
  ManagedServer current() {
    return current.get();
  }

  /**
   * Starts the server of a class. Does nothing if the server is running.
   *
   * @param isStatic whether the extension is in a static field. With one instance for all tests,
   *     JUnit calls {@code beforeAll} for extensions in instance fields, too.
   */
  void beforeAll(ServerStore store, boolean isStatic) {
    if (isStatic || isIn(store)) {
      enter(store);
    }
  }

  /** Starts the server of a test. Does nothing if the server is running. */
  void beforeEach(ServerStore store) {
    if (store.isNewTo(this)) {
      enter(store);
    }
  }

  private void enter(ServerStore store) {
    ManagedServer server = isIn(store) ? store.find(spec.name()).orElseThrow() : store.start(spec);
    current.enter(server);
    store.atEnd(() -> current.leave(server));
  }

  /**
   * Returns whether the store has the server. Compares identities, because the server of another
   * builder may have equal settings.
   */
  @SuppressWarnings("ReferenceEquality")
  private boolean isIn(ServerStore store) {
    return store.find(spec.name()).filter(server -> server.spec() == spec).isPresent();
  }
}
