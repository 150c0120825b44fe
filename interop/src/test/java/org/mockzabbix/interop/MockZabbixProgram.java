package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.mockzabbix.fixtures.OwnThread;

/**
 * {@code mock-zabbix.jar} on a free trapper port, in a process of its own that ends with this one.
 * Closing fails if a process is left.
 */
public final class MockZabbixProgram implements AutoCloseable {

  /** The runnable jar. */
  public static final Path JAR =
      Path.of(System.getProperty("mockzabbix.jar", "../cli-runner/target/mock-zabbix.jar"))
          .toAbsolutePath()
          .normalize();

  private static final String PORT_FILE = "ports.json";
  private static final long PATIENCE_SECONDS = 60;

  private final ProcessDirectory directory;
  private final Process process;
  private final BufferedReader errors;

  private MockZabbixProgram(List<String> command, Map<String, String> environment)
      throws Exception {
    directory = new ProcessDirectory();
    process = start(command, environment);
    errors = process.errorReader(UTF_8);
  }

  private Process start(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = directory.command(command).redirectOutput(file("stdout").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs {@code serve} with further {@code options}, and waits until it says that it is ready. */
  public static MockZabbixProgram serve(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java(), "-jar", JAR.toString(), "serve", "--trapper-port", "0"));
    command.addAll(List.of("--port-file", PORT_FILE, "--stop-on-stdin-eof", "--http-port", "0"));
    command.addAll(List.of(options));
    return new MockZabbixProgram(command, Map.of()).ready();
  }

  /** Runs a line that a user would type, and waits until the server that it starts is ready. */
  public static MockZabbixProgram typed(String line) throws Exception {
    String path = Path.of(java()).getParent() + File.pathSeparator + System.getenv("PATH");
    return new MockZabbixProgram(
            List.of("bash", "-c", "exec " + line),
            Map.of(
                "PATH",
                path,
                "MOCK_ZABBIX_TRAPPER_PORT",
                "0",
                "MOCK_ZABBIX_HTTP_PORT",
                "0",
                "MOCK_ZABBIX_PORT_FILE",
                PORT_FILE,
                "MOCK_ZABBIX_STOP_ON_STDIN_EOF",
                "true"))
        .ready();
  }

  /** The {@code java} that runs the tests. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private MockZabbixProgram ready() throws Exception {
    // Read on another thread, since reading from a process cannot be interrupted.
    String line = OwnThread.supply(this::readLine).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!(line + ' ').startsWith("READY trapper=127.0.0.1:" + trapperPort() + ' ')) {
      close();
      throw new AssertionError("its first line was: " + line);
    }
    return this;
  }

  private String readLine() {
    try {
      return Objects.requireNonNullElse(errors.readLine(), "(none)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that its port file tells. */
  public int trapperPort() throws IOException {
    return new ObjectMapper().readTree(directory.read(PORT_FILE)).get("trapper").asInt();
  }

  /** The URL of its HTTP port. */
  public String http() throws IOException {
    return "http://127.0.0.1:" + new ObjectMapper().readTree(directory.read(PORT_FILE)).get("http");
  }

  /** Waits until it has ended by itself, and returns its exit code. */
  public int exitCode() throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it did not end");
    return process.exitValue();
  }

  /** A file in its working directory. */
  public Path file(String name) {
    return directory.file(name);
  }

  /** Asks it to end, and returns its exit code. */
  public int stop() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy() would also close the streams
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it did not end");
    return process.exitValue();
  }

  /** What it has printed on standard error after it was ready, once it has ended. */
  public List<String> errors() {
    return errors.lines().toList();
  }

  /** Kills it unless it was stopped; then the test has failed already. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    directory.close();
  }
}
