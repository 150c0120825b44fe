package org.mockzabbix.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.tls.TlsInfo;

/**
 * One request with its response: what the peer sent, how the server understood it, and what the
 * server sent back. Immutable, except that {@link #warnings()} and {@link #course()} may grow until
 * the connection is closed.
 *
 * <p>A connection on which no valid packet arrives is an exchange, too. Its {@link #kind()} is
 * {@code UNREADABLE} or {@code EMPTY}, and {@link #reason()} explains why.
 */
public interface Exchange {

  /**
   * Returns the number of this exchange in its journal, from 1 in the order of recording. It is 0
   * if the exchange {@link #isLate() is late}.
   */
  long id();

  /**
   * Returns whether this exchange completed after a reset, on a connection opened or by a poll
   * begun before that reset.
   */
  boolean isLate();

  /** Returns the number of the connection, from 1 in the order of acceptance. */
  long connection();

  /** Returns the address that the peer connected from. */
  InetSocketAddress peer();

  /**
   * Returns the local port that accepted the connection. It identifies the server if several
   * servers share a journal. It is 0 if the server connected to the peer, as for polls.
   */
  int localPort();

  /**
   * Returns how the connection was encrypted; empty if it was not. If the handshake failed, returns
   * what was known of it, and {@link #reason()} explains the failure.
   */
  Optional<TlsInfo> tls();

  /** Returns the time when the packet was complete, or when the server stopped waiting for it. */
  Instant receivedAt();

  /** Returns the kind of the request. */
  RequestKind kind();

  /** Returns the decoded request. */
  Request request();

  /**
   * Returns the reason why the request was refused, unreadable, empty or unknown, or why a poll
   * failed. Empty for all other requests.
   */
  Optional<String> reason();

  /**
   * Returns the problems that the server tolerated, for example bytes after the end of the packet,
   * or a response that did not reach the peer.
   */
  List<String> warnings();

  /**
   * Returns a copy of the received bytes, including the header. If the packet is unreadable, only
   * its first 64 KiB are kept.
   */
  byte[] packetBytes();

  /** Returns the first {@code max} received bytes in hexadecimal. */
  String packetHex(int max);

  /**
   * Returns the received bytes in hexadecimal, with the first of the {@link #marks()} in brackets:
   * at most {@code max} bytes, around the mark if it is behind them. For example {@code
   * 5a42584401[ff000000]00000000...}. Without a mark, this is {@link #packetHex}.
   */
  String markedHex(int max);

  /**
   * Returns the places in {@link #packetBytes()} that are unreadable, in their order. In a readable
   * request, these are the first byte that is not UTF-8, and the values that were rejected, or that
   * a real server would not store as sent, as far as they are known: at most 100, and none in
   * compressed data.
   */
  List<ByteMark> marks();

  /** Returns the data of the packet as text, inflated if compressed. Empty without a packet. */
  String text();

  /**
   * Returns the data of the packet as JSON, for example to check members that only one client
   * sends.
   *
   * @throws IllegalStateException if the data is not valid JSON
   */
  JsonNode json();

  /** Returns the response of the server. */
  Response response();

  /**
   * Returns the bytes of the response including its header, after packet faults. Empty if the
   * server closed the connection without a response. A socket fault may have kept them from the
   * peer.
   */
  byte[] responseBytes();

  /**
   * Returns the description of the rule that applied, for example {@code sender data from web01}.
   * If a rule applied to the connection as well, returns both, separated by a comma. Empty if no
   * rule applied.
   */
  Optional<String> rule();

  /**
   * Returns the injected faults in the order of injection, for example {@code delay of 2 s before
   * the reply}. If one of them was not injected or had no effect, a {@linkplain #warnings warning}
   * names it, for example because an earlier fault ended the connection.
   */
  List<String> faults();

  /**
   * Returns what happened on the connection so far, in the order of time. The list grows until the
   * connection is closed: it is complete as soon as the client sees the end. Empty if the server
   * connected to the peer, as for polls.
   *
   * <pre>{@code
   * assertEquals(
   *     List.of(
   *         ACCEPTED,
   *         FIRST_BYTE,
   *         REQUEST_COMPLETE,
   *         RESPONSE_DECIDED,
   *         FIRST_BYTE_WRITTEN,
   *         LAST_BYTE_WRITTEN,
   *         CLOSED),
   *     exchange.course().stream().map(ConnectionEvent::kind).toList());
   * }</pre>
   */
  List<ConnectionEvent> course();

  /** Returns whether a fault ended the connection before the whole request was read. */
  boolean wasCutOff();

  /**
   * Returns every value of the request in the order sent, processed or not. The list is
   * unmodifiable, and decodes each value when it is read.
   */
  List<ItemValue> items();

  /**
   * Returns the values of one item, processed or not. {@code key} is compared exactly, as text.
   * Values of other items are not decoded.
   */
  List<ItemValue> items(String host, String key);

  /** Returns the number of {@link #items()}, without decoding them. */
  int itemCount();
}
