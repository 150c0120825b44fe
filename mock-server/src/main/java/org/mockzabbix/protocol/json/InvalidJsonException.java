package org.mockzabbix.protocol.json;

/** Tells why a text is not valid JSON, in the words a Zabbix server puts in its answer. */
public final class InvalidJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The server writes its error texts into a buffer of 255 bytes, the last of which is NUL. */
  static final int LONGEST_INFO = 254;

  InvalidJsonException(String message) {
    super(message);
  }

  /** What the server answers: the message behind a few more words, cut where its buffer ends. */
  public String info() {
    return Utf8.cut("cannot parse as a valid JSON object: " + getMessage(), LONGEST_INFO);
  }
}
