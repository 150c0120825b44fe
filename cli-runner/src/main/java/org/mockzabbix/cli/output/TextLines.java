package org.mockzabbix.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.transcript.ExchangeJson;

/**
 * Lines for people: local time, peer, kind of client, host, key and value in columns, with the
 * reason of what was rejected. Requests without values have a line, too, and so have rules and
 * faults. Every character is visible, and long texts are cut. Not thread-safe.
 */
final class TextLines implements LineWriter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  private static final int PEER = 21; // the longest IPv4 address with its port
  private static final int SOURCE = 14; // as "passive checks"
  private static final int HOST = 12;
  private static final int KEY = 20;
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_TEXT = 200;

  /** The members of an exchange that have a column of their own, or that only programs need. */
  private static final Set<String> SHOWN_ELSEWHERE =
      Set.of(
          "id",
          "late",
          "time",
          "port",
          "connection",
          "peer",
          "request",
          "host",
          "session",
          "rows",
          "refused",
          "unreadable",
          "marks",
          "warnings",
          "reply",
          "rule",
          "faults",
          "raw");

  private static final String DIM = "2";
  private static final String RED = "31";
  private static final String YELLOW = "33";

  private final boolean colored;
  private final Function<Exchange, ExchangeJson> form;

  /**
   * Creates a writer of lines.
   *
   * @param colored whether to use the colors of a terminal
   * @param form returns the JSON form of an exchange
   */
  TextLines(boolean colored, Function<Exchange, ExchangeJson> form) {
    this.colored = colored;
    this.form = form;
  }

  @Override
  public void append(StringBuilder line, ItemValue item, Exchange exchange) {
    start(line, exchange, item.source().toString());
    column(line, item.host(), HOST);
    column(line, item.key(), KEY);
    line.append(value(item));
    item.clock().ifPresent(clock -> line.append(" clock ").append(clock));
    item.ns().ifPresent(ns -> line.append(" ns ").append(ns));
    item.itemid().ifPresent(id -> line.append(" itemid ").append(id));
    item.lastlogsize().ifPresent(size -> line.append(" lastlogsize ").append(size));
    item.proxy().ifPresent(proxy -> line.append(" proxy ").append(Quoting.quoteIfNeeded(proxy)));
    item.rejection().ifPresent(why -> colored(line.append(' '), RED, "REJECTED " + why));
    if (!item.isNotSupported()) {
      item.notStored()
          .ifPresent(why -> colored(line.append(' '), YELLOW, "NOT STORED because " + why));
    }
    item.cut()
        .ifPresent(kept -> colored(line.append(' '), YELLOW, "CUT to " + kept + " characters"));
  }

  private String value(ItemValue item) {
    String value =
        switch (item.jsonType()) {
          case ABSENT -> "(no value)";
          case STRING -> Quoting.quote(item.value());
          default -> item.hasValue() ? item.value() : "(an " + item.jsonType() + ")";
        };
    return item.isNotSupported() ? colored(YELLOW, "NOT SUPPORTED") + ' ' + value : value;
  }

  /** Port probes are left out. */
  @Override
  public void append(StringBuilder line, Exchange exchange, ItemFilter only) {
    String events = events(exchange);
    boolean probe = exchange.kind() == RequestKind.EMPTY && events.isEmpty();
    boolean complete = exchange.itemCount() > 0 && events.isEmpty();
    if (probe || complete) {
      return;
    }
    JsonNode members = members(exchange);
    String host = members.path("host").asText(members.path("proxy").asText());
    JsonNode check = members.path("rows").path(0);
    if (isSelected(exchange, host, check, only)) {
      start(line, exchange, exchange.kind().toString());
      column(line, host, HOST);
      if (check.has("key")) {
        column(line, check.path("key").asText(), KEY);
        line.append(result(check));
      }
      appendMembers(line, members);
      line.append(events);
      trim(line);
    }
  }

  private static boolean isSelected(
      Exchange exchange, String host, JsonNode check, ItemFilter only) {
    if (exchange.itemCount() > 0) {
      return only.isAll() || exchange.items().stream().anyMatch(only::selects);
    }
    return check.has("key")
        ? only.selects(host, check.path("key").asText())
        : only.selectsHost(host);
  }

  /** Returns the JSON form of an exchange, or an empty object if its values have lines. */
  private JsonNode members(Exchange exchange) {
    if (exchange.itemCount() > 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    return form.apply(exchange).json(exchange);
  }

  private String result(JsonNode check) {
    return check.has("state")
        ? colored(YELLOW, "NOT SUPPORTED") + ' ' + cut(check.path("reason").asText())
        : Quoting.quote(check.path("value").asText());
  }

  private static void appendMembers(StringBuilder line, JsonNode members) {
    members
        .properties()
        .forEach(
            member -> {
              if (!SHOWN_ELSEWHERE.contains(member.getKey())) {
                JsonNode value = member.getValue();
                String text = value.isTextual() ? value.asText() : value.toString();
                line.append(member.getKey()).append('=').append(cutName(text)).append(' ');
              }
            });
  }

  private String events(Exchange exchange) {
    StringBuilder events = new StringBuilder();
    if (exchange.kind() != RequestKind.EMPTY) {
      exchange.reason().ifPresent(why -> event(events, RED, label(exchange.kind()) + cut(why)));
    }
    exchange.rule().ifPresent(rule -> event(events, YELLOW, "RULE " + cut(rule)));
    exchange.faults().forEach(fault -> event(events, YELLOW, "FAULT " + cut(fault)));
    return events.toString();
  }

  private static String label(RequestKind kind) {
    return kind == RequestKind.UNREADABLE || kind == RequestKind.UNKNOWN ? "" : "REFUSED ";
  }

  private void event(StringBuilder events, String color, String text) {
    events.append(events.length() == 0 ? "" : ", ").append(colored(color, text));
  }

  private void start(StringBuilder line, Exchange exchange, String source) {
    String columns =
        padded(time(exchange.receivedAt()) + "  " + HostAndPort.of(exchange.peer()), PEER + 14)
            + ' '
            + padded(source, SOURCE);
    colored(line, DIM, columns);
    line.append(' ');
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static void column(StringBuilder line, String text, int width) {
    line.append(padded(Quoting.escape(text, LONGEST_NAME), width)).append(' ');
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String cut(String text) {
    return Quoting.escape(text, LONGEST_TEXT);
  }

  private static String cutName(String text) {
    return Quoting.quoteIfNeeded(Quoting.shorten(text, LONGEST_NAME));
  }

  private void colored(StringBuilder line, String color, String text) {
    line.append(colored(color, text));
  }

  private String colored(String color, String text) {
    return colored ? "\u001b[" + color + 'm' + text + "\u001b[0m" : text;
  }

  private static void trim(StringBuilder line) {
    while (line.charAt(line.length() - 1) == ' ') {
      line.setLength(line.length() - 1);
    }
  }
}
