package org.mockzabbix.cli.console;

/** Options that do not fit each other, which only the run itself can notice. */
public final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
