package org.mockzabbix.protocol.json;

/** Thrown if a text is not valid JSON, with the error text of a Zabbix server. */
public final class InvalidJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The size of the server's buffer for error texts, 255 bytes, without the NUL at the end. */
  static final int LONGEST_INFO = 254;

  InvalidJsonException(String message) {
    super(message);
  }

  /** Returns the {@code info} of the response: a prefix and the message, cut at the buffer size. */
  public String info() {
    return Utf8.cut("cannot parse as a valid JSON object: " + getMessage(), LONGEST_INFO);
  }
}
