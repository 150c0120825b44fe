package org.mockzabbix.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * A file for exchanges, one on each line. If it reaches a size, it is renamed, and a new file
 * begins. Only the last two files are kept. Not thread-safe.
 */
public final class RecordFile implements LineSink {

  private static final String NOUN = "exchange";

  private final Path path;
  private final long maxSize;
  private final Consumer<String> notices;
  private OutputFile current;
  private long lost; // in the files before the current one
  private boolean replaced;

  /**
   * Opens a file. It keeps its content until {@link #clear}.
   *
   * @param maxSize the size in bytes from which another file begins; {@code Long.MAX_VALUE} for no
   *     limit
   * @param notices receives a message if exchanges are removed from the files
   * @throws IOException if the file cannot be opened; the message contains the path
   */
  public RecordFile(Path path, long maxSize, Consumer<String> notices) throws IOException {
    this.path = path;
    this.maxSize = maxSize;
    this.notices = notices;
    this.current = new OutputFile(path, NOUN, notices);
  }

  /** Returns the file to which a full one is renamed, for example {@code record.1}. */
  public static Path previous(Path path) {
    return path.resolveSibling(path.getFileName() + ".1");
  }

  /** Removes the content of the file. */
  public void clear() throws IOException {
    current.clear();
    if (maxSize < Long.MAX_VALUE) {
      Files.deleteIfExists(previous(path));
    }
  }

  @Override
  public void write(byte[] lines) throws IOException {
    if (current.bytesOfLines() >= maxSize) {
      beginAnother();
    }
    current.write(lines);
  }

  private void beginAnother() throws IOException {
    current.close();
    lost += current.lost();
    Path previous = previous(path);
    if (Files.exists(previous) && !replaced) {
      replaced = true;
      notices.accept(previous + " is replaced: --record-max keeps the last two files");
    }
    if (Files.isRegularFile(path)) {
      Files.move(path, previous, StandardCopyOption.REPLACE_EXISTING);
    }
    current = new OutputFile(path, NOUN, notices);
  }

  @Override
  public long lost() {
    return lost + current.lost();
  }

  @Override
  public void close() throws IOException {
    current.close();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
