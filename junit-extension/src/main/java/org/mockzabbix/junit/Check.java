package org.mockzabbix.junit;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestKind;

/** What a test may be failed for although nobody asserted it. */
enum Check {
  UNREADABLE("failOnUnreadable", "could not read", "exchange", MockZabbix::failOnUnreadable) {
    @Override
    Stream<?> findings(Running running) {
      return running.journal().exchanges().stream().filter(Check::isUnreadable);
    }
  },
  UNKNOWN_ITEM(
      "failOnUnknownItem", "has no host or item for", "value", MockZabbix::failOnUnknownItem) {
    @Override
    Stream<?> findings(Running running) {
      return running.journal().rejected().stream().filter(Check::isUnknown);
    }
  },
  UNUSED_RULE("failOnUnusedRule", "never used", "rule", MockZabbix::failOnUnusedRule) {
    @Override
    Stream<?> findings(Running running) {
      return Stream.concat(
          running.servers().stream().map(MockZabbixServer::unusedRules).flatMap(List::stream),
          running.agents().stream().map(MockAgent::unusedRules).flatMap(List::stream));
    }
  };

  private static final int MOST = 10;
  private static final String OWN_FAULT = "a fault of the test ended the connection";
  private static final Set<Outcome> UNKNOWN =
      EnumSet.of(Outcome.UNKNOWN_HOST, Outcome.UNKNOWN_KEY, Outcome.UNKNOWN_ITEMID);

  private final String attribute;
  private final String verb;
  private final String what;
  private final Function<MockZabbix, boolean[]> asked;

  Check(String attribute, String verb, String what, Function<MockZabbix, boolean[]> asked) {
    this.attribute = attribute;
    this.verb = verb;
    this.what = what;
    this.asked = asked;
  }

  abstract Stream<?> findings(Running running);

  /** What an annotation says about it: at most one element. */
  boolean[] in(MockZabbix annotation) {
    return asked.apply(annotation);
  }

  String attribute() {
    return attribute;
  }

  /** What is wrong with one server, for people; empty if all is well. */
  Optional<String> complaint(Running running) {
    List<?> found = findings(running).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String head = attribute + ": " + running + ' ' + verb + ' ' + counted(found.size());
    String first =
        found.stream().limit(MOST).map(each -> "\n  " + each).collect(Collectors.joining());
    return Optional.of(
        head + first + (found.size() > MOST ? "\n  and " + (found.size() - MOST) + " more" : ""));
  }

  private String counted(int number) {
    return String.format(Locale.ROOT, "%d %s%s:", number, what, number == 1 ? "" : "s");
  }

  private static boolean isUnreadable(Exchange exchange) {
    return exchange.kind() == RequestKind.UNREADABLE
        && !exchange.reason().orElse("").startsWith(OWN_FAULT);
  }

  private static boolean isUnknown(ItemValue value) {
    return UNKNOWN.contains(value.outcome());
  }
}
