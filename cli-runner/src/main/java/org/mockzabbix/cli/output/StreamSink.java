package org.mockzabbix.cli.output;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a stream without a buffer. If a disk is full in the middle of a line, removes that part
 * of the line from the file. Not thread-safe.
 */
public final class StreamSink implements LineSink {

  private final String name;
  private final OutputStream stream;
  private final @Nullable FileChannel file;
  private long begun; // bytes of a line without its end

  /**
   * Creates a destination that never closes {@code stream}.
   *
   * @param name the name for messages, for example {@code standard output}
   */
  public StreamSink(String name, OutputStream stream) {
    this.name = name;
    this.stream = stream;
    this.file = stream instanceof FileOutputStream bytes ? bytes.getChannel() : null;
  }

  @Override
  public void write(byte[] lines) throws IOException {
    if (file == null) {
      stream.write(lines);
      stream.flush();
      begin(lines);
      return;
    }
    ByteBuffer rest = ByteBuffer.wrap(lines);
    try {
      while (rest.hasRemaining()) {
        file.write(rest); // unlike a stream, this tells how much was written
      }
    } catch (IOException failure) {
      int end = endOfLines(lines, rest.position());
      remove(file, rest.position() - end + (end == 0 ? begun : 0));
      throw new IncompleteWriteException(failure, count(lines, end));
    }
    begin(lines);
  }

  private void begin(byte[] written) {
    int end = endOfLines(written, written.length);
    begun = written.length - end + (end == 0 ? begun : 0);
  }

  /** Returns whether the last line has no end yet. */
  boolean isInLine() {
    return begun > 0;
  }

  private static int endOfLines(byte[] lines, int written) {
    int end = written;
    while (end > 0 && lines[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static int count(byte[] lines, int end) {
    int count = 0;
    for (int i = 0; i < end; i++) {
      count += lines[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  /** Removes the last bytes of a file, unless another program has written more. */
  private static void remove(FileChannel file, long bytes) {
    try {
      long position = file.position();
      if (bytes > 0 && position == file.size()) {
        file.truncate(position - bytes);
      }
    } catch (IOException pipe) {
      // What is in a pipe cannot be removed.
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
