package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Zabbix program, run once in a process of its own until it ends. */
public final class RealProgram {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Release release;
  private final String name;

  /** A program of the machine's own release. */
  RealProgram(String name) {
    this(Release.own(), name);
  }

  RealProgram(Release release, String name) {
    this.release = release;
    this.name = name;
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
      Path stdin = Files.writeString(directory.file("stdin"), input, UTF_8);
      Process process =
          directory
              .program(release, command(arguments))
              .redirectInput(stdin.toFile())
              .redirectOutput(directory.file("stdout").toFile())
              .redirectError(directory.file("stderr").toFile())
              .start();
      int exitCode = await(process);
      return new Outcome(exitCode, directory.read("stdout"), directory.read("stderr"));
    }
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(release.find(name).orElseThrow().toString());
    command.addAll(arguments);
    return command;
  }

  private int await(Process process) throws InterruptedException {
    try {
      if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new AssertionError(name + " did not end within " + PATIENCE.toSeconds() + " s");
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
