package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredTimesTest {

  private final StoredTimes times = new StoredTimes();

  @Test
  void knowsWhichPacketHadTheSameItemAndTime() {
    assertEquals(0, times.put(1, 100, 1));
    assertEquals(1, times.put(1, 100, 2));
    assertEquals(2, times.put(1, 100, 3));
    assertEquals(0, times.put(2, 100, 3));
    assertEquals(0, times.put(1, 101, 3));
    assertEquals(0, times.put(0, 0, 3));
  }

  @Test
  void agreesWithAMap() {
    Map<List<Long>, Long> map = new HashMap<>();
    Random random = new Random(7);
    for (long packet = 1; packet <= 50_000; packet++) {
      long item = random.nextInt(100) * 4L;
      long time = random.nextInt(1000) * 1_000_000_000L;

      Long before = map.put(List.of(item, time), packet);

      assertEquals(before == null ? 0 : before, times.put(item, time, packet));
    }
  }

  @Test
  void keepsAtLeastTheLast65536() {
    for (long time = 0; time < 1_000_000; time++) {
      times.put(1, time, 1);
    }

    assertEquals(1, times.put(1, 1_000_000 - StoredTimes.KEPT, 2));
    assertEquals(0, times.put(1, 0, 2));
  }
}
