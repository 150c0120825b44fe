package org.mockzabbix.cli.send;

/**
 * Thrown if the parameters of an encryption are invalid. The message is that of zabbix_sender or
 * zabbix_get.
 */
public final class EncryptionRefusedException extends Exception {

  private static final long serialVersionUID = 1;

  EncryptionRefusedException(String message) {
    super(message);
  }
}
