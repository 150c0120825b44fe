package org.mockzabbix.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.ByteMark;
import org.mockzabbix.journal.ConnectionEvent;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.json.JsonTree;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.tls.TlsInfo;

/**
 * Writes an exchange as a JSON object on one line. Files, the command line and HTTP share this
 * form. Members without content are left out, and every character is visible. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * for (Exchange exchange : server.exchanges()) {
 *   System.out.println(ExchangeJson.ofServer().text(exchange));
 * }
 * }</pre>
 *
 * <p>The members are {@code id} or {@code late}, {@code time}, {@code port} ({@code trapper},
 * {@code agent} or {@code poller}), {@code connection}, {@code peer}, {@code request}, {@code host}
 * and others that depend on the request, {@code unreadable} or {@code refused} with the reason,
 * {@code warnings}, {@code marks}, {@code rows}, {@code reply}, {@code rule}, {@code faults},
 * {@code course} and {@code raw}. The documentation of the command line explains them.
 */
public final class ExchangeJson {

  private final @Nullable String agent;
  private final boolean raw;
  private final boolean details;

  private ExchangeJson(@Nullable String agent, boolean raw, boolean details) {
    this.agent = agent;
    this.raw = raw;
    this.details = details;
  }

  /** Returns the form of the exchanges of a server. */
  public static ExchangeJson ofServer() {
    return new ExchangeJson(null, false, false);
  }

  /**
   * Returns the form of the exchanges of a mock agent.
   *
   * @param host the technical name of the agent's host
   */
  public static ExchangeJson ofAgent(String host) {
    return new ExchangeJson(Objects.requireNonNull(host, "host must not be null"), false, false);
  }

  /** Returns a copy that also writes the bytes of request and reply, in base64. */
  public ExchangeJson withRawBytes() {
    return new ExchangeJson(agent, true, details);
  }

  /**
   * Returns a copy that also writes {@link Exchange#course()}, and those {@link Exchange#marks()}
   * that a readable request has. They are left out by default: the course is short while the
   * response is not sent, and the rows have the reasons of the marks.
   */
  public ExchangeJson withDetails() {
    return new ExchangeJson(agent, raw, true);
  }

  /** Returns an exchange as text without a line end. */
  public String text(Exchange exchange) {
    StringBuilder text = new StringBuilder();
    try {
      write(exchange, text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** Returns an exchange as a tree. */
  public JsonNode json(Exchange exchange) {
    try {
      return JsonTree.read(text(exchange));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Writes an exchange without a line end. Needs little memory even if the exchange has millions of
   * values.
   *
   * @throws IOException if {@code out} throws it
   */
  public void write(Exchange exchange, Appendable out) throws IOException {
    Objects.requireNonNull(exchange, "exchange must not be null");
    Objects.requireNonNull(out, "out must not be null");
    VisibleJson json = new VisibleJson(out).object();
    writeConnection(exchange, json);
    writeRequest(exchange, json);
    json.put("warnings", exchange.warnings());
    if (details || exchange.kind() == RequestKind.UNREADABLE) {
      writeMarks(exchange.marks(), json);
    }
    writeRows(exchange, json);
    writeReply(exchange.response(), json);
    json.put("rule", exchange.rule()).put("faults", exchange.faults());
    if (details) {
      writeCourse(exchange.course(), json);
    }
    if (raw) {
      json.object("raw")
          .putBase64("request", exchange.packetBytes())
          .putBase64("reply", exchange.responseBytes())
          .end();
    }
    json.end().finish();
  }

  /**
   * Writes a value without a line end: its members in {@code rows}, and {@code time}, {@code peer},
   * {@code source} and {@code exchange}.
   *
   * @param exchange contains {@code item}
   * @throws IOException if {@code out} throws it
   */
  public static void writeValue(ItemValue item, Exchange exchange, Appendable out)
      throws IOException {
    Objects.requireNonNull(item, "item must not be null");
    Objects.requireNonNull(exchange, "exchange must not be null");
    Objects.requireNonNull(out, "out must not be null");
    VisibleJson json = new VisibleJson(out).object();
    ItemJson.write(item, json);
    json.put("time", item.receivedAt().toString())
        .put("peer", HostAndPort.of(exchange.peer()).toString())
        .put("source", item.source().toString())
        .put("exchange", item.exchange())
        .end()
        .finish();
  }

  private void writeConnection(Exchange exchange, VisibleJson json) throws IOException {
    json.put("id", exchange.isLate() ? null : Long.valueOf(exchange.id()))
        .putTrue("late", exchange.isLate())
        .put("time", exchange.receivedAt().toString())
        .put("port", port(exchange))
        .put("connection", exchange.connection() == 0 ? null : Long.valueOf(exchange.connection()))
        .put("peer", HostAndPort.of(exchange.peer()).toString());
    if (exchange.tls().isPresent()) {
      writeTls(exchange.tls().get(), json);
    }
  }

  private static void writeTls(TlsInfo tls, VisibleJson json) throws IOException {
    json.object("tls")
        .put("mode", tls.mode().toString())
        .put("version", tls.version())
        .put("suite", tls.suite())
        .put("identity", tls.identity())
        .put("subject", tls.subject())
        .put("issuer", tls.issuer())
        .end();
  }

  private String port(Exchange exchange) {
    String ofServer = exchange.localPort() == 0 ? "poller" : "trapper";
    return agent == null ? ofServer : "agent";
  }

  private void writeRequest(Exchange exchange, VisibleJson json) throws IOException {
    RequestKind kind = exchange.kind();
    boolean understood =
        kind != RequestKind.UNREADABLE && kind != RequestKind.UNKNOWN && kind != RequestKind.EMPTY;
    json.put("request", understood ? kind.wireName() : null).put("host", agent);
    RequestMembers.write(exchange.request(), json);
    json.put(understood ? "refused" : "unreadable", exchange.reason());
  }

  private static void writeRows(Exchange exchange, VisibleJson json) throws IOException {
    if (exchange.request() instanceof PassiveCheck check) {
      json.array("rows").object();
      CheckJson.write(check, exchange.response().text(), json);
      json.end().end();
    } else if (exchange.itemCount() > 0) {
      json.array("rows");
      for (ItemValue item : exchange.items()) {
        json.object();
        ItemJson.write(item, json);
        json.end();
      }
      json.end();
    }
  }

  private static void writeMarks(List<ByteMark> marks, VisibleJson json) throws IOException {
    if (marks.isEmpty()) {
      return;
    }
    json.array("marks");
    for (ByteMark mark : marks) {
      json.object()
          .put("offset", Long.valueOf(mark.offset()))
          .put("length", Long.valueOf(mark.length()))
          .put("part", mark.part())
          .put("text", mark.text())
          .end();
    }
    json.end();
  }

  /** Writes the times in seconds, as a server does in its responses. */
  private static void writeCourse(List<ConnectionEvent> events, VisibleJson json)
      throws IOException {
    if (events.isEmpty()) {
      return;
    }
    json.array("course");
    for (ConnectionEvent event : events) {
      double seconds = event.offset().toNanos() / 1e9;
      json.object()
          .putRaw("seconds", String.format(Locale.ROOT, "%.6f", seconds))
          .put("event", VisibleJson.name(event.kind()))
          .put("text", event.text())
          .end();
    }
    json.end();
  }

  /** Writes a reply that is a JSON object as such, and any other reply as a string. */
  private static void writeReply(Response response, VisibleJson json) {
    String text = response.text();
    if (response instanceof Response.Processed || isObject(text)) {
      json.putRaw("reply", VisibleJson.visible(text));
    } else {
      json.put("reply", text);
    }
  }

  private static boolean isObject(String text) {
    try {
      return text.startsWith("{") && JsonTree.read(text).isObject();
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }
}
