package org.mockzabbix.text;

/** The text of an exception, even of one whose own methods fail. */
public final class ThrownText {

  private ThrownText() {}

  /** Returns the type and message of {@code thrown}; only the type if it cannot describe itself. */
  public static String of(Throwable thrown) {
    try {
      return String.valueOf(thrown);
    } catch (Throwable cannotDescribeItself) {
      return thrown.getClass().getName();
    }
  }
}
