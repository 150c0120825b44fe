package org.mockzabbix.junit;

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
   * Returns the failure message for a server. Empty without findings.
   *
   * @param server describes the server
   */
  Optional<String> failure(String server, Journal journal, List<Rule> unusedRules) {
    List<?> findings = findings(journal, unusedRules);
    return findings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            attribute + ": " + counted(findings.size()) + " on " + server + lines(findings));
  }

  private List<?> findings(Journal journal, List<Rule> unusedRules) {
    return switch (this) {
      case UNREADABLE -> journal.exchanges().stream().filter(FailOn::isUnreadable).toList();
      case UNKNOWN_ITEM ->
          journal.rejected().stream().filter(value -> UNKNOWN.contains(value.outcome())).toList();
      case UNUSED_RULE -> unusedRules;
    };
  }

  private static boolean isUnreadable(Exchange exchange) {
    return exchange.kind() == RequestKind.UNREADABLE && !exchange.wasCutOff();
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
