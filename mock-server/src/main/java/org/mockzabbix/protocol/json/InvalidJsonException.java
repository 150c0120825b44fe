package org.mockzabbix.protocol.json;

import org.jspecify.annotations.Nullable;

/** Thrown if a text is not valid JSON, with the error text of a Zabbix server. */
public final class InvalidJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The size of the server's buffer for error texts, 255 bytes, without the NUL at the end. */
  static final int LONGEST_INFO = 254;

  private final @Nullable String hint;
  private final int position;
  private final JsonDialect dialect;

  InvalidJsonException(String message, @Nullable String hint, int position, JsonDialect dialect) {
    super(message);
    this.hint = hint;
    this.position = position;
    this.dialect = dialect;
  }

  /** Returns the index of the error in the array of the text, which may be the end of the text. */
  public int position() {
    return position;
  }

  /** Returns what is wrong and what to change, for the author of the client. */
  public String reason() {
    return "not valid JSON" + (hint == null ? "" : " (" + hint + ')') + ": " + getMessage();
  }

  /** Returns the {@code info} of the response: what fits of a prefix and the message. */
  public String info() {
    String info = "cannot parse as a valid JSON object: " + getMessage();
    return dialect.shortensBetweenCharacters()
        ? Utf8.wholeCharacters(info, LONGEST_INFO)
        : Utf8.cut(info, LONGEST_INFO);
  }
}
