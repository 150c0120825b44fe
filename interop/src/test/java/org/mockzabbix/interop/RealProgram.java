package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A real Zabbix program, or {@code mock-zabbix.jar}, run once in a process of its own until it
 * ends.
 */
public final class RealProgram {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> command;
  private final Map<String, String> environment;
  private final Duration patience;

  /** A program of the machine's own release. */
  RealProgram(String name) {
    this(Release.own(), name);
  }

  RealProgram(Release release, String name) {
    this(List.of(release.find(name).orElseThrow().toString()), release.environment(), PATIENCE);
  }

  private RealProgram(List<String> command, Map<String, String> environment, Duration patience) {
    this.command = command;
    this.environment = environment;
    this.patience = patience;
  }

  /** A program in the {@code PATH}, which {@link NeedsProgram} names. */
  static RealProgram inPath(String name) {
    return new RealProgram(List.of(name), Map.of(), PATIENCE);
  }

  /** The runnable jar, which has to end within {@code patience}. */
  static RealProgram jar(Duration patience) {
    return new RealProgram(
        List.of(MockZabbixProgram.java(), "-jar", MockZabbixProgram.JAR.toString()),
        Map.of(),
        patience);
  }

  /** The same program, which has to end within {@code patience}. */
  RealProgram within(Duration patience) {
    return new RealProgram(command, environment, patience);
  }

  /** Where a program of the machine's own release is, if it is there. */
  public static Optional<Path> find(String name) {
    return Release.own().find(name);
  }

  /** Runs it with nothing on its standard input. */
  Outcome run(List<String> arguments) throws IOException, InterruptedException {
    return run("", arguments);
  }

  /** Runs it with {@code input} on its standard input; fails if it leaves a process behind. */
  Outcome run(String input, List<String> arguments) throws IOException, InterruptedException {
    try (ProcessDirectory directory = new ProcessDirectory()) {
      return runIn(directory, input, arguments);
    }
  }

  /** The same in a directory that the caller closes. */
  Outcome runIn(ProcessDirectory directory, String input, List<String> arguments)
      throws IOException, InterruptedException {
    OptionalInt exitCode = endIn(directory, input.getBytes(UTF_8), arguments);
    if (exitCode.isEmpty()) {
      throw new AssertionError(command + " did not end within " + patience.toSeconds() + " s");
    }
    return new Outcome(exitCode.getAsInt(), directory.read("stdout"), directory.read("stderr"));
  }

  /**
   * Runs it with its output in files of the directory, and returns its exit code; empty if it had
   * to be killed.
   */
  OptionalInt endIn(ProcessDirectory directory, byte[] input, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(command);
    words.addAll(arguments);
    Path stdin = Files.write(directory.file("stdin"), input);
    ProcessBuilder builder = directory.command(words);
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectInput(stdin.toFile())
            .redirectOutput(directory.file("stdout").toFile())
            .redirectError(directory.file("stderr").toFile())
            .start();
    try {
      boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** How it ended and what it printed. */
  record Outcome(int exitCode, String output, String errors) {

    String firstLine() {
      return output.lines().findFirst().orElse("");
    }
  }
}
