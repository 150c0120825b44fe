package org.mockzabbix.protocol.json;

import org.jspecify.annotations.Nullable;

/** Thrown if a text is not valid JSON, with the error text of a Zabbix server. */
public final class InvalidJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The size of the server's buffer for error texts, 255 bytes, without the NUL at the end. */
  static final int LONGEST_INFO = 254;

  private final @Nullable String hint;

  InvalidJsonException(String message, @Nullable String hint) {
    super(message);
    this.hint = hint;
  }

  /** Returns what is wrong and what to change, for the author of the client. */
  public String reason() {
    return "not valid JSON" + (hint == null ? "" : " (" + hint + ')') + ": " + getMessage();
  }

  /** Returns the {@code info} of the response: a prefix and the message, cut at the buffer size. */
  public String info() {
    return Utf8.cut("cannot parse as a valid JSON object: " + getMessage(), LONGEST_INFO);
  }
}
