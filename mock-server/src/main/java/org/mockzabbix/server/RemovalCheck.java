package org.mockzabbix.server;

/** A check that the rules of a server or agent still apply. Thread-safe. */
@FunctionalInterface
public interface RemovalCheck {

  /**
   * Checks that {@code rules} apply, before one of them is changed.
   *
   * @param addedByCaller whether the calling thread added the rule. It is not at fault if another
   *     thread resets the server before the rule is complete
   * @throws IllegalStateException if the server or agent was closed, or if a reset has removed the
   *     rules
   */
  void check(Rules rules, boolean addedByCaller);

  /** Returns the exception for a rule that a reset has removed. */
  static IllegalStateException removed() {
    return new IllegalStateException("reset() has removed this rule: begin it again");
  }
}
