package org.mockzabbix.protocol;

import org.jspecify.annotations.Nullable;

/** What a check gives: a value, the reason why there is none, or nothing at all. */
public sealed interface CheckResult {

  /** The value; it may be empty, and hold newlines, NUL and megabytes. */
  record Value(String text) implements CheckResult {}

  /**
   * The key is not supported.
   *
   * @param reason why; null from agents that do not say, as before 2.4
   */
  record NotSupported(@Nullable String reason) implements CheckResult {}

  /** Neither: the check went well and there was nothing to report, which only JSON can say. */
  record NoData() implements CheckResult {}

  /** A value. */
  static CheckResult value(String text) {
    return new Value(text);
  }

  /** Not supported, for this reason. */
  static CheckResult notSupported(String reason) {
    return new NotSupported(reason);
  }
}
