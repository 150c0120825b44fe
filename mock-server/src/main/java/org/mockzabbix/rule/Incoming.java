package org.mockzabbix.rule;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.HistoryRows;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ActiveCheckHeartbeat;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.ProxyConfig;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Request.ProxyHeartbeat;

/**
 * A request that the server has not responded to yet, as rules see it.
 *
 * @param flags the flags byte of its packet, which most responses repeat
 * @param connection the number of its connection, from 1
 * @param items returns the host and key of the item with an {@code itemid}
 */
public record Incoming(
    Request request,
    InetSocketAddress peer,
    int flags,
    long connection,
    LongFunction<Optional<ItemName>> items) {

  /** Returns the values of the request, or the key whose value it requests. */
  public List<SentRow> sentRows() {
    if (request instanceof PassiveCheck check) {
      return List.of(new SentRow("", check.key(), ""));
    }
    Request.SingleValue single = request.single();
    if (single != null) {
      String value = single.value();
      return List.of(
          new SentRow(single.item().host(), single.item().key(), value == null ? "" : value));
    }
    HistoryRows rows = request.rows();
    return rows == null ? List.of() : IntStream.range(0, rows.size()).mapToObj(this::row).toList();
  }

  private SentRow row(int index) {
    HistoryRows rows = Objects.requireNonNull(request.rows());
    ItemName name = rows.name(index);
    if (name.host().isEmpty() && name.key().isEmpty()) {
      name = items.apply(rows.itemid(index)).orElse(name);
    }
    return new SentRow(name.host(), name.key(), rows.value(index));
  }

  /**
   * Returns the host that the request is about, or the proxy that sent it. If the request names
   * neither, returns the host of its first value, as a server does. Empty if the request has no
   * values.
   */
  public String host() {
    String said = said();
    HistoryRows rows = request.rows();
    if (said != null) {
      return said;
    }
    return rows != null && rows.size() > 0 ? rows.name(0).host() : "";
  }

  private @Nullable String said() {
    if (request instanceof ActiveChecks checks) {
      return checks.host();
    }
    if (request instanceof AgentData data) {
      return data.host();
    }
    if (request instanceof ActiveCheckHeartbeat heartbeat) {
      return heartbeat.host();
    }
    if (request instanceof LegacyData legacy) {
      return legacy.item().host();
    }
    return proxy();
  }

  private @Nullable String proxy() {
    if (request instanceof ProxyConfig config) {
      return config.proxy();
    }
    if (request instanceof ProxyData data) {
      return data.proxy();
    }
    return request instanceof ProxyHeartbeat heartbeat ? heartbeat.proxy() : null;
  }
}
