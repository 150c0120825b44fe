package org.mockzabbix.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Values at both ends of a range are accepted; others are refused in one wording. */
class RangesTest {

  @Test
  void acceptsBothEnds() {
    assertEquals(0, IntegerRange.ANY_PORT.check("port", 0));
    assertEquals(65_535, IntegerRange.ANY_PORT.check("port", 65_535));
    assertEquals(1024, new SizeRange(1, 1024).check("size", 1024));
    assertEquals(Duration.ofDays(1), DurationRange.TIMEOUT.check("timeout", Duration.ofDays(1)));
  }

  @Test
  void refusesIntegers() {
    assertRefused(
        "port must be from 0 to 65535, but was -1", () -> IntegerRange.ANY_PORT.check("port", -1));
    assertRefused(
        "port must be from 1 to 65535, but was 0", () -> IntegerRange.PORT.check("port", 0));
    assertRefused(
        "times must be at least 1, but was 0", () -> IntegerRange.atLeast(1).check("times", 0));
  }

  @Test
  void refusesDurations() {
    assertRefused(
        "trapperTimeout must be from 1 ms to 24 h, but was 25 h",
        () -> DurationRange.TIMEOUT.check("trapperTimeout", Duration.ofHours(25)));
    assertRefused(
        "timeout must be from 1 ms to 24 h, but was 1 ns",
        () -> DurationRange.TIMEOUT.check("timeout", Duration.ofNanos(1)));
    assertRefused(
        "delay must be from 0 s to 24 h, but was -1 s",
        () -> DurationRange.DELAY.check("delay", Duration.ofSeconds(-1)));
    assertRefused(
        "delay must be from 1 ns to 24 h, but was 0 s",
        () -> DurationRange.POSITIVE_DELAY.check("delay", Duration.ZERO));
    assertRefused(
        "timeout must be in whole seconds, but was 1500 ms",
        () -> DurationRange.CHECK_TIMEOUT.check("timeout", Duration.ofMillis(1500)));
    assertRefused(
        "timeout must be from 1 s to 10 min, but was 500 ms",
        () -> DurationRange.CHECK_TIMEOUT.check("timeout", Duration.ofMillis(500)));
  }

  @Test
  void refusesSizes() {
    SizeRange packet = new SizeRange(1, 1 << 30);

    assertRefused(
        "maxPacketSize must be from 1 byte to 1G, but was 2G",
        () -> packet.check("maxPacketSize", 2L << 30));
  }

  private static void assertRefused(String message, Executable check) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, check).getMessage());
  }
}
