package org.mockzabbix.fault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.mockzabbix.fault.SocketFault.Effect;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.NonNull;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.wire.Bytes;

/**
 * A fault that a server or agent injects on purpose. Packet faults change the bytes of a response,
 * {@linkplain SocketFault socket faults} delay or end the connection, {@linkplain TlsFault TLS
 * faults} change its encryption, and {@link Trickle} writes slowly. Immutable. {@link
 * Object#toString} describes the fault in exchanges and messages.
 *
 * <pre>{@code
 * server.when(senderData()).fault(reset()).times(1);
 * server.when(senderData()).fault(delay(ofSeconds(2)).insideReply(), trickle(1, ofMillis(50)));
 * server.onConnect(stall()).times(1);
 * }</pre>
 *
 * <p>Several packet faults of one response are applied in their order. Several socket faults of one
 * phase are injected in their order, up to the first that ends the connection. Several trickles
 * apply at the same time. If a fault cannot have an effect, for example {@code cutAfter(100)} on a
 * shorter response, the exchange has a warning.
 */
public sealed interface Fault permits PacketFault, SocketFault, TlsFault, Trickle {

  /**
   * Waits before the response, or in another phase, for example {@code delay(d).insideReply()}.
   *
   * @param duration the time to wait, from 1 ns to 24 h
   */
  static SocketFault delay(Duration duration) {
    DurationRange.POSITIVE_DELAY.check("delay", duration);
    return new SocketFault("delay of " + DurationFormat.format(duration), duration, Effect.NONE);
  }

  /**
   * Stops sending but keeps the connection open until the client resets it, the server is closed,
   * or 10 minutes have passed. A client that only ends its output, but still waits for a response,
   * does not end a stall. If the server can find out that the client has closed the connection
   * completely, which is possible on the loopback interface of Linux, that ends the stall, too. The
   * exchange has a warning that says what the client did.
   */
  static SocketFault stall() {
    return stall(Duration.ofMinutes(10));
  }

  /**
   * Stops sending but keeps the connection open, then closes it after {@code atMost} at the latest.
   *
   * @param atMost the longest time to keep the connection open, from 1 ns to 24 h
   */
  static SocketFault stall(Duration atMost) {
    DurationRange.POSITIVE_DELAY.check("stall", atMost);
    return new SocketFault("stall", atMost, Effect.CLOSE);
  }

  /**
   * Closes the connection: the client reads an end of input. {@link #closeConnection} is the same.
   */
  static SocketFault close() {
    return new SocketFault("close", Duration.ZERO, Effect.CLOSE);
  }

  /**
   * Ends the output of the server but keeps reading: the client reads an end of input, and can
   * continue to send. The connection is closed when the client ends it, or after 10 minutes.
   */
  static SocketFault halfClose() {
    return new SocketFault("half-close", Duration.ZERO, Effect.END_OUTPUT);
  }

  /**
   * Returns {@link #close}, under a name that a test can import together with {@code
   * Responder.close}.
   */
  static SocketFault closeConnection() {
    return close();
  }

  /**
   * Resets the connection (RST): the client reads an error instead of an end of input. {@link
   * #resetConnection} is the same.
   */
  static SocketFault reset() {
    return new SocketFault("reset", Duration.ZERO, Effect.RESET);
  }

  /**
   * Returns {@link #reset}, under a name that a test can import together with {@code
   * Awaitility.reset}.
   */
  static SocketFault resetConnection() {
    return reset();
  }

  /**
   * Writes the response in pieces and waits between them.
   *
   * @param bytes the size of a piece, at least 1
   * @param interval the time between two pieces, from 1 ns to 24 h
   */
  static Trickle trickle(int bytes, Duration interval) {
    return new Trickle(bytes, interval);
  }

  /**
   * Sends a fatal TLS alert instead of the first handshake message, then closes the connection.
   * Real programs send none. Valid only in {@code onConnect(...)}, as all faults of TLS.
   *
   * @param description the number of the alert, from 0 to 255, for example 40 for {@code
   *     handshake_failure}
   */
  static TlsFault tlsAlert(int description) {
    new IntegerRange(0, 255).check("description", description);
    return new TlsFault("TLS alert " + description, description);
  }

  /** Presents another certificate than that of the port, for example an expired one. */
  static TlsFault tlsCertificate(TlsCertificate certificate) {
    Objects.requireNonNull(certificate, "certificate must not be null");
    return new TlsFault("TLS " + certificate, certificate);
  }

  /**
   * Sends a hint with TLS 1.2, which PSK identity the client should use. Real servers send none.
   */
  static TlsFault tlsIdentityHint(String hint) {
    Objects.requireNonNull(hint, "hint must not be null");
    return new TlsFault("TLS identity hint " + Quoting.quote(hint), hint);
  }

  /**
   * Sends the handshake in pieces and waits between them.
   *
   * @param bytes the size of a piece, at least 1
   * @param interval the time between two pieces, from 1 ns to 24 h
   */
  static TlsFault tlsPieces(int bytes, Duration interval) {
    Trickle pieces = new Trickle(bytes, interval);
    return new TlsFault("TLS handshake as " + pieces, pieces);
  }

  /**
   * Ends the connection without {@code close_notify}. With {@code close().insideReply()} in a rule
   * for requests, the client receives a part of the response that nothing announces as its end.
   */
  static TlsFault missingCloseNotify() {
    return new TlsFault("missing close_notify", null);
  }

  /**
   * Declares a data length that differs from the actual length. The declared length is at least 0
   * and at most what the header can hold; if this limits the difference, the exchange has a
   * warning.
   *
   * @param difference the number of bytes to add to the actual length; negative to declare less
   */
  static Fault wrongLength(long difference) {
    if (difference == 0) {
      throw new IllegalArgumentException("difference must not be 0");
    }
    String signed = (difference > 0 ? "+" : "") + difference;
    return new PacketFault(
        "wrong length (" + signed + ")",
        0,
        PacketEditor.declareLength(difference),
        response -> PacketEditor.limitOfLength(response, difference));
  }

  /** Begins the response with {@code ZBXX} instead of {@code ZBXD}. */
  static Fault corruptHeader() {
    return new PacketFault("corrupt header", PacketEditor.setByte(3, 'X'));
  }

  /** Sends the data of the response without a header. */
  static Fault missingHeader() {
    return new PacketFault("missing header", PacketEditor.edit((header, data) -> data));
  }

  /**
   * Sends these flags in the header, but leaves the lengths and the data unchanged.
   *
   * @param flags the flags byte, from 0 to 255
   */
  static Fault wrongFlags(int flags) {
    new IntegerRange(0, 255).check("flags", flags);
    return new PacketFault(
        String.format(Locale.ROOT, "wrong flags (0x%02x)", flags), PacketEditor.setByte(4, flags));
  }

  /**
   * Sends this number in the second length of the header (RESERVED), which real servers set to 0 if
   * the data is not compressed. Leaves the other length and the data unchanged.
   *
   * @param value from 0 to 4294967295, the largest number of four bytes
   */
  static Fault wrongReserved(long value) {
    if (value < 0 || value > PacketEditor.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "value must be from 0 to " + PacketEditor.MAX_LENGTH + ", but was " + value);
    }
    return new PacketFault("wrong reserved (" + value + ")", PacketEditor.declareReserved(value));
  }

  /** Compresses the response, even if the request was not compressed. */
  static Fault zlibReply() {
    return new PacketFault("zlib reply", PacketEditor.compress());
  }

  /** Sends the header of a large packet, which has eight-byte lengths. */
  static Fault largePacketReply() {
    return new PacketFault("large-packet reply", PacketEditor.enlargeHeader());
  }

  /**
   * Sends random bytes instead of the response.
   *
   * @param length the number of bytes, at least 1
   * @param seed the same seed always results in the same bytes
   */
  static Fault garbage(int length, long seed) {
    IntegerRange.atLeast(1).check("length", length);
    return new PacketFault(
        "garbage of " + Plurals.count(length, "byte"), seed, PacketEditor.random(length, seed));
  }

  /**
   * Sends more bytes than the response has.
   *
   * @param count the number of bytes ({@code x}) to add, at least 1
   */
  static Fault extraBytes(int count) {
    IntegerRange.atLeast(1).check("count", count);
    Bytes extra = Bytes.of("x".repeat(count));
    return new PacketFault("extra bytes (" + count + ")", response -> response.plus(extra));
  }

  /**
   * Adds white space around every token of a response in JSON. The response stays correct: a client
   * that reads JSON does not notice it.
   */
  static Fault extraWhitespace() {
    return new PacketFault(
        "extra white space", PacketEditor.editData(JsonEditor::withExtraWhitespace));
  }

  /**
   * Adds a member that no Zabbix server sends to a response in JSON. The response stays correct: a
   * client that reads JSON ignores such members.
   */
  static Fault extraMembers() {
    return new PacketFault("extra members", PacketEditor.editData(JsonEditor::withExtraMembers));
  }

  /** Sends a packet without data. */
  static Fault emptyReply() {
    return new PacketFault("empty reply", response -> PacketEditor.EMPTY_PACKET);
  }

  /** Sends the response twice. */
  static Fault duplicateReply() {
    return new PacketFault("duplicate reply", response -> response.plus(response));
  }

  /**
   * Sends only the beginning of the response.
   *
   * @param count the number of bytes to send, at least 0
   */
  static Fault cutAfter(int count) {
    IntegerRange.atLeast(0).check("count", count);
    return new PacketFault(
        "cut after " + Plurals.count(count, "byte"),
        response -> response.slice(0, Math.min(count, response.length())));
  }

  /**
   * Describes what {@code fault} cannot do with a response, for a warning in its exchange. Empty if
   * it takes effect as declared, or not at all.
   */
  static Optional<String> shortfall(byte[] response, Fault fault) {
    Objects.requireNonNull(response, "response must not be null");
    Objects.requireNonNull(fault, "fault must not be null");
    return fault instanceof PacketFault packetFault
        ? packetFault.shortfall().apply(Bytes.of(response)).map(text -> "\"" + fault + "\" " + text)
        : Optional.empty();
  }

  /**
   * Returns the bytes that the server sends instead of {@code response}. Socket faults and trickles
   * do not change bytes.
   */
  static byte[] corrupt(byte[] response, List<Fault> faults) {
    Objects.requireNonNull(response, "response must not be null");
    Bytes bytes = Bytes.of(response);
    for (Fault fault : NonNull.copyOf("faults", faults)) {
      if (fault instanceof PacketFault packetFault) {
        bytes = packetFault.edit().apply(bytes);
      }
    }
    return bytes.toArray();
  }
}
