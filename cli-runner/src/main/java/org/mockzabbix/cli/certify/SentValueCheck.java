package org.mockzabbix.cli.certify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;

/** Judges the values that a sender sent in one run. */
final class SentValueCheck {

  private static final int LONGEST_VALUE = 65_535;

  private final Set<Judgement> found = new LinkedHashSet<>(); // a mistake is often in each value
  private final Set<List<String>> times = new HashSet<>();

  private SentValueCheck() {}

  /** Returns the judgements, without repetitions; empty if nothing is wrong. */
  static List<Judgement> of(List<Exchange> exchanges) {
    SentValueCheck check = new SentValueCheck();
    exchanges.forEach(check::check);
    return List.copyOf(check.found);
  }

  private void check(Exchange exchange) {
    if (exchange.kind() == RequestKind.UNREADABLE) {
      exchange.reason().ifPresent(reason -> fail("unreadable packet: " + reason));
      return;
    }
    exchange.warnings().forEach(this::fail);
    if (exchange.kind() == RequestKind.PASSIVE_CHECK) {
      return;
    }
    exchange.items().forEach(this::check);
    List<JsonNode> rows = rows(exchange);
    for (int index = 0; index < rows.size(); index++) {
      checkTime(rows.get(index), "row " + index);
    }
  }

  private static List<JsonNode> rows(Exchange exchange) {
    List<JsonNode> rows = new ArrayList<>();
    if (exchange.kind() == RequestKind.SENDER_DATA && exchange.text().startsWith("{")) {
      exchange.json().path("data").forEach(rows::add);
    }
    return rows;
  }

  private void check(ItemValue value) {
    String item = value.host() + ' ' + value.key();
    value.invalidUtf8().ifPresent(bytes -> fail(item + ": not UTF-8: " + bytes));
    int length = value.value().getBytes(UTF_8).length;
    if (length > LONGEST_VALUE) {
      fail(
          item
              + ": the value has "
              + length
              + " bytes: a server stores at most 65535 bytes of text");
    }
    value.rejection().ifPresent(why -> fail(item + ": " + why));
  }

  /**
   * Checks the clock and ns of a row.
   *
   * @param place distinguishes the values of a packet that have no ns: a server numbers them
   */
  private void checkTime(JsonNode row, String place) {
    String item = row.path("host").asText() + ' ' + row.path("key").asText();
    String clock = row.path("clock").asText();
    String ns = row.path("ns").asText();
    if (clock.isEmpty()) {
      if (!ns.isEmpty()) {
        fail(item + ": ns without clock: a server ignores it");
      } else {
        note("values have no clock: a server uses the time of receipt");
      }
    } else if (!times.add(List.of(item, clock, ns.isEmpty() ? place : ns))) {
      fail(item + ": two values have the same time: a server keeps one of them");
    }
  }

  private void fail(String text) {
    found.add(Judgement.failed(text));
  }

  private void note(String text) {
    found.add(Judgement.noted(text));
  }
}
