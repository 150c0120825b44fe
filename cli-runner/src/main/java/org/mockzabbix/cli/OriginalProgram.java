package org.mockzabbix.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How one of Zabbix's own programs prints: results on standard output, and what goes wrong on
 * standard error behind the program's name and the number of the process. Not thread-safe.
 *
 * <p>These words differ from the originals', where theirs tell about their own code or the system's
 * error numbers:
 *
 * <ul>
 *   <li>{@code cannot connect to [[127.0.0.1]:10051]: Connection refused} has no {@code [111]};
 *   <li>an answer that does not come in time is {@code no answer within 30 s};
 *   <li>{@code send -vv} tells why a packet failed, and does not trace each step.
 * </ul>
 */
final class OriginalProgram {

  private final String name;
  private final Console console;

  /** A program called {@code name}, such as {@code zabbix_get}. */
  OriginalProgram(String name, Console console) {
    this.name = name;
    this.console = console;
  }

  /** Prints a line on standard output, where it is at once. */
  void print(String line) throws OutputFailedException {
    try {
      console.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      console.out().flush();
    } catch (IOException e) {
      throw new OutputFailedException(e);
    }
  }

  /** Prints a line on standard error. */
  void log(String line) {
    console
        .err()
        .println(name + " [" + ProcessHandle.current().pid() + "]: " + ConsoleText.notice(line));
  }
}
