package org.mockzabbix.cli;

/** A command could not begin its work, for a reason that one line tells. */
final class CannotStartException extends Exception {

  private static final long serialVersionUID = 1;

  CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
