package org.mockzabbix.junit;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.text.Plurals;

/**
 * The findings that fail a test without an assertion, if its server is configured to fail on them.
 */
enum FailOn {
  UNREADABLE("failOnUnreadable", "unreadable exchange", "unreadable exchanges"),
  UNKNOWN_ITEM(
      "failOnUnknownItem",
      "value for an unknown host or item",
      "values for unknown hosts or items"),
  NOT_STORED(
      "failOnNotStored",
      "value that a real server does not store",
      "values that a real server does not store"),
  UNENCRYPTED("failOnUnencrypted", "exchange without encryption", "exchanges without encryption"),
  UNUSED_RULE("failOnUnusedRule", "unused rule", "unused rules");

  private static final int MAX_LINES = 10;
  private static final Set<Outcome> UNKNOWN =
      EnumSet.of(Outcome.UNKNOWN_HOST, Outcome.UNKNOWN_KEY, Outcome.UNKNOWN_ITEMID);

  private final String attribute;
  private final String singular;
  private final String plural;

  FailOn(String attribute, String singular, String plural) {
    this.attribute = attribute;
    this.singular = singular;
    this.plural = plural;
  }

  /** Returns the attribute of {@code @MockZabbix} that turns on this check. */
  String attribute() {
    return attribute;
  }

  /**
   * Returns the failure message for a server. Empty without findings, and without evicted exchanges
   * that may have been findings.
   *
   * @param server describes the server
   */
  Optional<String> failure(String server, Journal journal, List<Rule> unusedRules) {
    List<?> findings = findings(journal, unusedRules);
    Optional<String> evicted = evicted(journal);
    if (findings.isEmpty()) {
      return evicted.map(what -> attribute + ": unknown on " + server + ", because " + what);
    }
    String found = attribute + ": " + counted(findings.size()) + " on " + server + lines(findings);
    return Optional.of(found + evicted.map(what -> "\n  perhaps more: " + what).orElse(""));
  }

  private Optional<String> evicted(Journal journal) {
    long exchanges = journal.evictedExchanges();
    if (exchanges == 0 || this == UNUSED_RULE) { // rules count their uses themselves
      return Optional.empty();
    }
    return Optional.of(
        Plurals.count(exchanges, "exchange was", "exchanges were")
            + " evicted from the journal (limit "
            + Plurals.count(journal.maxBytes(), "byte")
            + "): raise journalSize");
  }

  private List<?> findings(Journal journal, List<Rule> unusedRules) {
    return switch (this) {
      case UNREADABLE -> journal.exchanges().stream().filter(FailOn::isUnreadable).toList();
      case UNKNOWN_ITEM ->
          journal.rejected().stream().filter(value -> UNKNOWN.contains(value.outcome())).toList();
      case NOT_STORED ->
          journal.exchanges().stream()
              .flatMap(exchange -> exchange.items().stream())
              .filter(value -> value.notStored().isPresent())
              .sorted(Comparator.comparing(value -> value.notStored().orElseThrow()))
              .toList();
      case UNENCRYPTED -> journal.exchanges().stream().filter(FailOn::isUnencrypted).toList();
      case UNUSED_RULE -> unusedRules;
    };
  }

  private static boolean isUnreadable(Exchange exchange) {
    return exchange.kind() == RequestKind.UNREADABLE && !exchange.wasCutOff();
  }

  /** The server's own polls, failed handshakes and probes of the port do not count. */
  private static boolean isUnencrypted(Exchange exchange) {
    return exchange.tls().isEmpty()
        && exchange.connection() != 0
        && exchange.kind() != RequestKind.UNREADABLE
        && exchange.kind() != RequestKind.EMPTY;
  }

  private String counted(int number) {
    return Plurals.count(number, singular, plural);
  }

  private static String lines(List<?> findings) {
    String lines =
        findings.stream().limit(MAX_LINES).map(each -> "\n  " + each).collect(Collectors.joining());
    int more = findings.size() - MAX_LINES;
    return more > 0 ? lines + "\n  and " + more + " more" : lines;
  }
}
