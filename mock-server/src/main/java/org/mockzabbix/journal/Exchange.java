package org.mockzabbix.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.ResponseEncoder;
import org.mockzabbix.protocol.json.JsonTree;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.wire.Bytes;

/**
 * One connection: what the peer sent, what the server made of it, and what it answered. Immutable
 * but for {@link #warnings()}, which may grow while the connection is being closed.
 *
 * <p>A connection whose bytes were no packet, or that sent none, is an exchange too; then {@link
 * #kind()} is {@code UNREADABLE} or {@code EMPTY}, and {@link #reason()} says why.
 */
public final class Exchange {

  /** The number of an exchange that came late; those that count begin with 1. */
  static final long LATE = 0;

  private final Entry entry;

  Exchange(Entry entry) {
    this.entry = entry;
  }

  /**
   * A number that no other exchange of this server has; later ones have higher numbers. Zero for
   * those that are {@link #isLate() late}.
   */
  public long id() {
    return entry.id;
  }

  /**
   * Whether its connection was accepted before a reset of the server, and it was complete after.
   */
  public boolean isLate() {
    return entry.id == LATE;
  }

  /** The number of the connection, from 1, in the order they were accepted. */
  public long connection() {
    return entry.connection;
  }

  /** The address the peer connected from. */
  public InetSocketAddress peer() {
    return entry.peer();
  }

  /**
   * The port it came in on, which tells servers that share a journal apart; zero if we connected.
   */
  public int localPort() {
    return entry.localPort;
  }

  /** When the server had the whole packet, or gave up on it. */
  public Instant receivedAt() {
    return entry.receivedAt();
  }

  /** What the connection was for. */
  public RequestKind kind() {
    return entry.kind();
  }

  /** The request as it was understood. */
  public Request request() {
    return entry.request();
  }

  /**
   * Why the request was refused, unreadable or unknown, in words for the author of the client;
   * empty if it was none of these.
   */
  public Optional<String> reason() {
    Request request = request();
    if (request instanceof Request.Unreadable unreadable) {
      return Optional.of(unreadable.reason());
    }
    if (request instanceof Request.Unknown unknown) {
      return Optional.of(unknown.reason());
    }
    if (request instanceof Request.Refused refused) {
      return Optional.of(refused.info());
    }
    if (request instanceof Request.PollFailed failed) {
      return Optional.of(failed.error());
    }
    return request instanceof Request.Empty empty ? Optional.of(empty.reason()) : Optional.empty();
  }

  /**
   * What was noticed and still accepted, such as bytes behind the packet or a reply nobody took.
   */
  public List<String> warnings() {
    return entry.notes();
  }

  /**
   * The bytes as received, header included; of an unreadable one at most the first 64 KiB. A fresh
   * copy.
   */
  public byte[] packetBytes() {
    return entry.wire().toArray();
  }

  /** The first {@code max} bytes as received, in hex. */
  public String packetHex(int max) {
    return entry.wire().hex(max);
  }

  /** The text of the packet, inflated if it was compressed; empty if there was no packet. */
  public String text() {
    return entry.payload().text();
  }

  /**
   * The packet's JSON, for a closer look at what only one client sends.
   *
   * @throws IllegalStateException if the text is no JSON
   */
  public JsonNode json() {
    String text = text();
    if (text.isBlank()) {
      throw new IllegalStateException("exchange " + id() + " has no JSON: it has no text");
    }
    try {
      return JsonTree.read(text);
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(
          "exchange " + id() + " has no JSON: " + notJson.getOriginalMessage(), notJson);
    }
  }

  /** What the server answered. */
  public Response response() {
    return entry.response;
  }

  /**
   * The bytes of that answer, header included, spoilt if a {@link #faults() fault} wanted it so;
   * empty if the server just closed. A fault of the connection may have kept them from the peer.
   */
  public byte[] replyBytes() {
    Bytes reply = ResponseEncoder.encode(entry.response, entry.replyFlags);
    return Fault.spoil(entry.faults, reply).toArray();
  }

  /**
   * What the rule is for that decided about the answer, such as {@code sender data from web01};
   * empty if none did. If the connection had been treated by a rule of its own, both are named.
   */
  public Optional<String> rule() {
    return entry.rules.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", entry.rules));
  }

  /**
   * How the peer was treated badly, in that order, such as {@code delay of 2 s before the reply};
   * usually nothing. A fault behind one that ended the connection was not reached.
   */
  public List<String> faults() {
    return entry.faults.stream().map(Fault::toString).toList();
  }

  /** Whether a fault ended the connection before the request was read, if there was one. */
  public boolean wasCutOff() {
    return entry.faults.stream()
        .anyMatch(
            fault ->
                fault instanceof SocketFault early
                    && early.phase().precedesRequest()
                    && early.endsConnection());
  }

  /** Every row of the request, in its order, whatever became of it. */
  public List<ItemValue> items() {
    List<ItemValue> items = new ArrayList<>(entry.rows);
    entry.eachRow(items::add);
    return items;
  }

  /**
   * Such as {@code #3 127.0.0.1:40312 sender data: processed: 1; failed: 0; total: 1}; {@code late}
   * instead of the number of one that came late.
   */
  @Override
  public String toString() {
    String what = reason().map(reason -> ": " + reason).orElseGet(this::counts);
    return (isLate() ? "late " : "#" + id() + ' ') + HostAndPort.of(peer()) + ' ' + kind() + what;
  }

  private String counts() {
    return response() instanceof Response.Processed counts
        ? ": processed: "
            + counts.processed()
            + "; failed: "
            + counts.failed()
            + "; total: "
            + counts.total()
        : "";
  }
}
