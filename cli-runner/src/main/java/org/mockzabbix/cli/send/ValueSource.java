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
import org.mockzabbix.wire.Bytes;

/** The values of {@code send}. A repeated {@code send} reads them again in each round. */
public interface ValueSource {

  /** The name of standard input as a file. */
  String STANDARD_INPUT = "-";

  /** Passes the values of one round to {@code run}. */
  void feed(SendRun run) throws OutputFailedException;

  /** Returns a source of one value. */
  static ValueSource of(String host, String key, String value) {
    return run -> run.add(OutgoingValue.of(bytes(host), bytes(key), bytes(value)));
  }

  /** Returns the bytes of a text in UTF-8, each as one character. */
  private static String bytes(String text) {
    return Bytes.of(text).latin1();
  }

  /** Returns a source that fails because the host of the value is not known. */
  static ValueSource ofUnknownHost() {
    return SendRun::failWithoutHost;
  }

  /** Returns a source that fails because the configuration file names no server. */
  static ValueSource ofUnknownServer() {
    return run -> run.failWith(new IOException("'ServerActive' parameter required"));
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
        of(host, key, result.requireValue()).feed(run);
      } else {
        run.failWith(new IOException("no value to send: " + result.error()));
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
      try (InputStream bytes = file.equals(STANDARD_INPUT) ? console.in() : open(file)) {
        run.addLines(
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.ISO_8859_1)), parser);
      } catch (IOException e) {
        boolean missing = e instanceof NoSuchFileException;
        String why = missing ? "[2] No such file or directory" : String.valueOf(e.getMessage());
        run.failWith(new IOException("cannot open [" + file + "]: " + why));
      }
    };
  }

  /** Opens a file. A directory has no lines for zabbix_sender. */
  private static InputStream open(String file) throws IOException {
    if (file.isEmpty()) {
      throw new NoSuchFileException(file);
    }
    Path path = Path.of(file);
    return Files.isDirectory(path) ? InputStream.nullInputStream() : Files.newInputStream(path);
  }
}
