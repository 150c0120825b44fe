package org.mockzabbix.cli.send;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.OutputFailedException;

/**
 * Prints as zabbix_sender and zabbix_get do: results on standard output, and messages after the
 * program's name and the process ID. Not thread-safe.
 *
 * <p>{@code send -vv} prints the reason of a failure, but does not trace each step.
 */
public final class ZabbixToolOutput {

  /** The program that {@code send} imitates. */
  public static final String SENDER = "zabbix_sender";

  private final String name;
  private final Console console;

  /** Creates the output of a program, for example of {@code zabbix_get}. */
  public ZabbixToolOutput(String name, Console console) {
    this.name = name;
    this.console = console;
  }

  /** Prints a line on standard output and flushes it. */
  public void print(String line) throws OutputFailedException {
    try {
      console.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      console.out().flush();
    } catch (IOException e) {
      throw new OutputFailedException(e);
    }
  }

  /** Prints a message on standard output, as zabbix_sender does. */
  public void report(String message) throws OutputFailedException {
    print(named(message));
  }

  /** Prints a message on standard error. */
  public void log(String message) {
    console.err().println(named(message));
  }

  private String named(String message) {
    return name + " [" + ProcessHandle.current().pid() + "]: " + Console.oneLine(message);
  }
}
