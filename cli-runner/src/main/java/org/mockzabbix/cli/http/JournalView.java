package org.mockzabbix.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.output.AgentPorts;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.json.JsonTree;
import org.mockzabbix.text.Glob;
import org.mockzabbix.transcript.ExchangeJson;

/** The recorded exchanges as JSON, and the filters that several endpoints share. Thread-safe. */
final class JournalView {

  private final MockZabbixServer server;
  private final AgentPorts agents;

  JournalView(MockZabbixServer server) {
    this.server = server;
    this.agents = new AgentPorts(server);
  }

  MockZabbixServer server() {
    return server;
  }

  Journal source() {
    return server.journal();
  }

  List<Exchange> exchanges() {
    return server.exchanges();
  }

  /** Returns the exchange with this number. */
  Optional<Exchange> find(long id) {
    return server.journal().exchange(id);
  }

  /**
   * Returns the last exchanges, newest first.
   *
   * @param agent the mock agent that received them; empty for the server
   */
  List<Exchange> last(int most, String agent) {
    List<Exchange> all = exchanges();
    return IntStream.iterate(all.size() - 1, index -> index >= 0, index -> index - 1)
        .mapToObj(all::get)
        .filter(exchange -> exchange.localPort() != 0) // which is a poll
        .filter(exchange -> agents.host(exchange).orElse("").equals(agent))
        .limit(most)
        .toList();
  }

  /** Returns an exchange in the form that all outputs share. */
  String text(Exchange exchange, boolean raw) {
    return form(exchange, raw).text(exchange);
  }

  /** Writes an exchange of any size in the form that all outputs share. */
  void write(Exchange exchange, boolean raw, Writer out) throws IOException {
    form(exchange, raw).write(exchange, out);
  }

  /** Writes an exchange of any size, with its course and all marks. */
  void writeWithDetails(Exchange exchange, boolean raw, Writer out) throws IOException {
    form(exchange, raw).withDetails().write(exchange, out);
  }

  private ExchangeJson form(Exchange exchange, boolean raw) {
    ExchangeJson form = agents.form(exchange);
    return raw ? form.withRawBytes() : form;
  }

  /** Returns what a list shows of an exchange. */
  String summary(Exchange exchange) {
    return ExchangeSummary.json(exchange, agents.host(exchange)).toString();
  }

  /**
   * Returns a value in the form that all outputs share, its row in the request, and the item that
   * the client probably meant. If the value has more than {@code longest} characters, only these
   * are returned, and the member {@code length}.
   */
  String text(ItemValue item, Exchange exchange, int longest) {
    String text = text(item, exchange);
    int length = item.value().length();
    return length <= longest
        ? text
        : ((ObjectNode) parsed(text))
            .put("value", item.value().substring(0, longest))
            .put("length", length)
            .toString();
  }

  private String text(ItemValue item, Exchange exchange) {
    StringBuilder text = new StringBuilder();
    try {
      ExchangeJson.writeValue(item, exchange, text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    text.setLength(text.length() - 1);
    text.append(",\"row\":").append(item.row());
    NearestItem.of(item, server).ifPresent(name -> text.append(",\"nearest\":").append(json(name)));
    return text.append('}').toString();
  }

  /** Returns an item as JSON. */
  static ObjectNode json(ItemName item) {
    return JsonNodeFactory.instance.objectNode().put("host", item.host()).put("key", item.key());
  }

  /** Returns the tree of JSON of the server itself. */
  static JsonNode parsed(String json) {
    try {
      return JsonTree.read(json);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
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

  /** Declares the parameters of {@link #filter}. */
  static Endpoint filtered(Endpoint endpoint) {
    return endpoint
        .query("host", "web01", "Only exchanges of this host or mock agent; * matches any text.")
        .query("key", "app.*", "Only exchanges with this item key; * matches any text.")
        .query("request", "sender data", "Only this kind of request; * matches any text.")
        .query(
            "state",
            "any",
            "Only exchanges that are ok, rejected, refused, unreadable or empty (default: any).")
        .query(
            "search",
            "",
            "Only exchanges that contain this text, in any case, or these bytes, such as 0x5a42.");
  }

  /** Returns a test for exchanges by the parameters {@code host}, {@code key} and others. */
  Predicate<Exchange> filter(HttpCall call) {
    Predicate<String> host = pattern(call, "host");
    Predicate<String> key = pattern(call, "key");
    Predicate<String> request = pattern(call, "request");
    ExchangeState state = call.text("state").map(ExchangeState::of).orElse(ExchangeState.ANY);
    boolean anyHost = call.text("host").isEmpty();
    boolean anyKey = call.text("key").isEmpty();
    Predicate<Exchange> search = call.text("search").map(ExchangeSearch::of).orElse(any -> true);
    return exchange ->
        request.test(exchange.kind().wireName())
            && state.includes(exchange)
            && (anyHost || hasHost(exchange, host))
            && (anyKey || hasKey(exchange, key))
            && search.test(exchange);
  }

  private boolean hasHost(Exchange exchange, Predicate<String> host) {
    String sender = exchange.request().host();
    return (sender != null && host.test(sender))
        || agents.host(exchange).filter(host).isPresent()
        || exchange.items().stream().anyMatch(item -> host.test(item.host()));
  }

  private static boolean hasKey(Exchange exchange, Predicate<String> key) {
    String requested = exchange.request().requestedKey();
    return (requested != null && key.test(requested))
        || exchange.items().stream().anyMatch(item -> key.test(item.key()));
  }
}
