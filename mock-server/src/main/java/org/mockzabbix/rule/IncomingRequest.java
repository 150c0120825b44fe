package org.mockzabbix.rule;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestValue;

/**
 * A request before the response, as rules see it.
 *
 * @param flags the flags byte of its packet, which most responses repeat
 * @param connection the number of its connection, from 1
 * @param items returns the host and key of the item with an {@code itemid}
 * @param packet returns the bytes of the packet, including the header; empty if they are not a
 *     packet
 */
public record IncomingRequest(
    Request request,
    InetSocketAddress peer,
    int flags,
    long connection,
    LongFunction<Optional<ItemName>> items,
    Supplier<byte[]> packet) {

  private static final byte[] NO_PACKET = {};

  /** Creates a request whose packet is not known. */
  public IncomingRequest(
      Request request,
      InetSocketAddress peer,
      int flags,
      long connection,
      LongFunction<Optional<ItemName>> items) {
    this(request, peer, flags, connection, items, () -> NO_PACKET);
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
