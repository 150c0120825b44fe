package org.mockzabbix.cli.send;

/**
 * Thrown if zabbix_sender refuses its configuration and ends before it reads a value. The message
 * is that of zabbix_sender.
 */
public final class InvalidConfigurationException extends Exception {

  private static final long serialVersionUID = 1;

  InvalidConfigurationException(String message) {
    super(message);
  }
}
