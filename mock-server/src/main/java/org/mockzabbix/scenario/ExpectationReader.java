package org.mockzabbix.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mockzabbix.assertion.Arrangement;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.assertion.ZabbixAssertions;
import org.mockzabbix.protocol.Outcome;

/** Makes expectations of nodes whose shape was checked. Confined to one call. */
final class ExpectationReader {

  /** What is expected if it is not the values of an item. */
  private static final List<String> SUBJECTS =
      List.of("rejected", "requested", "all", "exactly", "inOnePacket");

  /** What goes with any of them. */
  private static final List<String> NUMBERS = List.of("times", "atLeast", "atMost");

  private static final List<String> TIMES = List.of("within", "during");

  private final Source source;
  private final MatcherReader matchers;
  private final RequestReader requests;

  ExpectationReader(Source source) {
    this.source = source;
    this.matchers = new MatcherReader(source);
    this.requests = new RequestReader(source);
  }

  Expectation expectation(Node node) {
    if (node instanceof Node.Scalar word) {
      return named(word.text());
    }
    Node.Fields fields = (Node.Fields) node;
    return source.located(node, () -> timed(counted(subject(fields), fields), fields));
  }

  private static Expectation named(String word) {
    return switch (word) {
      case "nothing" -> Expectation.nothing();
      case "noDuplicates" -> Expectation.noDuplicates(ZabbixAssertions.anyItem());
      case "noUnreadable" -> Expectation.noUnreadable();
      case "everyRuleUsed" -> Expectation.everyRuleUsed();
      default -> throw new AssertionError("unhandled " + word);
    };
  }

  private Expectation subject(Node.Fields fields) {
    Set<String> ofItem = new TreeSet<>(fields.byName().keySet());
    List.of(SUBJECTS, NUMBERS, TIMES, List.of("inOrder")).forEach(ofItem::removeAll);
    List<String> others = SUBJECTS.stream().filter(fields::has).toList();
    if (others.size() + (ofItem.isEmpty() ? 0 : 1) != 1) {
      throw source.error(
          fields,
          "an expectation is about one thing: values by host and key, or one of "
              + String.join(", ", SUBJECTS));
    }
    if (fields.has("inOrder") && !fields.has("all") && !fields.has("exactly")) {
      throw source.error(fields.required("inOrder"), "inOrder belongs to all or exactly");
    }
    return others.isEmpty()
        ? Expectation.of(matchers.matcher(fields))
        : about(others.get(0), fields);
  }

  private Expectation about(String subject, Node.Fields fields) {
    return switch (subject) {
      case "rejected" -> rejected((Node.Fields) fields.required(subject));
      case "requested" -> Expectation.requested(requests.matcher(fields.fields(subject)));
      case "all" -> Expectation.all(items(subject, fields), arrangement(fields));
      case "exactly" -> Expectation.exactly(items(subject, fields), arrangement(fields));
      case "inOnePacket" -> Expectation.inOnePacket(items(subject, fields));
      default -> throw new AssertionError("unhandled " + subject);
    };
  }

  private Expectation rejected(Node.Fields row) {
    String because = row.text("because");
    ItemMatcher matcher = matchers.matcher(row);
    return because == null
        ? Expectation.rejected(matcher)
        : Expectation.rejected(matcher, outcome(because));
  }

  private static Outcome outcome(String word) {
    return Stream.of(Outcome.values())
        .filter(outcome -> ExpectationShape.word(outcome).equals(word))
        .findFirst()
        .orElseThrow();
  }

  private List<ItemMatcher> items(String subject, Node.Fields fields) {
    List<ItemMatcher> items = fields.each(subject, matchers::matcher);
    if (items.isEmpty()) {
      throw source.error(
          fields.required(subject),
          subject + " needs at least one value: to expect none, write the word nothing");
    }
    return items;
  }

  private static Arrangement arrangement(Node.Fields fields) {
    return fields.isTrue("inOrder") ? Arrangement.AS_LISTED : Arrangement.ANY_ORDER;
  }

  private Expectation counted(Expectation once, Node.Fields fields) {
    List<String> given = NUMBERS.stream().filter(fields::has).toList();
    boolean counts = fields.has("rejected") || fields.has("requested") || !hasSubject(fields);
    if (given.isEmpty()) {
      return once;
    }
    if (!counts) {
      throw source.error(
          fields.required(given.get(0)), given.get(0) + " is for values, rejected and requested");
    }
    if (fields.has("times")) {
      return times(once, fields, given);
    }
    Long least = fields.whole("atLeast");
    Long most = fields.whole("atMost");
    if (least != null && most != null) {
      return once.timesBetween(least.intValue(), most.intValue());
    }
    return least == null
        ? once.atMost(Integer.parseInt(fields.requiredText("atMost")))
        : once.atLeast(least.intValue());
  }

  private static boolean hasSubject(Node.Fields fields) {
    return SUBJECTS.stream().anyMatch(fields::has);
  }

  private Expectation times(Expectation once, Node.Fields fields, List<String> given) {
    if (given.size() > 1) {
      throw source.error(
          fields.required("times"), "times is an exact number: leave out atLeast and atMost");
    }
    int times = Integer.parseInt(fields.requiredText("times"));
    return times == 0 ? once.never() : once.times(times);
  }

  private Expectation timed(Expectation now, Node.Fields fields) {
    Duration within = fields.time("within");
    Duration during = fields.time("during");
    if (within != null && during != null) {
      throw source.error(
          fields.required("during"),
          "within is for what is to come, during for what is to stay: give one of them");
    }
    if (within != null) {
      return now.within(within);
    }
    return during == null ? now : now.during(during);
  }
}
