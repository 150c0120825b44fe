package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.mockzabbix.cli.console.Console;

/** One run of a command that ends by itself: its exit code and its output. */
public record CommandRun(int exitCode, String out, String err) {

  public static CommandRun of(String... args) {
    return withInput("", args);
  }

  public static CommandRun withInput(String input, String... args) {
    CapturedLines out = new CapturedLines();
    CommandRun run = run(input, out, Map.of(), args);
    return new CommandRun(run.exitCode, out.text(), run.err);
  }

  public static CommandRun withOutput(OutputStream out, String... args) {
    return run("", out, Map.of(), args);
  }

  public static CommandRun withEnvironment(Map<String, String> environment, String... args) {
    CapturedLines out = new CapturedLines();
    CommandRun run = run("", out, environment, args);
    return new CommandRun(run.exitCode, out.text(), run.err);
  }

  private static CommandRun run(
      String input, OutputStream out, Map<String, String> environment, String... args) {
    CapturedLines err = new CapturedLines();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            out,
            new PrintStream(err, true, UTF_8),
            environment);
    int code = new Main(console, stop -> {}).run(args);
    return new CommandRun(code, "", err.text());
  }

  /** Returns standard output with PID instead of the process ID. */
  public String outWithoutPid() {
    return out.replace("[" + ProcessHandle.current().pid() + "]", "[PID]");
  }

  /** Returns standard error with PID instead of the process ID. */
  public String errWithoutPid() {
    return err.replace("[" + ProcessHandle.current().pid() + "]", "[PID]");
  }
}
