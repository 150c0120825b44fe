package org.mockzabbix.protocol.json;

/** Tells why a text is not valid JSON, in the words a Zabbix server puts in its answer. */
public final class InvalidJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidJsonException(String message) {
    super(message);
  }
}
