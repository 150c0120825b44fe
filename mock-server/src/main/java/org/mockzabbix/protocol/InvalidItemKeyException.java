package org.mockzabbix.protocol;

/** Thrown if a text is not a valid item key. Has no stack trace, because clients send such keys. */
final class InvalidItemKeyException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  InvalidItemKeyException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** Returns what is wrong with the key. */
  String reason() {
    return reason;
  }
}
