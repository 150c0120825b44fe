package org.mockzabbix.junit;

/**
 * The servers of an extension object from a builder, which {@code @RegisterExtension} registers: in
 * a static field one for each class, in another field one for each test. Thread-safe.
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
   * Starts the server of a class, unless it runs already.
   *
   * @param isStatic whether the extension is in a static field. With one instance for all tests,
   *     JUnit calls {@code beforeAll} for extensions in instance fields, too.
   */
  void beforeAll(ServerStore store, boolean isStatic) {
    if (isStatic || isIn(store)) {
      enter(store);
    }
  }

  /** Starts the server of a test, unless it runs already. */
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

  /** Compares identities: another builder may have the same settings, but not the same server. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isIn(ServerStore store) {
    return store.find(spec.name()).filter(server -> server.spec() == spec).isPresent();
  }
}
