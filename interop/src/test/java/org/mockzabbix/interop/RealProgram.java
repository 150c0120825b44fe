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

  /** The runnable jar, which has to end within {@code patience}. */
  static RealProgram jar(Duration patience) {
    return new RealProgram(
        List.of(MockZabbixProgram.java(), "-jar", MockZabbixProgram.JAR.toString()),
        Map.of(),
        patience);
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
    List<String> words = new ArrayList<>(command);
    words.addAll(arguments);
    Path stdin = Files.writeString(directory.file("stdin"), input, UTF_8);
    ProcessBuilder builder = directory.command(words);
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectInput(stdin.toFile())
            .redirectOutput(directory.file("stdout").toFile())
            .redirectError(directory.file("stderr").toFile())
            .start();
    int exitCode = await(process);
    return new Outcome(exitCode, directory.read("stdout"), directory.read("stderr"));
  }

  private int await(Process process) throws InterruptedException {
    try {
      if (process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new AssertionError(command + " did not end within " + patience.toSeconds() + " s");
    } finally {
      process.destroyForcibly();
    }
  }

  /** How it ended and what it printed. */
  record Outcome(int exitCode, String output, String errors) {

    String firstLine() {
      return output.lines().findFirst().orElse("");
    }
  }
}
