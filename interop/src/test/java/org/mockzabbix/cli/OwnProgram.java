package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.mockzabbix.cli.console.Console;

/**
 * One run of {@code mock-zabbix} in this process, so that hundreds of runs take seconds.
 *
 * @param output the bytes on standard output, each as one character
 * @param errors the bytes on standard error, each as one character
 */
public record OwnProgram(int exitCode, String output, String errors) {

  /** Runs a command that ends by itself, with {@code input} on its standard input. */
  public static OwnProgram run(byte[] input, List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input), out, new PrintStream(err, true, UTF_8), Map.of());
    int code = new Main(console, stop -> {}).run(arguments.toArray(new String[0]));
    return new OwnProgram(code, out.toString(ISO_8859_1), err.toString(ISO_8859_1));
  }
}
