package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code java -jar mock-zabbix.jar serve} on a free trapper port, in a process of its own that ends
 * with this one. Closing fails if a process is left.
 */
final class MockZabbixProgram implements AutoCloseable {

  private static final Path JAR =
      Path.of(System.getProperty("mockzabbix.jar", "../cli-runner/target/mock-zabbix.jar"))
          .toAbsolutePath();

  private static final long PATIENCE_SECONDS = 60;

  private final ProcessDirectory directory;
  private final Process process;
  private final BufferedReader errors;

  /** Starts it with further {@code options}, and waits until it says that it is ready. */
  MockZabbixProgram(String... options) throws Exception {
    directory = new ProcessDirectory();
    process = start(options);
    errors = process.errorReader(UTF_8);
    String line = firstLine();
    if (!("READY trapper=127.0.0.1:" + trapperPort()).equals(line)) {
      close();
      throw new AssertionError("its first line was: " + line);
    }
  }

  private Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-jar", JAR.toString(), "serve", "--trapper-port", "0"));
    command.addAll(List.of("--port-file", "ports.json", "--stop-on-stdin-eof"));
    command.addAll(List.of(options));
    ProcessBuilder builder = directory.command(command).redirectOutput(file("stdout").toFile());
    builder.environment().keySet().removeIf(MockZabbixProgram::wouldChangeIt);
    return builder.start();
  }

  private static boolean wouldChangeIt(String variable) {
    return variable.startsWith("MOCK_ZABBIX_") || variable.endsWith("JAVA_TOOL_OPTIONS");
  }

  /** Read on another thread, since reading from a process cannot be interrupted. */
  private String firstLine() throws Exception {
    return CompletableFuture.supplyAsync(this::readLine).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private String readLine() {
    try {
      return Objects.requireNonNullElse(errors.readLine(), "(none)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that its port file tells. */
  int trapperPort() throws IOException {
    return new ObjectMapper().readTree(directory.read("ports.json")).get("trapper").asInt();
  }

  /** A file in its working directory. */
  Path file(String name) {
    return directory.file(name);
  }

  /** Asks it to end, and returns its exit code. */
  int stop() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy() would also close the streams
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it did not end");
    return process.exitValue();
  }

  /** What it has printed on standard error after it was ready, once it has ended. */
  List<String> errors() {
    return errors.lines().toList();
  }

  /** Kills it unless it was stopped; then the test has failed already. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    directory.close();
  }
}
