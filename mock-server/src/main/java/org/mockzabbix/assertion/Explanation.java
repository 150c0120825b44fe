package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Account.Section;
import org.mockzabbix.assertion.Expectation.Timing;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.opentest4j.AssertionFailedError;

/**
 * The text of a failed assertion: what was expected, what came instead, and all that could have
 * been the reason. At most {@link Account#LISTED} lines of a kind.
 */
final class Explanation<T> {

  private final Demand<T> demand;
  private final Timing timing;
  private final Evidence evidence;
  private final String prefix;
  private final Demand.Standing<T> standing;
  private final StringBuilder text = new StringBuilder();

  /**
   * Prepares the text.
   *
   * @param alias what the test calls this assertion
   */
  Explanation(Demand<T> demand, Timing timing, Evidence evidence, @Nullable String alias) {
    this.demand = demand;
    this.timing = timing;
    this.evidence = evidence;
    this.prefix = alias == null ? "" : '[' + alias + "] ";
    this.standing = demand.standing(evidence);
  }

  /** How the demand stands by this evidence. */
  Demand.Standing<T> standing() {
    return standing;
  }

  /** The failure, with expected and actual for tools that show their difference. */
  AssertionFailedError failure() {
    Account account = demand.account(evidence);
    addExpected("expected: ");
    boolean uncertain = standing.verdict() == Verdict.UNCERTAIN;
    line((uncertain ? uncertainty(account) : "but " + account.verb() + ": ") + account.outcome());
    return failed(account);
  }

  /** The failure of a wait that its thread was asked to give up. */
  AssertionFailedError interruption() {
    Account account = demand.account(evidence);
    addExpected("interrupted while waiting for: ");
    line(account.verb() + " until then: " + account.outcome());
    return failed(account);
  }

  private static String uncertainty(Account account) {
    return "but this cannot be told, because values were evicted from the journal; "
        + account.verb()
        + ": ";
  }

  private void addExpected(String label) {
    line(prefix + label + Expectation.words(demand, timing));
    add(Section.of("", demand.parts(), part -> part));
  }

  private AssertionFailedError failed(Account account) {
    account.sections().forEach(this::add);
    addConversation();
    line("total: " + total());
    addGaps();
    text.setLength(text.length() - 1); // no line end behind the last line
    return new AssertionFailedError(text.toString(), account.expected(), account.actual());
  }

  /** What is missing may have gone wrong on its way, or be in what came last. */
  private void addConversation() {
    if (standing.verdict() == Verdict.NOT_YET) {
      List<Exchange> newestFirst = new ArrayList<>(evidence.exchanges());
      Collections.reverse(newestFirst);
      List<Exchange> failed = newestFirst.stream().filter(Explanation::failed).toList();
      newestFirst.removeIf(Explanation::failed);
      newestFirst.removeIf(one -> one.kind() == RequestKind.EMPTY);
      add(Section.of("unreadable or refused", failed, Wording::exchange));
      add(Section.of("last exchanges", newestFirst, Wording::exchange));
    }
    add(Section.of("warnings", warnings(), warning -> warning));
    add(Section.of("late, from before the last reset", evidence.late(), Explanation::late));
  }

  /** A value that belongs to an earlier test is what one looks for in this one. */
  private static String late(Exchange exchange) {
    List<ItemValue> items = exchange.items();
    String first = items.isEmpty() ? "" : ": " + Wording.itemAndValue(items.get(0));
    return Wording.exchange(exchange)
        + first
        + (items.size() > 1 ? " and " + (items.size() - 1) + " more" : "");
  }

  private static boolean failed(Exchange exchange) {
    boolean taken = exchange.response() instanceof Response.Processed;
    return !taken && exchange.kind() != RequestKind.EMPTY && exchange.reason().isPresent();
  }

  private List<String> warnings() {
    List<String> warnings =
        new ArrayList<>(evidence.exchanges().stream().flatMap(Explanation::warnings).toList());
    Collections.reverse(warnings);
    return warnings;
  }

  private static Stream<String> warnings(Exchange exchange) {
    return exchange.warnings().stream()
        .map(warning -> Wording.about(exchange) + ": " + Wording.onOneLine(warning));
  }

  private void add(Section section) {
    if (section.isEmpty()) {
      return;
    }
    if (!section.title().isEmpty()) {
      line(section.title() + ":");
    }
    section.lines().forEach(line -> line("  " + line));
    if (section.others() > 0) {
      line("  and " + section.others() + " more");
    }
  }

  private String total() {
    int exchanges = evidence.exchanges().size();
    if (exchanges == 0) {
      return "nothing has arrived at " + evidence.recorder();
    }
    long names =
        evidence.items().stream().map(item -> List.of(item.host(), item.key())).distinct().count();
    long empty =
        evidence.exchanges().stream().filter(one -> one.kind() == RequestKind.EMPTY).count();
    return Wording.count(evidence.items().size(), "value")
        + " of "
        + Wording.count(names, "item")
        + " in "
        + Wording.count(exchanges, "exchange")
        + (empty == 0 ? "" : " (" + empty + " without a byte)")
        + " at "
        + evidence.recorder();
  }

  private void addGaps() {
    Evidence.Gaps gaps = evidence.gaps();
    if (gaps.evictedItems() > 0) {
      line(
          "evicted: "
              + Wording.count(gaps.evictedItems(), "value")
              + " had to make room in the journal (limit "
              + gaps.journalBytes()
              + " bytes)");
    }
    if (gaps.refusedConnections() > 0) {
      line(
          "refused: "
              + Wording.count(gaps.refusedConnections(), "connection")
              + ", because too many were open");
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
