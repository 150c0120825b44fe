package org.mockzabbix.rule;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestValue;
import org.mockzabbix.tls.TlsInfo;

/**
 * A request before the response, as rules see it.
 *
 * @param flags the flags byte of its packet, which most responses repeat
 * @param connection the number of its connection, from 1
 * @param items returns the host and key of the item with an {@code itemid}
 * @param tls the encryption of its connection; null without encryption
 * @param packet returns the bytes of the packet, including the header; empty if they are not a
 *     packet
 */
public record IncomingRequest(
    Request request,
    InetSocketAddress peer,
    int flags,
    long connection,
    LongFunction<Optional<ItemName>> items,
    @Nullable TlsInfo tls,
    Supplier<byte[]> packet) {

  private static final byte[] NO_PACKET = {};
  private static final int NO_FLAGS = 0;

  /** Creates a request over an unencrypted connection, whose packet is not known. */
  public IncomingRequest(
      Request request,
      InetSocketAddress peer,
      int flags,
      long connection,
      LongFunction<Optional<ItemName>> items) {
    this(request, peer, flags, connection, items, null, () -> NO_PACKET);
  }

  /** Returns the request of a recorded exchange, whose flags and packet are not known. */
  static IncomingRequest of(Exchange exchange) {
    return new IncomingRequest(
        exchange.request(),
        exchange.peer(),
        NO_FLAGS,
        exchange.connection(),
        itemid -> Optional.ofNullable(items(exchange).get(itemid)),
        exchange.tls().orElse(null),
        () -> NO_PACKET);
  }

  /** Returns the item of each {@code itemid} in the request, as of the time of receipt. */
  private static Map<Long, ItemName> items(Exchange exchange) {
    return exchange.items().stream()
        .filter(item -> item.itemid().isPresent())
        .collect(
            Collectors.toMap(
                item -> item.itemid().getAsLong(),
                item -> new ItemName(item.host(), item.key()),
                (first, next) -> first));
  }

  /** Returns the values of the request, or the key whose value it requests. */
  public List<IncomingValue> values() {
    String key = request.requestedKey();
    return key == null
        ? request.values().stream().map(this::incoming).toList()
        : List.of(new IncomingValue("", key, ""));
  }

  private IncomingValue incoming(RequestValue value) {
    ItemName sent = value.item();
    boolean byItemid = sent.host().isEmpty() && sent.key().isEmpty();
    ItemName item = byItemid ? items.apply(value.itemid().orElse(0)).orElse(sent) : sent;
    return new IncomingValue(item.host(), item.key(), value.value());
  }

  /**
   * Returns the host that the request is about, or the proxy that sent it. If the request names
   * neither, returns the host of its first value, as a server does. Empty if the request has no
   * values.
   */
  public String host() {
    if (request.host() != null) {
      return request.host();
    }
    if (request.proxy() != null) {
      return request.proxy();
    }
    return request.values().isEmpty() ? "" : request.values().get(0).host();
  }
}
