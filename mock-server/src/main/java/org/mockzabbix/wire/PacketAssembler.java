package org.mockzabbix.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Assembles one packet from pieces of any size, and rejects invalid bytes as early as the real
 * programs do. Not thread-safe.
 *
 * <p>A declared length alone allocates no memory: the buffer grows with the received bytes, at most
 * to twice their number.
 */
public final class PacketAssembler {

  private static final int MAX_EVIDENCE = 64 << 10;

  private final PacketLimits limits;
  private byte[] buffer = new byte[0];
  private int count;
  private @Nullable PacketHeader header;
  private boolean textEnded;

  /** Creates an assembler that has not received any byte. */
  public PacketAssembler(PacketLimits limits) {
    this.limits = limits;
  }

  /**
   * Adds all bytes of {@code in}, and returns whether the packet is complete.
   *
   * @throws MalformedPacketException if the bytes cannot be a packet; do not add more bytes then
   */
  public boolean feed(ByteBuffer in) throws MalformedPacketException {
    if (complete()) {
      throw new IllegalStateException("the packet is already complete");
    }
    append(in);
    if (isText()) {
      textEnded = PlainTextPacket.isCompleteIn(buffer, count);
      return textEnded;
    }
    if (header == null) {
      header = HeaderReader.read(buffer, count, limits);
    }
    if (header != null && count > total(header)) {
      throw new MalformedPacketException(
          PacketDiagnosis.tooLong(header, allReceived()), MarkedBytes.surplus(header, count));
    }
    return complete();
  }

  private boolean isText() {
    return limits.plainTextAllowed() && PlainTextPacket.isBegunBy(buffer, count);
  }

  /**
   * Ends a text without a header and without a line end, because no more bytes arrive, and returns
   * whether it is a packet now.
   */
  public boolean endText() {
    textEnded = isText();
    return textEnded;
  }

  private void append(ByteBuffer in) {
    int needed = Math.addExact(count, in.remaining());
    if (needed > buffer.length) {
      long wanted = header == null ? needed : Math.min(2L * buffer.length, total(header));
      buffer = Arrays.copyOf(buffer, (int) Math.max(needed, wanted));
    }
    in.get(buffer, count, in.remaining());
    count = needed;
  }

  private boolean complete() {
    return textEnded || (header != null && count == total(header));
  }

  private static long total(PacketHeader header) {
    return header.size() + header.dataLength();
  }

  /** Returns the header of the complete packet. */
  public PacketHeader header() {
    if (textEnded) {
      return text().header();
    }
    if (header == null || !complete()) {
      throw new IllegalStateException("the packet is not complete");
    }
    return header;
  }

  private Packet text() {
    return PlainTextPacket.of(Bytes.of(Arrays.copyOf(buffer, count)));
  }

  /**
   * Returns the complete packet. Compressed data is inflated, which is slow if it is large.
   *
   * @throws MalformedPacketException if the data does not inflate to the length in the header
   */
  public Packet packet() throws MalformedPacketException {
    if (textEnded) {
      return text();
    }
    PacketHeader known = header();
    Bytes packet = allReceived();
    Bytes data = packet.from(known.size());
    Bytes payload = known.compressed() ? DataInflater.inflate(known, data) : data;
    return new Packet(known, packet, payload);
  }

  /** Returns how many bytes were received. */
  public long receivedCount() {
    return count;
  }

  /** Returns the first received bytes, at most 64 KiB. */
  public Bytes received() {
    return Bytes.of(Arrays.copyOf(buffer, Math.min(count, MAX_EVIDENCE)));
  }

  private Bytes allReceived() {
    return Bytes.of(buffer).slice(0, count);
  }

  /** Returns the place of the bytes that are missing now. */
  public MarkedBytes missing() {
    return MarkedBytes.missing(count);
  }

  /** Returns what is missing if the peer ends its output now. */
  public String endOfInput() {
    return PacketDiagnosis.ended(allReceived(), header, "the connection was closed after");
  }

  /** Returns what is missing if the peer resets the connection now. */
  public String reset() {
    return PacketDiagnosis.ended(allReceived(), header, "the connection was reset after");
  }

  /** Returns what is missing if the server closes the connection now. */
  public String cutOff() {
    return PacketDiagnosis.ended(allReceived(), header, "the server was stopped after");
  }

  /** Returns what is missing if the rest does not arrive within {@code timeout}. */
  public String timedOut(Duration timeout) {
    return PacketDiagnosis.timedOut(allReceived(), header, timeout);
  }

  /** Returns how many bytes are allocated, for a test. */
  int capacity() {
    return buffer.length;
  }
}
