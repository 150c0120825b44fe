package org.mockzabbix.fault;

import java.time.Duration;
import java.util.List;
import org.mockzabbix.wire.Bytes;

/**
 * One way to treat a client badly: {@link PacketFault} spoils the bytes of a reply, {@link
 * SocketFault} does something to the connection, {@link Trickle} writes slowly. Immutable; the
 * texts name a fault in records and listings.
 *
 * <pre>{@code
 * server.when(senderData()).fault(reset()).times(1);
 * server.when(senderData()).fault(delay(ofSeconds(2)).insideReply(), trickle(1, ofMillis(50)));
 * server.onConnect(stall()).times(1);
 * }</pre>
 *
 * <p>Several faults on bytes are applied one after the other; those of one phase are performed in
 * their order, up to the first that ends the connection.
 */
public sealed interface Fault permits PacketFault, SocketFault, Trickle {

  /** Waits before the reply, or in another phase: {@code delay(d).insideReply()}. */
  static SocketFault delay(Duration duration) {
    return new SocketFault(SocketFault.Action.DELAY, Phase.BEFORE_REPLY, duration);
  }

  /**
   * Says nothing more and keeps the connection open until the client ends it, the server is closed,
   * or ten minutes have passed. TCP does not tell a client that has ended its output from one that
   * is gone, so either ends a stall.
   */
  static SocketFault stall() {
    return stall(SocketFault.LONGEST_STALL);
  }

  /** The same, but at most this long, and then closes. */
  static SocketFault stall(Duration atMost) {
    return new SocketFault(SocketFault.Action.STALL, Phase.BEFORE_REPLY, atMost);
  }

  /** Closes the connection in good order: the client reads an end of input. */
  static SocketFault close() {
    return new SocketFault(SocketFault.Action.CLOSE, Phase.BEFORE_REPLY, Duration.ZERO);
  }

  /**
   * Ends our output, and nothing else: the client reads an end of input but can go on sending. The
   * connection is closed when the client ends it, or after ten minutes.
   */
  static SocketFault halfClose() {
    return new SocketFault(SocketFault.Action.HALF_CLOSE, Phase.BEFORE_REPLY, Duration.ZERO);
  }

  /** Resets the connection (RST): the client reads an error instead of an end of input. */
  static SocketFault reset() {
    return new SocketFault(SocketFault.Action.RESET, Phase.BEFORE_REPLY, Duration.ZERO);
  }

  /** Writes the reply in pieces of {@code bytes} bytes, one each {@code interval}. */
  static Trickle trickle(int bytes, Duration interval) {
    return new Trickle(bytes, interval);
  }

  /** Declares a body that is {@code difference} bytes longer than it is, or shorter if negative. */
  static PacketFault wrongLength(long difference) {
    return new PacketFault.WrongLength(difference);
  }

  /** Begins the reply with {@code ZBXX} instead of {@code ZBXD}. */
  static PacketFault corruptHeader() {
    return new PacketFault.CorruptHeader();
  }

  /** Leaves the header out: the body only. */
  static PacketFault missingHeader() {
    return new PacketFault.MissingHeader();
  }

  /** Writes {@code flags}, 0..255, into the header, and changes nothing else. */
  static PacketFault wrongFlags(int flags) {
    return new PacketFault.WrongFlags(flags);
  }

  /** Compresses the reply, whether or not the client did. */
  static PacketFault zlibReply() {
    return new PacketFault.ZlibReply();
  }

  /** Gives the reply the header of a large packet: lengths of eight bytes. */
  static PacketFault largePacketReply() {
    return new PacketFault.LargePacketReply();
  }

  /** Instead of the reply, {@code length} bytes that are the same for the same {@code seed}. */
  static PacketFault garbage(int length, long seed) {
    return new PacketFault.Garbage(length, seed);
  }

  /** Sends {@code count} bytes ({@code x}) behind the reply. */
  static PacketFault extraBytes(int count) {
    return new PacketFault.ExtraBytes(count);
  }

  /** A header that declares no body, and none. */
  static PacketFault emptyReply() {
    return new PacketFault.EmptyReply();
  }

  /** Sends the reply twice. */
  static PacketFault duplicateReply() {
    return new PacketFault.DuplicateReply();
  }

  /** Sends the first {@code count} bytes of the reply, and closes. */
  static PacketFault cutAfter(int count) {
    return new PacketFault.CutAfter(count);
  }

  /** What the faults on bytes among {@code faults} make of {@code reply}. */
  @SuppressWarnings("exports") // called inside the module only
  static Bytes spoil(List<Fault> faults, Bytes reply) {
    Bytes spoilt = reply;
    for (Fault fault : faults) {
      if (fault instanceof PacketFault packetFault) {
        spoilt = packetFault.spoil(spoilt);
      }
    }
    return spoilt;
  }
}
