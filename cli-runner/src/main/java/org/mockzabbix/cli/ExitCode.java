package org.mockzabbix.cli;

/**
 * What the process tells its parent. The numbers are those of {@code sysexits.h}, which scripts
 * know.
 */
final class ExitCode {

  static final int OK = 0;

  /** Of {@code send} and {@code get}, as of the originals: it did not work. */
  static final int FAILED = 1;

  /** Of {@code send}, as of the original: the server did not process every value. */
  static final int PARTLY = 2;

  /** The command line, or a variable of the environment, does not say what to do. */
  static final int USAGE = 64;

  /** The server could not start: a port in use, a file that cannot be written. */
  static final int CANNOT_START = 69;

  /** A bug of ours. */
  static final int UNEXPECTED = 70;

  /** Standard output could not be written; serving went on without it. */
  static final int OUTPUT_FAILED = 74;

  private ExitCode() {}
}
