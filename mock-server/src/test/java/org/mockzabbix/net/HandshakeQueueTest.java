package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeQueueTest {

  private final List<Integer> started = new ArrayList<>();
  private final HandshakeQueue queue = new HandshakeQueue(2);

  private void run(int number) {
    queue.run(() -> started.add(number));
  }

  @Test
  void startsAtMostSoManyInTheirOrder() {
    for (int i = 1; i <= 4; i++) {
      run(i);
    }
    assertEquals(List.of(1, 2), started);
    queue.doneTask.run();
    assertEquals(List.of(1, 2, 3), started);
    queue.doneTask.run();
    queue.doneTask.run();
    assertEquals(List.of(1, 2, 3, 4), started);
  }

  @Test
  void passesOverThoseThatNoLongerStart() {
    run(1);
    run(2);
    queue.run(() -> false); // its connection is closed
    run(3);
    queue.doneTask.run();
    assertEquals(List.of(1, 2, 3), started);
  }
}
