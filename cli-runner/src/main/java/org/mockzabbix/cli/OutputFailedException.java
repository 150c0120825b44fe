package org.mockzabbix.cli;

import java.io.IOException;

/** What a command is run for could not be written. */
final class OutputFailedException extends Exception {

  private static final long serialVersionUID = 1;

  OutputFailedException(IOException cause) {
    super("cannot write to standard output: " + cause.getMessage(), cause);
  }
}
