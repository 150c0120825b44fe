package org.mockzabbix.cli.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.client.Sender.OutgoingValue;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;

/** The values of {@code send}. A repeated {@code send} reads them again in each round. */
public interface ValueSource {

  /** The name of standard input as a file. */
  String STANDARD_INPUT = "-";

  /** Passes the values of one round to {@code run}. */
  void feed(SendRun run) throws OutputFailedException;

  /** Returns a source of one value. */
  static ValueSource of(OutgoingValue value) {
    return run -> run.add(value);
  }

  /**
   * Returns a source of one value, which a script generates in each round.
   *
   * @param clock the clock that the script sees
   */
  static ValueSource generated(String host, String key, KeyScript script, InstantSource clock) {
    ItemKey parsed = ItemKey.tryParse(key).orElseGet(() -> ItemKey.unparsed(key));
    return run -> {
      CheckResult result = script.result(host, parsed, clock.instant(), failure -> {});
      if (result.isSupported()) {
        run.add(OutgoingValue.of(host, key, result.requireValue()));
      } else {
        run.fail(new IOException("no value to send: " + result.error()), "ERROR");
      }
    };
  }

  /**
   * Returns a source of the values of a file.
   *
   * @param file the path of the file; {@code -} for standard input
   */
  static ValueSource file(String file, SenderLineParser parser, Console console) {
    return run -> {
      try (InputStream bytes =
          file.equals(STANDARD_INPUT) ? console.in() : Files.newInputStream(Path.of(file))) {
        run.addLines(
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.ISO_8859_1)), parser);
      } catch (IOException e) {
        boolean missing = e instanceof NoSuchFileException;
        String why = missing ? "[2] No such file or directory" : String.valueOf(e.getMessage());
        run.fail(new IOException("cannot open [" + file + "]: " + why), "ERROR");
      }
    };
  }
}
