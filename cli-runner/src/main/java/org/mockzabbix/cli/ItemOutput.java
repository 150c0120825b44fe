package org.mockzabbix.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemValue;

/**
 * Where item lines go. Thread-safe: {@code lock} guards every field and the stream, so that the
 * lines of one packet stay together; a reader that stops reading therefore stops every sender.
 *
 * <p>Once writing has failed nothing more is written: lines with a hole among them are worse than
 * none.
 */
final class ItemOutput {

  private static final int CHUNK = 1 << 16; // characters; bounds what a large packet costs

  private final String name;
  private final LineFormat format;
  private final OutputStream stream;
  private final @Nullable FileOutputStream file; // the same stream, if it is ours to close

  private final ReentrantLock lock = new ReentrantLock();
  private boolean begun;
  private boolean failed;
  private final AtomicLong unwritten = new AtomicLong(); // to be read while a writer is stuck

  private ItemOutput(
      String name, LineFormat format, OutputStream stream, @Nullable FileOutputStream file) {
    this.name = name;
    this.format = format;
    this.stream = stream;
    this.file = file;
  }

  /** Lines on a stream that stays open. */
  static ItemOutput toStandardOutput(LineFormat format, OutputStream stream) {
    return new ItemOutput("standard output", format, stream, null);
  }

  /**
   * Lines in a file. What was in it stays until {@link #begin}: it may belong to another server
   * that still has the port.
   *
   * @throws IOException if it cannot be opened, naming it
   */
  static ItemOutput toFile(LineFormat format, Path path) throws IOException {
    FileOutputStream file = new FileOutputStream(path.toFile(), true);
    return new ItemOutput(path.toString(), format, file, file);
  }

  /** Empties the file, unless lines were already written. */
  void begin() throws IOException {
    lock.lock();
    try {
      if (!begun && file != null && Files.isRegularFile(Path.of(name))) {
        file.getChannel().truncate(0);
      }
      begun = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes a line for each of these values.
   *
   * @throws IOException the first time that it fails; later ones are only counted
   */
  void write(List<ItemValue> items) throws IOException {
    lock.lock();
    try {
      if (failed) {
        unwritten.addAndGet(items.size());
        return;
      }
      begin();
      writeLines(items);
    } catch (IOException failure) {
      failed = true;
      unwritten.addAndGet(items.size());
      throw failure;
    } finally {
      lock.unlock();
    }
  }

  private void writeLines(List<ItemValue> items) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (ItemValue item : items) {
      format.append(lines, item);
      lines.append('\n');
      if (lines.length() >= CHUNK) {
        drain(lines);
      }
    }
    drain(lines);
  }

  private void drain(StringBuilder lines) throws IOException {
    stream.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    stream.flush();
    lines.setLength(0);
  }

  /** How many values came after the output had failed, or with it. */
  long unwritten() {
    return unwritten.get();
  }

  /** Closes the file, unless somebody still waits for it to take lines. */
  void close() throws IOException {
    try {
      if (file == null || !lock.tryLock(1, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException leftOpen) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      file.close();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
