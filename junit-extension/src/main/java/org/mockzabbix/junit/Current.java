package org.mockzabbix.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The servers of one extension object, for those who ask the object: the server of the test that
 * runs on their thread, or else the only one there is. Thread-safe. It only points at what JUnit's
 * store holds, from the beginning of a test or class to its end.
 */
final class Current {

  private final List<Running> open = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Deque<Running>> here = ThreadLocal.withInitial(ArrayDeque::new);

  void enter(Running running) {
    open.add(running);
    here.get().push(running);
  }

  void leave(Running running) {
    open.remove(running);
    here.get().remove(running);
    if (here.get().isEmpty()) {
      here.remove();
    }
  }

  /**
   * The one that is meant.
   *
   * @throws IllegalStateException if there is none, or more than one could be meant
   */
  Running get() {
    Running mine = here.get().peek();
    List<Running> all = mine == null ? open.stream().distinct().toList() : List.of(mine);
    if (all.isEmpty()) {
      here.remove();
      throw new IllegalStateException(
          "no test is running: ask for the server in a test or lifecycle method; in @BeforeAll, and"
              + " @AfterAll, there is one if the extension is a static field");
    }
    if (all.size() > 1) {
      here.remove();
      throw new IllegalStateException(
          all.size()
              + " tests are running, and this thread belongs to none of them: ask for the server on"
              + " the thread of the test, and hand it over");
    }
    return all.get(0);
  }
}
