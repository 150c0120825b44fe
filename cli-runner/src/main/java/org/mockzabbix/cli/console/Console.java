package org.mockzabbix.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.mockzabbix.text.Quoting;

/**
 * The three standard streams and the environment variables.
 *
 * @param out for data only; unbuffered, so that a failure to write is reported
 * @param err for messages to users and to scripts that watch the program
 */
public record Console(
    InputStream in, OutputStream out, PrintStream err, Map<String, String> environment) {

  private static final int LONGEST_LINE = 400;

  /** Returns the console of this process, in UTF-8 regardless of the locale. */
  public static Console ofProcess() {
    return new Console(
        System.in,
        new FileOutputStream(FileDescriptor.out), // System.out would hide a failure
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv());
  }

  /** Returns whether this process is attached to a terminal. */
  @SuppressWarnings("SystemConsoleNull") // it is null until 21
  public static boolean isTerminal() {
    // without a terminal, System.console() is null until 21, and has a method that says so at 22
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }

  /** Returns whether standard output is a terminal. */
  public boolean writesToTerminal() {
    return out instanceof FileOutputStream && isTerminal();
  }

  /** Returns whether the user of a terminal wants colors. */
  public boolean allowsColors() {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  /**
   * Prints the result of a command on standard output.
   *
   * @throws OutputFailedException if it cannot be written
   */
  public void print(String text) throws OutputFailedException {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException failure) {
      throw new OutputFailedException(failure);
    }
  }

  /** Prints an error on one line, with the name of the program. */
  public void printError(String message) {
    err.println("mock-zabbix: " + oneLine(message));
  }

  /** Prints an error about arguments, where to find help, and returns the exit code. */
  public int usageError(String message, String command) {
    printError(message);
    err.println("Try '" + command + " --help' for more.");
    return ExitCode.USAGE;
  }

  /** Returns {@code text} as one line of at most 400 characters, all of them visible. */
  public static String oneLine(String text) {
    return Quoting.escape(text, LONGEST_LINE);
  }
}
