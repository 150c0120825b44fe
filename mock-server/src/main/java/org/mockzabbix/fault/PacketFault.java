package org.mockzabbix.fault;

import java.util.Locale;
import java.util.Random;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketHeader;
import org.mockzabbix.wire.PacketWriter;

/**
 * A pure function that spoils the bytes of a reply. Of a reply without a packet's header (none at
 * all, or the text that clients of Zabbix 1.x get) the header cannot be spoilt: it stays as it is.
 */
@SuppressWarnings("exports") // called inside the module only
public sealed interface PacketFault extends Fault {

  /** What is sent instead of {@code reply}. */
  Bytes spoil(Bytes reply);

  /**
   * The header declares another length than the body has.
   *
   * @param difference what is added to the length; it goes neither below zero nor above what the
   *     header can say
   */
  record WrongLength(long difference) implements PacketFault {

    private static final long MOST = 0xffff_ffffL; // in four bytes

    public WrongLength {
      if (difference == 0) {
        throw new IllegalArgumentException("a difference of 0 makes no wrong length");
      }
    }

    @Override
    public Bytes spoil(Bytes reply) {
      return Framed.change(
          reply,
          (header, body) -> {
            long room = (header.large() ? Long.MAX_VALUE : MOST) - header.dataLength();
            long length = Math.max(0, header.dataLength() + Math.min(difference, room));
            return Framed.join(
                new PacketHeader(header.flags(), length, header.reserved()).encode(), body);
          });
    }

    @Override
    public String toString() {
      return "wrong length (" + (difference > 0 ? "+" : "") + difference + ")";
    }
  }

  /** The packet begins with something else than the protocol's four letters. */
  record CorruptHeader() implements PacketFault {
    @Override
    public Bytes spoil(Bytes reply) {
      return Framed.change(
          reply,
          (header, body) -> {
            byte[] bytes = reply.toArray();
            bytes[3] = 'X';
            return Bytes.of(bytes);
          });
    }

    @Override
    public String toString() {
      return "corrupt header";
    }
  }

  /** The body comes without a header. */
  record MissingHeader() implements PacketFault {
    @Override
    public Bytes spoil(Bytes reply) {
      return Framed.change(reply, (header, body) -> body);
    }

    @Override
    public String toString() {
      return "missing header";
    }
  }

  /**
   * The flags byte says something else than what comes.
   *
   * @param flags the byte, 0..255
   */
  record WrongFlags(int flags) implements PacketFault {

    public WrongFlags {
      IntegerRange.BYTE.check("flags", flags);
    }

    @Override
    public Bytes spoil(Bytes reply) {
      return Framed.change(
          reply,
          (header, body) -> {
            byte[] bytes = reply.toArray();
            bytes[4] = (byte) flags;
            return Bytes.of(bytes);
          });
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "wrong flags (0x%02x)", flags);
    }
  }

  /** The body is compressed, and the header says so: allowed, but some clients do not expect it. */
  record ZlibReply() implements PacketFault {
    @Override
    public Bytes spoil(Bytes reply) {
      return Framed.change(
          reply,
          (header, body) ->
              header.compressed()
                  ? reply
                  : PacketWriter.frame(header.flags() | PacketHeader.COMPRESSED, body));
    }

    @Override
    public String toString() {
      return "zlib reply";
    }
  }

  /** The header has lengths of eight bytes, and says so: allowed, but hardly ever seen. */
  record LargePacketReply() implements PacketFault {
    @Override
    public Bytes spoil(Bytes reply) {
      return Framed.change(
          reply,
          (header, body) ->
              Framed.join(
                  new PacketHeader(
                          header.flags() | PacketHeader.LARGE,
                          header.dataLength(),
                          header.reserved())
                      .encode(),
                  body));
    }

    @Override
    public String toString() {
      return "large-packet reply";
    }
  }

  /**
   * Random bytes, the same for the same seed, instead of the reply.
   *
   * @param length how many bytes
   */
  record Garbage(int length, long seed) implements PacketFault {

    public Garbage {
      IntegerRange.atLeast(1).check("length", length);
    }

    @Override
    public Bytes spoil(Bytes reply) {
      byte[] bytes = new byte[length];
      new Random(seed).nextBytes(bytes);
      return Bytes.of(bytes);
    }

    @Override
    public String toString() {
      return "garbage of " + Plurals.count(length, "byte");
    }
  }

  /** Bytes that nobody declared, behind the reply. */
  record ExtraBytes(int count) implements PacketFault {

    public ExtraBytes {
      IntegerRange.atLeast(1).check("count", count);
    }

    @Override
    public Bytes spoil(Bytes reply) {
      return Framed.join(reply, Bytes.of("x".repeat(count)));
    }

    @Override
    public String toString() {
      return "extra bytes (" + count + ")";
    }
  }

  /** A whole packet that carries nothing. */
  record EmptyReply() implements PacketFault {
    @Override
    public Bytes spoil(Bytes reply) {
      return PacketWriter.frame(PacketHeader.PROTOCOL, Bytes.empty());
    }

    @Override
    public String toString() {
      return "empty reply";
    }
  }

  /** The reply, and the same again. */
  record DuplicateReply() implements PacketFault {
    @Override
    public Bytes spoil(Bytes reply) {
      return Framed.join(reply, reply);
    }

    @Override
    public String toString() {
      return "duplicate reply";
    }
  }

  /** The beginning of the reply, and then the end of the connection. */
  record CutAfter(int count) implements PacketFault {

    public CutAfter {
      IntegerRange.atLeast(0).check("count", count);
    }

    @Override
    public Bytes spoil(Bytes reply) {
      return reply.slice(0, Math.min(count, reply.length()));
    }

    @Override
    public String toString() {
      return "cut after " + Plurals.count(count, "byte");
    }
  }
}
