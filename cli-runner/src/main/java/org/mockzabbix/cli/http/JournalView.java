package org.mockzabbix.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.text.Glob;
import org.mockzabbix.transcript.ExchangeJson;

/** The recorded exchanges as JSON, and the filters that several endpoints share. Thread-safe. */
final class JournalView {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final MockZabbixServer server;

  JournalView(MockZabbixServer server) {
    this.server = server;
  }

  MockZabbixServer server() {
    return server;
  }

  List<Exchange> exchanges() {
    return server.exchanges();
  }

  /** Returns the exchange with this number. */
  Optional<Exchange> find(long id) {
    return server.journal().exchange(id);
  }

  /** Returns an exchange in the form that all outputs share. */
  String text(Exchange exchange, boolean raw) {
    ExchangeJson form = agent(exchange).map(ExchangeJson::ofAgent).orElse(ExchangeJson.ofServer());
    return (raw ? form.withRawBytes() : form).text(exchange);
  }

  /** Returns the host of the mock agent that had the exchange. Empty if the server had it. */
  Optional<String> agent(Exchange exchange) {
    return server.agents().stream()
        .filter(agent -> agent.ownPort().getAsInt() == exchange.localPort())
        .map(MockAgent::name)
        .findFirst();
  }

  /** Returns a value in the form that all outputs share, and its row in the exchange. */
  static ObjectNode json(ItemValue item, Exchange exchange) {
    StringBuilder text = new StringBuilder();
    try {
      ExchangeJson.writeValue(item, exchange, text);
      return ((ObjectNode) MAPPER.readTree(text.toString())).put("row", item.row());
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Returns a test for texts: a pattern with {@code *} and {@code ?}, as in scenarios. */
  static Predicate<String> pattern(HttpCall call, String name) {
    Optional<String> given = call.text(name);
    if (given.isEmpty()) {
      return any -> true;
    }
    String text = given.get();
    boolean glob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    return glob ? Glob.compile(text) : text::equals;
  }

  /** Returns a test for values by the parameters {@code host}, {@code key} and {@code value}. */
  static Predicate<ItemValue> items(HttpCall call) {
    Predicate<String> host = pattern(call, "host");
    Predicate<String> key = pattern(call, "key");
    Predicate<String> value = pattern(call, "value");
    boolean anyValue = call.text("value").isEmpty();
    return item ->
        host.test(item.host()) && key.test(item.key()) && (anyValue || value.test(item.value()));
  }

  /** Returns a test for exchanges by the parameters {@code host}, {@code key} and others. */
  Predicate<Exchange> filter(HttpCall call) {
    Predicate<String> host = pattern(call, "host");
    Predicate<String> key = pattern(call, "key");
    Predicate<String> request = pattern(call, "request");
    ExchangeState state = call.text("state").map(ExchangeState::of).orElse(ExchangeState.ANY);
    boolean anyHost = call.text("host").isEmpty();
    boolean anyKey = call.text("key").isEmpty();
    return exchange ->
        request.test(exchange.kind().wireName())
            && state.includes(exchange)
            && (anyHost || hasHost(exchange, host))
            && (anyKey || hasKey(exchange, key));
  }

  private boolean hasHost(Exchange exchange, Predicate<String> host) {
    String sender = exchange.request().host();
    return (sender != null && host.test(sender))
        || agent(exchange).filter(host).isPresent()
        || exchange.items().stream().anyMatch(item -> host.test(item.host()));
  }

  private static boolean hasKey(Exchange exchange, Predicate<String> key) {
    String requested = exchange.request().requestedKey();
    return (requested != null && key.test(requested))
        || exchange.items().stream().anyMatch(item -> key.test(item.key()));
  }

  /** Returns whether the exchange is a connection that sent nothing, as port probes do. */
  static boolean isProbe(Exchange exchange) {
    return exchange.kind() == RequestKind.EMPTY;
  }
}
