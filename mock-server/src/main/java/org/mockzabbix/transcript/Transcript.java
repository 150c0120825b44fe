package org.mockzabbix.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.wire.Bytes;

/**
 * The exchanges of a file, one line of JSON each, in the form of {@link ExchangeJson} with {@link
 * ExchangeJson#withRawBytes() raw bytes}. Immutable.
 *
 * <pre>{@code
 * Transcript transcript = Transcript.read(Path.of("traffic.jsonl"));
 * new Replay("127.0.0.1", 10051).run(transcript).differing();
 * }</pre>
 */
public final class Transcript {

  private final List<TranscriptExchange> exchanges;
  private final @Nullable String cutOff;

  private Transcript(List<TranscriptExchange> exchanges, @Nullable String cutOff) {
    this.exchanges = List.copyOf(exchanges);
    this.cutOff = cutOff;
  }

  /**
   * Reads a file.
   *
   * @throws TranscriptException if the file cannot be read, or a line is invalid
   */
  public static Transcript read(Path file) throws TranscriptException {
    Objects.requireNonNull(file, "file must not be null");
    try {
      return parse(file.toString(), Bytes.of(Files.readAllBytes(file)));
    } catch (TranscriptException named) {
      throw named;
    } catch (NoSuchFileException missing) {
      throw new TranscriptException(file + ": no such file");
    } catch (AccessDeniedException denied) {
      throw new TranscriptException(file + ": permission denied");
    } catch (IOException | OutOfMemoryError e) {
      throw new TranscriptException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads the text of a transcript.
   *
   * @param name the name of the text in errors
   * @throws TranscriptException if a line is invalid
   */
  public static Transcript parse(String name, String text) throws TranscriptException {
    Objects.requireNonNull(name, "name must not be null");
    return parse(name, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Transcript parse(String name, Bytes text) throws TranscriptException {
    List<TranscriptExchange> exchanges = new ArrayList<>();
    int number = 1;
    for (int start = 0; start < text.length(); number++) {
      int end = end(text, start);
      byte[] line = text.slice(start, end - start).toArray();
      TranscriptLine reader = new TranscriptLine(name, number);
      if (end == text.length() && !TranscriptLine.isComplete(line)) {
        return new Transcript(exchanges, reader.error("the line is cut off, and is left out"));
      }
      if (!isBlank(line)) {
        exchanges.add(reader.read(line));
      }
      start = end + 1;
    }
    return new Transcript(exchanges, null);
  }

  private static int end(Bytes text, int start) {
    int end = start;
    while (end < text.length() && text.at(end) != '\n') {
      end++;
    }
    return end;
  }

  private static boolean isBlank(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1).isBlank();
  }

  /** Returns the exchanges in the order of the file. */
  public List<TranscriptExchange> exchanges() {
    return exchanges;
  }

  /**
   * Returns a message about the last line, if the program that wrote the file ended in the middle
   * of it. Empty if the file is complete.
   */
  public Optional<String> cutOff() {
    return Optional.ofNullable(cutOff);
  }
}
