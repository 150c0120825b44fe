package org.mockzabbix.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes of a connection: as they are on the wire, or inside TLS. Does not block. */
interface Transport {

  /** Reads available bytes, and returns their number; -1 at the end of the peer's output. */
  int read(ByteBuffer buffer) throws IOException;

  /**
   * Writes until the socket accepts no more, and returns the number of bytes taken from {@code
   * buffer}.
   */
  int write(ByteBuffer buffer) throws IOException;

  /** Writes what {@link #write} has taken, and returns whether the socket accepted all of it. */
  boolean flush() throws IOException;

  /** Returns whether {@link #read} has bytes or the end even if the socket has none. */
  boolean isReadable();

  /** Announces the end of the output before the socket is closed or its output is shut down. */
  void end();

  /** Returns the transport of bytes as they are on the wire. */
  static Transport plain(SocketChannel channel) {
    return new Transport() {
      @Override
      public int read(ByteBuffer buffer) throws IOException {
        return channel.read(buffer);
      }

      @Override
      public int write(ByteBuffer buffer) throws IOException {
        return channel.write(buffer);
      }

      @Override
      public boolean flush() {
        return true;
      }

      @Override
      public boolean isReadable() {
        return false; // nothing is kept
      }

      @Override
      public void end() {}
    };
  }
}
