package org.mockzabbix.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The servers of one extension object that are in use, and the threads of their tests. Thread-safe.
 * This class only refers to the servers, which JUnit's store holds.
 */
final class CurrentServers {

  private final List<ManagedServer> all = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Deque<ManagedServer>> ofThread =
      ThreadLocal.withInitial(ArrayDeque::new);

  void enter(ManagedServer server) {
    all.add(server);
    ofThread.get().push(server);
  }

  void leave(ManagedServer server) {
    all.remove(server);
    ofThread.get().remove(server);
    if (ofThread.get().isEmpty()) {
      ofThread.remove();
    }
  }

  /**
   * Returns the server of the test that runs on the calling thread. If no test runs on it, returns
   * the only server.
   *
   * @throws IllegalStateException if no server is in use, or if several are in use and none by this
   *     thread
   */
  ManagedServer get() {
    ManagedServer own = ofThread.get().peek();
    if (own != null) {
      return own;
    }
    ofThread.remove();
    List<ManagedServer> candidates = all.stream().distinct().toList();
    if (candidates.isEmpty()) {
      throw new IllegalStateException(
          "no test is running: call this in a test or lifecycle method; @BeforeAll and @AfterAll"
              + " methods have a server only if the extension is in a static field");
    }
    if (candidates.size() > 1) {
      throw new IllegalStateException(
          candidates.size()
              + " tests are running, and the calling thread runs none of them: get the server on the"
              + " thread of the test, and pass it on");
    }
    return candidates.get(0);
  }
}
