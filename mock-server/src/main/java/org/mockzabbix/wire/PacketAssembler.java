package org.mockzabbix.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts one packet together from pieces of any size, and finds out as early as the real programs do
 * if it is none. Not thread-safe.
 *
 * <p>Nothing is allocated on the word of a length: the buffer grows with the bytes that came, at
 * most to twice their number.
 */
public final class PacketAssembler {

  private static final int MOST_EVIDENCE = 64 << 10;

  private final PacketLimits limits;
  private byte[] buffer = new byte[0];
  private int count;
  private @Nullable PacketHeader header;

  /** Starts with nothing received. */
  public PacketAssembler(PacketLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes all of {@code in}, and returns whether the packet is complete with it.
   *
   * @throws MalformedPacketException if what came so far cannot be a packet; feed nothing more then
   */
  public boolean feed(ByteBuffer in) throws MalformedPacketException {
    if (complete()) {
      throw new IllegalStateException("the packet is already complete");
    }
    append(in);
    if (header == null) {
      header = HeaderReader.read(buffer, count, limits);
    }
    if (header != null && count > total(header)) {
      throw new MalformedPacketException(Reason.tooLong(header, body(header)));
    }
    return complete();
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
    return header != null && count == total(header);
  }

  private static long total(PacketHeader header) {
    return header.size() + header.dataLength();
  }

  private Bytes body(PacketHeader header) {
    return Bytes.of(buffer).slice(header.size(), count - header.size());
  }

  /** The header of the complete packet, which says whether {@link #packet} has to inflate much. */
  public PacketHeader header() {
    if (header == null || !complete()) {
      throw new IllegalStateException("the packet is not complete");
    }
    return header;
  }

  /**
   * The complete packet. A compressed body is inflated here, which takes its time for a large one.
   *
   * @throws MalformedPacketException if the body does not inflate to exactly what the header says
   */
  public Packet packet() throws MalformedPacketException {
    PacketHeader known = header();
    if (buffer.length > count) {
      buffer = Arrays.copyOf(buffer, count); // kept for long: no byte more than it needs
    }
    Bytes body = body(known);
    Bytes payload = known.compressed() ? Inflation.inflate(body, known.reserved()) : body;
    return new Packet(known, Bytes.of(buffer), payload);
  }

  /** How many bytes came. */
  public long receivedCount() {
    return count;
  }

  /** The first bytes of what came, at most 64 KiB, as evidence. */
  public Bytes received() {
    return Bytes.of(Arrays.copyOf(buffer, Math.min(count, MOST_EVIDENCE)));
  }

  /** What is missing, in case that the peer ends its output now. */
  public String endOfInput() {
    return Reason.ended(buffer, count, header, "the connection was closed after");
  }

  /** What is missing, in case that the peer resets the connection now. */
  public String reset() {
    return Reason.ended(buffer, count, header, "the connection was reset after");
  }

  /** What is missing, in case that the rest did not come within {@code timeout}. */
  public String timedOut(Duration timeout) {
    return Reason.timedOut(buffer, count, header, timeout);
  }

  /** How many bytes are allocated, for the test that a length alone allocates none. */
  int capacity() {
    return buffer.length;
  }
}
