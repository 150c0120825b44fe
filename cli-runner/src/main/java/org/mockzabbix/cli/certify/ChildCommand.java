package org.mockzabbix.cli.certify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.mockzabbix.cli.console.SystemError;
import org.mockzabbix.text.Quoting;

/**
 * A run of the user's program, with its children. Its standard input is empty. It reads the
 * addresses of a mock server from {@code MOCK_ZABBIX_HOST} and similar variables, or from the
 * placeholders <code>{host}</code> and <code>{trapper}</code> in its arguments.
 */
final class ChildCommand implements AutoCloseable {

  private static final String PREFIX = "MOCK_ZABBIX_";
  private static final int MOST_OUTPUT = 65_536;

  /** Starts a process. Tests choose a moment at which no copied socket disturbs other tests. */
  @FunctionalInterface
  interface Starter {
    Process start(ProcessBuilder builder) throws IOException;
  }

  private final Path output;
  private final Process process;

  private ChildCommand(Path output, Process process) {
    this.output = output;
    this.process = process;
  }

  /**
   * Starts the program.
   *
   * @param command the program and its arguments, with placeholders
   * @param addresses the values of the placeholders
   * @throws IOException if the program does not exist, or cannot be executed
   */
  static ChildCommand start(List<String> command, Map<String, String> addresses, Starter starter)
      throws IOException {
    Path output = Files.createTempFile("mock-zabbix-certify-", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command.stream().map(word -> filled(word, addresses)).toList());
      setVariables(builder.environment(), addresses);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      Process process = start(builder, starter);
      process.getOutputStream().close();
      return new ChildCommand(output, process);
    } catch (IOException failure) {
      Files.deleteIfExists(output);
      throw failure;
    }
  }

  private static Process start(ProcessBuilder builder, Starter starter) throws IOException {
    try {
      return starter.start(builder);
    } catch (IOException | RuntimeException failure) { // NUL in an argument, for example
      String name = Quoting.quote(builder.command().get(0));
      throw new IOException(
          "cannot start the command " + name + ": " + SystemError.reason(failure), failure);
    }
  }

  private static String filled(String word, Map<String, String> addresses) {
    String filled = word;
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      filled = filled.replace('{' + address.getKey() + '}', address.getValue());
    }
    return filled;
  }

  /** Sets the variables of the addresses; all others were meant for this program. */
  private static void setVariables(Map<String, String> variables, Map<String, String> addresses) {
    variables.keySet().removeIf(name -> name.startsWith(PREFIX));
    variables.put(PREFIX + "VERIFY", "1");
    addresses.forEach((name, address) -> variables.put(variable(name), address));
  }

  private static String variable(String placeholder) {
    String port = placeholder.equals("host") ? "" : "_PORT";
    return PREFIX + placeholder.toUpperCase(Locale.ROOT) + port;
  }

  /** Waits until the program ends, and returns its exit code; empty if the time is up. */
  OptionalInt await(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /** Returns the first 64 KiB of the output and the errors of the program. */
  String output() throws IOException {
    try (InputStream stream = Files.newInputStream(output)) {
      return new String(stream.readNBytes(MOST_OUTPUT), UTF_8);
    }
  }

  /** Ends the program and its children, if they still run. Does not wait for them. */
  void end() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() throws IOException {
    end();
    Files.deleteIfExists(output);
  }
}
