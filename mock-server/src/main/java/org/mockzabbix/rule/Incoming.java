package org.mockzabbix.rule;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.SentValue;

/**
 * A request that waits for its answer, as rules see it.
 *
 * @param flags the flags byte of its packet, which most answers repeat
 * @param connection the number of its connection, from 1
 * @param items finds the item that an {@code itemid} stands for
 */
public record Incoming(
    Request request,
    InetSocketAddress peer,
    int flags,
    long connection,
    LongFunction<Optional<ItemName>> items) {

  /** The rows of the request; the key, if it is a question for one. */
  public List<SentRow> sentRows() {
    String key = request.requestedKey();
    return key == null
        ? request.values().stream().map(this::row).toList()
        : List.of(new SentRow("", key, ""));
  }

  private SentRow row(SentValue value) {
    ItemName sent = value.item();
    boolean byItemid = sent.host().isEmpty() && sent.key().isEmpty();
    ItemName item = byItemid ? items.apply(value.itemid().orElse(0)).orElse(sent) : sent;
    return new SentRow(item.host(), item.key(), value.value());
  }

  /**
   * The host, or the proxy, that the request is about: what it says itself, else what its first row
   * says, as a real server decides for a whole batch. Empty if neither says.
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
