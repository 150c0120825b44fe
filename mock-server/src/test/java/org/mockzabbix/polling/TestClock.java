package org.mockzabbix.polling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until it is told to go on. */
final class TestClock implements InstantSource {

  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Goes on; the test's thread alone does that. */
  void goOn(Duration time) {
    now = now.plus(time);
  }
}
