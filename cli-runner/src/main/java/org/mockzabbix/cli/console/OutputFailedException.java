package org.mockzabbix.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Thrown if a command cannot write its result to standard output. */
public final class OutputFailedException extends Exception {

  private static final long serialVersionUID = 1;

  public OutputFailedException(IOException cause) {
    super("cannot write to standard output: " + cause.getMessage(), cause);
  }

  /** Creates the exception for a failure inside of a callback. */
  public OutputFailedException(UncheckedIOException failure) {
    this(Objects.requireNonNull(failure.getCause()));
  }
}
