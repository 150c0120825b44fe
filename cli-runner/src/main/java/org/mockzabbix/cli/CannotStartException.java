package org.mockzabbix.cli;

/** Thrown if a command cannot start. The message is one line for the user. */
final class CannotStartException extends Exception {

  private static final long serialVersionUID = 1;

  CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
