package org.mockzabbix.cli.send;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.wire.Bytes;

/**
 * Prints as zabbix_sender and zabbix_get do: results on standard output, and messages after the
 * program's name and the process ID. Not thread-safe.
 */
public final class ZabbixToolOutput {

  /** The program that {@code send} imitates. */
  public static final String SENDER = "zabbix_sender";

  private static final int LONGEST_MESSAGE = 65_535;
  private static final Bytes LINE_END = Bytes.of("\n");

  private final String name;
  private final Console console;

  /** Creates the output of a program, for example of {@code zabbix_get}. */
  public ZabbixToolOutput(String name, Console console) {
    this.name = name;
    this.console = console;
  }

  /** Prints a line on standard output and flushes it. */
  public void print(String line) throws OutputFailedException {
    print(Bytes.of(line));
  }

  /** Prints bytes and a line end on standard output, and flushes them. */
  public void print(Bytes line) throws OutputFailedException {
    try {
      write(line);
    } catch (UncheckedIOException failure) {
      throw new OutputFailedException(failure);
    }
  }

  private void write(Bytes line) {
    try {
      Bytes whole = line.plus(LINE_END);
      console.out().write(whole.array(), whole.offset(), whole.length());
      console.out().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Prints a message on standard output, as zabbix_sender does.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void report(String message) {
    report("", Bytes.of(message));
  }

  /**
   * Prints a message on standard output, at most as many bytes of it as zabbix_sender does.
   *
   * @param level the text before the message
   * @throws UncheckedIOException if it cannot be written
   */
  void report(String level, Bytes message) {
    Bytes shown = message.slice(0, Math.min(message.length(), LONGEST_MESSAGE));
    write(Bytes.of(named(level)).plus(shown));
  }

  /** Prints a message on standard error. */
  public void log(String message) {
    console.err().println(named(message));
  }

  /** Returns a message after the program's name and the process ID. */
  public String named(String message) {
    return name + " [" + ProcessHandle.current().pid() + "]: " + message;
  }
}
