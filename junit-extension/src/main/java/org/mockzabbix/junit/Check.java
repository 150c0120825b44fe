package org.mockzabbix.junit;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.text.Plurals;

/** What a test may be failed for although nobody asserted it. */
enum Check {
  UNREADABLE("failOnUnreadable", "could not read", "exchange"),
  UNKNOWN_ITEM("failOnUnknownItem", "has no host or item for", "value"),
  UNUSED_RULE("failOnUnusedRule", "never used", "rule");

  private static final int MOST = 10;
  private static final Set<Outcome> UNKNOWN =
      EnumSet.of(Outcome.UNKNOWN_HOST, Outcome.UNKNOWN_KEY, Outcome.UNKNOWN_ITEMID);

  private final String attribute;
  private final String verb;
  private final String what;

  Check(String attribute, String verb, String what) {
    this.attribute = attribute;
    this.verb = verb;
    this.what = what;
  }

  /** The attribute of {@link MockZabbix} that asks for it. */
  String attribute() {
    return attribute;
  }

  /** What an annotation says about it. */
  boolean[] in(MockZabbix annotation) {
    return switch (this) {
      case UNREADABLE -> annotation.failOnUnreadable();
      case UNKNOWN_ITEM -> annotation.failOnUnknownItem();
      case UNUSED_RULE -> annotation.failOnUnusedRule();
    };
  }

  /** What is wrong with one server, for people; empty if all is well. */
  Optional<String> complaint(Running running) {
    List<?> found = findings(running).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            attribute + ": " + running + ' ' + verb + ' ' + counted(found.size()) + first(found));
  }

  private Stream<?> findings(Running running) {
    return switch (this) {
      case UNREADABLE -> running.journal().exchanges().stream().filter(Check::isUnreadable);
      case UNKNOWN_ITEM ->
          running.journal().rejected().stream().filter(row -> UNKNOWN.contains(row.outcome()));
      case UNUSED_RULE -> running.unusedRules().stream();
    };
  }

  private static boolean isUnreadable(Exchange exchange) {
    return exchange.kind() == RequestKind.UNREADABLE && !exchange.wasCutOff();
  }

  private String counted(int number) {
    return Plurals.count(number, what) + ":";
  }

  private static String first(List<?> found) {
    String first =
        found.stream().limit(MOST).map(each -> "\n  " + each).collect(Collectors.joining());
    return found.size() > MOST ? first + "\n  and " + (found.size() - MOST) + " more" : first;
  }
}
