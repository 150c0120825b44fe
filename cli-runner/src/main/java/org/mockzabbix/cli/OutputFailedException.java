package org.mockzabbix.cli;

import java.io.IOException;

/** Thrown if a command cannot write its result to standard output. */
final class OutputFailedException extends Exception {

  private static final long serialVersionUID = 1;

  OutputFailedException(IOException cause) {
    super("cannot write to standard output: " + cause.getMessage(), cause);
  }
}
