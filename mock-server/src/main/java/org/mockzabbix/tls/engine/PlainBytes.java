package org.mockzabbix.tls.engine;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** Decrypted bytes that were not read yet. */
final class PlainBytes {

  private final Queue<ByteBuffer> parts = new ArrayDeque<>();

  void add(byte[] bytes, int length) {
    if (length > 0) {
      parts.add(ByteBuffer.wrap(bytes, 0, length));
    }
  }

  /** Moves as many bytes as fit, and returns their number. */
  int moveTo(ByteBuffer buffer) {
    int start = buffer.position();
    for (ByteBuffer part = parts.peek();
        part != null && buffer.hasRemaining();
        part = parts.peek()) {
      int count = Math.min(part.remaining(), buffer.remaining());
      buffer.put(part.slice(part.position(), count));
      part.position(part.position() + count);
      if (!part.hasRemaining()) {
        parts.remove();
      }
    }
    return buffer.position() - start;
  }
}
