package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.mockzabbix.cli.console.Console;

/** One run of {@code mock-zabbix} in this process, so that hundreds of runs take seconds. */
public record OwnProgram(int exitCode, String output, String errors) {

  /** Runs a command that ends by itself, with empty standard input. */
  public static OwnProgram run(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintStream(err, true, UTF_8),
            Map.of());
    int code = new Main(console, stop -> {}).run(arguments.toArray(new String[0]));
    return new OwnProgram(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
