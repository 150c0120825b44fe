package org.mockzabbix.cli.console;

import java.io.IOException;

/** Thrown if a command cannot write its result to standard output. */
public final class OutputFailedException extends Exception {

  private static final long serialVersionUID = 1;

  public OutputFailedException(IOException cause) {
    super("cannot write to standard output: " + cause.getMessage(), cause);
  }
}
