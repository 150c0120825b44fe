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
import java.util.stream.Stream;

/** A real Zabbix program, run once in a process of its own until it ends. */
final class RealProgram {

  /** Where the programs were unpacked, or where a tester has them. */
  static final Path DIRECTORY = Path.of(System.getProperty("mockzabbix.programs", "target/real"));

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;

  RealProgram(String name) {
    this.name = name;
  }

  static Optional<Path> find(String name) {
    return Stream.of("usr/bin", "usr/sbin", "bin", "sbin", "")
        .map(folder -> DIRECTORY.resolve(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs it with nothing on its standard input. */
  Outcome run(String... arguments) throws IOException, InterruptedException {
    return runWithInput("", arguments);
  }

  /** Runs it with {@code input} on its standard input. */
  Outcome runWithInput(String input, String... arguments) throws IOException, InterruptedException {
    Path stdin = Files.createTempFile("stdin", ".txt");
    Path stdout = Files.createTempFile("stdout", ".txt");
    Path stderr = Files.createTempFile("stderr", ".txt");
    try {
      Files.writeString(stdin, input, UTF_8);
      Process process =
          new ProcessBuilder(command(arguments))
              .redirectInput(stdin.toFile())
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile())
              .start();
      int exitCode = await(process);
      return new Outcome(
          exitCode, Files.readString(stdout, UTF_8), Files.readString(stderr, UTF_8));
    } finally {
      Files.delete(stdin);
      Files.delete(stdout);
      Files.delete(stderr);
    }
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(find(name).orElseThrow().toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private int await(Process process) throws InterruptedException {
    if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      return process.exitValue();
    }
    process.destroyForcibly().waitFor();
    throw new AssertionError(name + " did not end within " + PATIENCE.toSeconds() + " s");
  }

  /** How it ended and what it printed. */
  record Outcome(int exitCode, String output, String errors) {

    String firstLine() {
      return output.lines().findFirst().orElse("");
    }
  }
}
