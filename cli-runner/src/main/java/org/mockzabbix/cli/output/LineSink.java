package org.mockzabbix.cli.output;

import java.io.IOException;

/** A destination of lines. Not thread-safe. Its text is the name for messages. */
public interface LineSink {

  /**
   * Writes lines, each with its line end. The bytes may end inside of a line, which the next bytes
   * continue.
   *
   * @throws IncompleteWriteException if only some of the lines were written
   */
  void write(byte[] lines) throws IOException;

  /** Returns how many written lines cannot be read any more. */
  default long lost() {
    return 0;
  }

  /** Closes what was opened for this destination. */
  default void close() throws IOException {}

  /** Thrown if only some of the lines were written, for example because the disk is full. */
  final class IncompleteWriteException extends IOException {

    private static final long serialVersionUID = 1;

    private final int written;

    IncompleteWriteException(IOException cause, int written) {
      super(cause.getMessage(), cause);
      this.written = written;
    }

    /** Returns how many lines were written. */
    int written() {
      return written;
    }
  }
}
