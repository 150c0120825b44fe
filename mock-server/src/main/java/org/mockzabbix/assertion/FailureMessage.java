package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Condition.Evaluation;
import org.mockzabbix.assertion.FailureDetails.Section;
import org.mockzabbix.assertion.JournalSnapshot.Gaps;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.text.Plurals;
import org.opentest4j.AssertionFailedError;

/**
 * The text of a failed assertion: the expected and the received values, and all facts that may be
 * the reason. Lists have at most {@link FailureDetails#MAX_LINES} lines.
 */
final class FailureMessage<T> {

  private final Condition<T> condition;
  private final Timing timing;
  private final JournalSnapshot snapshot;
  private final String prefix;
  private final Evaluation<T> evaluation;
  private final StringBuilder text = new StringBuilder();

  /**
   * Creates a message.
   *
   * @param snapshot explains the failure
   * @param evaluation the failed evaluation, at least as new as the snapshot
   * @param alias the Awaitility alias of the assertion; null if it has none
   */
  FailureMessage(
      Condition<T> condition,
      Timing timing,
      JournalSnapshot snapshot,
      Evaluation<T> evaluation,
      @Nullable String alias) {
    this.condition = condition;
    this.timing = timing;
    this.snapshot = snapshot;
    this.prefix = alias == null ? "" : '[' + alias + "] ";
    this.evaluation = evaluation;
  }

  /**
   * Returns the condition with its timing in words, for example {@code h k, 3 times within 5 s}.
   */
  static String expected(Condition<?> condition, Timing timing) {
    String limits = (condition.number() + ' ' + timing).trim();
    return limits.isEmpty() ? condition.subject() : condition.subject() + ", " + limits;
  }

  /** Returns the evaluation of the condition on the snapshot. */
  Evaluation<T> evaluation() {
    return evaluation;
  }

  /** Returns the failure, with the texts that an IDE compares. */
  AssertionFailedError failure() {
    FailureDetails details = condition.details(snapshot, evaluation);
    addExpected("expected: ");
    if (evaluation.verdict() == Verdict.UNKNOWN) {
      line("result unknown: " + unknownReason() + "; " + details.verb() + ": " + details.outcome());
    } else {
      line("but " + details.verb() + ": " + details.outcome());
    }
    return failed(details);
  }

  /** Returns the failure of a wait whose thread was interrupted. */
  AssertionFailedError interruption() {
    FailureDetails details = condition.details(snapshot, evaluation);
    addExpected("interrupted while waiting for: ");
    line(details.verb() + " until then: " + details.outcome());
    return failed(details);
  }

  /** Returns the failure of a wait on a closed source, which has this type. */
  AssertionFailedError closed(String type) {
    FailureDetails details = condition.details(snapshot, evaluation);
    addExpected("expected: ");
    line(
        "but nothing more can arrive, because the "
            + type
            + " is closed: close it after the assertion, or end the assertion with now()");
    line(details.verb() + " until then: " + details.outcome());
    return failed(details);
  }

  /** Returns the failure of a watch of a source that has not started, which has this type. */
  AssertionFailedError notStarted(String type) {
    FailureDetails details = condition.details(snapshot, evaluation);
    addExpected("expected: ");
    line("but nothing could arrive, because the " + type + " is not started: call start() first");
    return failed(details);
  }

  private void addExpected(String label) {
    line(prefix + label + expected(condition, timing));
    add(Section.of("", condition.parts(), part -> part));
  }

  private AssertionFailedError failed(FailureDetails details) {
    details.sections().forEach(this::add);
    addExchanges();
    addScope();
    line("total: " + total());
    addGaps();
    text.setLength(text.length() - 1); // no line break after the last line
    return new AssertionFailedError(text.toString(), details.expected(), details.actual());
  }

  private void addExchanges() {
    if (evaluation.verdict() == Verdict.PENDING) {
      List<Exchange> newestFirst = new ArrayList<>(snapshot.exchanges());
      Collections.reverse(newestFirst);
      List<Exchange> refused = newestFirst.stream().filter(FailureMessage::isRefused).toList();
      newestFirst.removeIf(FailureMessage::isRefused);
      newestFirst.removeIf(exchange -> exchange.kind() == RequestKind.EMPTY);
      add(Section.of("unreadable or refused", refused, FailureLines::exchange));
      add(Section.of("last exchanges", newestFirst, FailureLines::exchange));
    }
    add(Section.of("warnings", warnings(), Warning::line));
    add(
        Section.of(
            "late exchanges, begun before the last reset",
            snapshot.lateExchanges(),
            FailureMessage::late));
  }

  /** Returns a late exchange with its first value, which may be the expected one. */
  private static String late(Exchange exchange) {
    List<ItemValue> items = exchange.items();
    String first = items.isEmpty() ? "" : ": " + FailureLines.nameAndContent(items.get(0));
    return FailureLines.exchange(exchange)
        + first
        + (items.size() > 1 ? " and " + (items.size() - 1) + " more" : "");
  }

  private static boolean isRefused(Exchange exchange) {
    return !(exchange.response() instanceof Response.Processed)
        && exchange.kind() != RequestKind.EMPTY
        && exchange.reason().isPresent();
  }

  /** A warning, which becomes a line only if it is shown. */
  private record Warning(Exchange exchange, String text) {
    String line() {
      return FailureLines.request(exchange) + ": " + FailureLines.message(text);
    }
  }

  private List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    for (Exchange exchange : snapshot.exchanges()) {
      exchange.warnings().forEach(text -> warnings.add(new Warning(exchange, text)));
    }
    Collections.reverse(warnings);
    return warnings;
  }

  private void add(Section section) {
    if (section.isEmpty()) {
      return;
    }
    if (!section.title().isEmpty()) {
      line(section.title() + ":");
    }
    section.lines().forEach(line -> line("  " + line));
    if (section.omitted() > 0) {
      line("  and " + section.omitted() + " more");
    }
  }

  private String total() {
    int exchanges = snapshot.exchanges().size();
    if (exchanges == 0) {
      return "no exchanges on " + snapshot.source();
    }
    long empty =
        snapshot.exchanges().stream().filter(one -> one.kind() == RequestKind.EMPTY).count();
    return values()
        + " in "
        + Plurals.count(exchanges, "exchange")
        + (empty == 0 ? "" : " (" + empty + " empty)")
        + " on "
        + snapshot.source();
  }

  private String values() {
    if (!snapshot.values().areAll()) {
      return Plurals.count(snapshot.values().total(), "value");
    }
    long names =
        snapshot.received().stream()
            .map(item -> List.of(item.host(), item.key()))
            .distinct()
            .count();
    return Plurals.count(snapshot.received().size(), "value")
        + " for "
        + Plurals.count(names, "item");
  }

  /** Says which values the lists and counts are from, if there are too many to look at. */
  private void addScope() {
    if (!snapshot.values().areAll()) {
      line("looked at: " + snapshot.values());
    }
    if (snapshot.budget().wasExceeded()) {
      line("compared: " + snapshot.budget());
    }
    if (evaluation.omittedCalls() > 0 && evaluation.verdict() != Verdict.UNKNOWN) {
      line(omittedCalls());
    }
  }

  private void addGaps() {
    Gaps gaps = snapshot.gaps();
    if (gaps.evictedItems() > 0 && evaluation.verdict() != Verdict.UNKNOWN) {
      line("evicted: " + Plurals.count(gaps.evictedItems(), "value") + journal(gaps));
    }
    if (gaps.refusedConnections() > 0) {
      line(
          "refused: "
              + Plurals.count(gaps.refusedConnections(), "connection")
              + " because too many were open");
    }
  }

  private String omittedCalls() {
    return Plurals.count(
            evaluation.omittedCalls(),
            "call of a function of the test was left out",
            "calls of functions of the test were left out")
        + " because the time was up; wait longer, or make the functions faster";
  }

  private String unknownReason() {
    if (evaluation.omittedCalls() > 0) {
      return omittedCalls();
    }
    Gaps gaps = snapshot.gaps();
    String evicted =
        gaps.evictedItems() > 0
            ? Plurals.count(gaps.evictedItems(), "value was", "values were")
            : Plurals.count(gaps.evictedExchanges(), "exchange was", "exchanges were");
    return evicted + " evicted" + journal(gaps);
  }

  private static String journal(Gaps gaps) {
    return " from the journal (limit " + Plurals.count(gaps.journalBytes(), "byte") + ")";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
