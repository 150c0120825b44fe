package org.mockzabbix.cli.certify;

/**
 * The verdict about one trial, or about the values that were sent.
 *
 * @param grade whether the program passes
 * @param reason the reason; empty if it passes without one
 */
public record Judgement(Grade grade, String reason) {

  /** The grades. */
  public enum Grade {
    PASS,
    FAIL,
    /** The reason is worth knowing, but the program is not judged by it. */
    NOTE
  }

  static final Judgement PASSED = new Judgement(Grade.PASS, "");

  static Judgement passed(String reason) {
    return new Judgement(Grade.PASS, reason);
  }

  static Judgement failed(String reason) {
    return new Judgement(Grade.FAIL, reason);
  }

  static Judgement noted(String reason) {
    return new Judgement(Grade.NOTE, reason);
  }

  /** Returns whether the program does not pass. */
  public boolean isFailure() {
    return grade == Grade.FAIL;
  }

  /** Returns verdict and reason, for example {@code FAIL: exit code 0 without a valid response}. */
  @Override
  public String toString() {
    return reason.isEmpty() ? grade.name() : grade + ": " + reason;
  }
}
