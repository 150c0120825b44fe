package org.mockzabbix.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.MalformedPacketException;
import org.mockzabbix.wire.PacketAssembler;
import org.mockzabbix.wire.PacketLimits;

/** Collects the bytes of a response, and notices the end of its packet. Not thread-safe. */
final class RawReader {

  private static final PacketLimits LIMITS = PacketLimits.zabbix60();

  private final Duration timeout;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable PacketAssembler assembler = new PacketAssembler(LIMITS); // null: not a packet
  private boolean complete;

  RawReader(Duration timeout) {
    this.timeout = timeout;
  }

  /** Adds bytes, at most the limit of a packet. */
  void add(ByteBuffer part) throws IOException {
    bytes.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
    if (bytes.size() > LIMITS.maxPacketSize()) {
      throw new IOException("the response is larger than " + LIMITS.maxPacketSize() + " bytes");
    }
    if (assembler != null) {
      assemble(assembler, part);
    }
  }

  private void assemble(PacketAssembler running, ByteBuffer part) {
    try {
      complete = running.feed(part);
    } catch (MalformedPacketException notPacket) {
      assembler = null; // the end of the connection ends the response
    }
  }

  boolean isComplete() {
    return complete;
  }

  RawResponse complete() {
    return new RawResponse(received(), null);
  }

  /** Returns the response of a peer that has closed the connection. */
  RawResponse ended() {
    PacketAssembler running = bytes.size() == 0 ? null : assembler;
    return new RawResponse(received(), running == null ? null : running.endOfInput());
  }

  RawResponse timedOut() {
    PacketAssembler running = bytes.size() == 0 ? null : assembler;
    String problem =
        running == null
            ? "no response within " + DurationFormat.format(timeout)
            : running.timedOut(timeout);
    return new RawResponse(received(), problem);
  }

  RawResponse failed(String problem) {
    return new RawResponse(received(), problem);
  }

  private Bytes received() {
    return Bytes.of(bytes.toByteArray());
  }
}
