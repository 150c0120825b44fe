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
 * The output of {@code serve}. Writes values as lines to standard output or to a file. After a
 * failure, writes nothing more, because a reader could not see the gap.
 *
 * <p>Thread-safe: {@code lock} guards every field and the stream, so that the lines of one packet
 * stay together. If the reader of a pipe stops reading, all connections wait.
 */
final class ServeOutput {

  private static final int CHUNK = 1 << 16; // characters; limits the memory for a large packet

  private final String name;
  private final LineFormat format;
  private final OutputStream stream;
  private final @Nullable FileOutputStream file; // the stream, if close() must close it

  private final ReentrantLock lock = new ReentrantLock();
  private boolean started;
  private boolean failed;
  private final AtomicLong unwritten = new AtomicLong(); // readable while a writer is blocked

  private ServeOutput(
      String name, LineFormat format, OutputStream stream, @Nullable FileOutputStream file) {
    this.name = name;
    this.format = format;
    this.stream = stream;
    this.file = file;
  }

  /** Returns an output that writes to {@code stream} and never closes it. */
  static ServeOutput toStandardOutput(LineFormat format, OutputStream stream) {
    return new ServeOutput("standard output", format, stream, null);
  }

  /**
   * Returns an output that writes to a file. The file keeps its content until {@link #start},
   * because another server may use the file if it uses the port.
   *
   * @throws IOException if the file cannot be opened; the message contains the path
   */
  static ServeOutput toFile(LineFormat format, Path path) throws IOException {
    FileOutputStream file = new FileOutputStream(path.toFile(), true);
    return new ServeOutput(path.toString(), format, file, file);
  }

  /** Empties the file, unless values were written already. */
  void start() throws IOException {
    lock.lock();
    try {
      if (!started && file != null && Files.isRegularFile(Path.of(name))) {
        file.getChannel().truncate(0);
      }
      started = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes a line for each value.
   *
   * @throws IOException at the first failure; later calls only count the values
   */
  void write(List<ItemValue> values) throws IOException {
    lock.lock();
    try {
      if (failed) {
        unwritten.addAndGet(values.size());
        return;
      }
      start();
      writeLines(values);
    } catch (IOException failure) {
      failed = true;
      unwritten.addAndGet(values.size());
      throw failure;
    } finally {
      lock.unlock();
    }
  }

  private void writeLines(List<ItemValue> values) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (ItemValue item : values) {
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

  /** Returns the number of values that were not written because of a failure. */
  long unwritten() {
    return unwritten.get();
  }

  /** Closes the file, unless a thread is still blocked in writing to it. */
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
