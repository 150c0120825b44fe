package org.mockzabbix.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real {@code zabbix_sender}, pointed at one trapper. */
final class RealSender {

  private final RealProgram program;
  private final int port;

  /** A sender of the machine's own release. */
  RealSender(int port) {
    this(Release.own(), port);
  }

  RealSender(Release release, int port) {
    this.program = new RealProgram(release, "zabbix_sender");
    this.port = port;
  }

  /** Sends one value by {@code -s}, {@code -k} and {@code -o}. */
  Outcome send(String host, String key, String value) throws IOException, InterruptedException {
    return outcome(program.run(arguments("-s", host, "-k", key, "-o", value)));
  }

  /** The same with further {@code options}. */
  Outcome send(String host, String key, String value, List<String> options)
      throws IOException, InterruptedException {
    List<String> arguments = arguments("-s", host, "-k", key, "-o", value);
    arguments.addAll(options);
    return outcome(program.run(arguments));
  }

  /** Sends the values in {@code file} by {@code -i}, with further {@code options}. */
  Outcome sendFile(Path file, String... options) throws IOException, InterruptedException {
    List<String> arguments = arguments(options);
    arguments.addAll(List.of("-i", file.toString()));
    return outcome(program.run(arguments));
  }

  /** Sends the values in {@code lines} by {@code -i -}: text that no locale can spoil. */
  Outcome sendLines(String lines) throws IOException, InterruptedException {
    return outcome(program.run(lines, arguments("-i", "-")));
  }

  private List<String> arguments(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-z", "127.0.0.1", "-p", String.valueOf(port)));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private Outcome outcome(RealProgram.Outcome outcome) {
    String output =
        outcome
            .output()
            .replace("\"127.0.0.1:" + port + "\"", "\"SERVER\"")
            .replaceAll("; seconds spent: \\d+\\.\\d{6}\"", "; seconds spent: S\"");
    return new Outcome(outcome.exitCode(), output, outcome.errors());
  }

  /**
   * How it ended.
   *
   * @param output what it printed, with {@code SERVER} for address and port and {@code S} for the
   *     seconds spent: the only words that differ from run to run
   */
  record Outcome(int exitCode, String output, String errors) {}
}
