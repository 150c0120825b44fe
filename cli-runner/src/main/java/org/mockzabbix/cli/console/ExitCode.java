package org.mockzabbix.cli.console;

/** The exit codes. Those from 64 are defined in {@code sysexits.h}, which scripts know. */
public final class ExitCode {

  public static final int OK = 0;

  /**
   * {@code send} or {@code get} failed, as in the original programs, or an expectation is not met.
   */
  public static final int FAILED = 1;

  /** The server did not process every value that {@code send} sent, as in zabbix_sender. */
  public static final int PARTLY_PROCESSED = 2;

  /** Every expectation of {@code verify} is met, but the command under test failed. */
  public static final int COMMAND_FAILED = 2;

  /** An option or environment variable is invalid, or one file has two uses. */
  public static final int USAGE = 64;

  /** The server could not start, for example because the port is in use. */
  public static final int CANNOT_START = 69;

  /** A bug in this program. */
  public static final int UNEXPECTED = 70;

  /**
   * The output could not be written, or the output file was deleted. {@code serve} kept running.
   */
  public static final int OUTPUT_FAILED = 74;

  private ExitCode() {}
}
