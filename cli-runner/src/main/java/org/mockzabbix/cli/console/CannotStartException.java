package org.mockzabbix.cli.console;

/** Thrown if a command cannot start. The message is one line for the user. */
public final class CannotStartException extends Exception {

  private static final long serialVersionUID = 1;

  public CannotStartException(String message) {
    super(message);
  }

  public CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
