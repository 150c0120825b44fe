package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.mockzabbix.journal.ConnectionEvent;
import org.mockzabbix.journal.ConnectionEvent.EventKind;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.tls.TlsInfo;

/** An exchange on one line of a list: numbers instead of values, and no reply. */
final class ExchangeSummary {

  private ExchangeSummary() {}

  /**
   * Returns the summary.
   *
   * @param agent the mock agent that responded; empty for the server
   */
  static ObjectNode json(Exchange exchange, Optional<String> agent) {
    List<ItemValue> values = exchange.items();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", exchange.id())
            .put("time", exchange.receivedAt().toString())
            .put("connection", exchange.connection())
            .put("peer", HostAndPort.of(exchange.peer()).toString())
            .put("request", exchange.kind().wireName())
            .put("state", ExchangeState.of(exchange).toString());
    exchange.tls().ifPresent(tls -> json.set("tls", encryption(tls)));
    host(exchange, agent, values).ifPresent(host -> json.put("host", host));
    json.put("values", values.size())
        .put("failed", values.stream().filter(value -> !value.outcome().isProcessed()).count())
        .put("warnings", warnings(exchange, values))
        .put("requestBytes", exchange.packetBytes().length)
        .put("replyBytes", exchange.responseBytes().length);
    duration(exchange.course()).ifPresent(time -> json.put("duration", seconds(time)));
    reason(exchange, values).ifPresent(reason -> json.put("reason", reason));
    exchange.rule().ifPresent(rule -> json.put("rule", rule));
    ArrayNode faults = json.putArray("faults");
    exchange.faults().forEach(faults::add);
    return json;
  }

  private static ObjectNode encryption(TlsInfo tls) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("mode", tls.mode().toString())
        .put("version", tls.version());
  }

  /** Returns the time from the first byte of the request to the last event of the connection. */
  private static Optional<Duration> duration(List<ConnectionEvent> course) {
    return course.stream()
        .filter(event -> event.kind() == EventKind.FIRST_BYTE)
        .findFirst()
        .map(first -> course.get(course.size() - 1).offset().minus(first.offset()));
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(time.toNanos()), 6);
  }

  private static Optional<String> host(
      Exchange exchange, Optional<String> agent, List<ItemValue> values) {
    return Optional.ofNullable(exchange.request().host())
        .or(() -> agent)
        .or(() -> values.stream().map(ItemValue::host).findFirst());
  }

  /** Returns the reason for the whole request, or else that of the first value with one. */
  private static Optional<String> reason(Exchange exchange, List<ItemValue> values) {
    return exchange
        .reason()
        .or(() -> values.stream().flatMap(value -> value.rejection().stream()).findFirst())
        .or(() -> exchange.warnings().stream().findFirst())
        .or(() -> values.stream().flatMap(value -> value.storageWarnings().stream()).findFirst());
  }

  private static int warnings(Exchange exchange, List<ItemValue> values) {
    return exchange.warnings().size()
        + values.stream().mapToInt(value -> value.storageWarnings().size()).sum();
  }
}
