package org.mockzabbix.sentence;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A clock of the test that never fails. If the test's clock throws an exception or returns null,
 * the failure is added and the latest time is repeated. Thread-safe.
 */
final class FailSafeClock implements InstantSource {

  private final InstantSource clock;
  private final FunctionFailures failures;
  private volatile @Nullable Instant latest;

  FailSafeClock(InstantSource clock, FunctionFailures failures) {
    this.clock = clock;
    this.failures = failures;
  }

  @Override
  public Instant instant() {
    Instant now = null;
    try {
      now = clock.instant();
    } catch (Throwable e) {
      failures.addOnce("the clock", e);
      return latest();
    }
    if (now == null) {
      failures.addOnce("the clock", null);
      return latest();
    }
    latest = now;
    return now;
  }

  private Instant latest() {
    Instant known = latest;
    return known == null ? Instant.now() : known;
  }
}
