package org.mockzabbix.assertion;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.assertion.Nearest.Candidate;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.opentest4j.AssertionFailedError;

/**
 * The text of a failed assertion: what was expected, what came instead, and all that could have
 * been the reason. At most {@link #LISTED} lines of a kind.
 */
final class Explanation {

  private static final int LISTED = 5;

  private final Expectation expectation;
  private final Evidence evidence;
  private final String prefix;
  private final Verdict verdict;
  private final Nearest nearest;
  private final List<ItemValue> matching;
  private final List<ItemValue> others;
  private final StringBuilder text = new StringBuilder();

  /**
   * Prepares the text.
   *
   * @param alias what the test calls this assertion
   */
  Explanation(Expectation expectation, Evidence evidence, @Nullable String alias) {
    this.prefix = alias == null ? "" : '[' + alias + "] ";
    this.expectation = expectation;
    this.evidence = evidence;
    this.verdict = expectation.check(evidence.items(), evidence.evictedItems());
    this.nearest = new Nearest(expectation.item());
    this.matching = evidence.items().stream().filter(expectation.item()::matches).toList();
    this.others =
        evidence.items().stream().filter(item -> !expectation.item().matches(item)).toList();
  }

  Verdict verdict() {
    return verdict;
  }

  /** The values that match, oldest first. */
  List<ItemValue> matching() {
    return matching;
  }

  /** The failure, with expected and actual for tools that show their difference. */
  AssertionFailedError failure() {
    line(prefix + "expected: " + expectation);
    line(verdict == Verdict.UNCERTAIN ? uncertainty() : "but received: " + outcome());
    addDetails();
    return new AssertionFailedError(text.toString(), expected(), actual());
  }

  /** The failure of a wait that its thread was asked to give up. */
  AssertionFailedError interruption() {
    line(prefix + "interrupted while waiting for: " + expectation);
    line("received until then: " + outcome());
    addDetails();
    return new AssertionFailedError(text.toString(), expected(), actual());
  }

  private String uncertainty() {
    return "but this cannot be told, because values were evicted from the journal; received: "
        + outcome();
  }

  private String outcome() {
    if (!matching.isEmpty()) {
      return times(matching.size());
    }
    if (evidence.exchanges().isEmpty()) {
      return "nothing at all";
    }
    long rejected = evidence.rejected().stream().filter(expectation.item()::matches).count();
    return misses()
        + switch ((int) Math.min(rejected, 2)) {
          case 0 -> "";
          case 1 -> "; 1 matching row was rejected";
          default -> "; " + rejected + " matching rows were rejected";
        };
  }

  private String misses() {
    long ofItem =
        others.stream()
            .filter(item -> item.host().equals(expectation.item().item().host()))
            .filter(item -> item.key().equals(expectation.item().item().key()))
            .count();
    if (ofItem == 0) {
      return "nothing for this item";
    }
    return ofItem == 1
        ? "1 value for this item, which does not match"
        : ofItem + " values for this item, none of which matches";
  }

  private static String times(int n) {
    return n == 1 ? "it once" : "it " + n + " times";
  }

  private void addDetails() {
    section("matching", matching, Wording::item);
    if (verdict == Verdict.TOO_FEW) {
      section("nearest", nearest.candidates(others), this::candidate);
      section("rejected", nearest.sorted(evidence.rejected()), Explanation::rejected);
      section("unreadable or refused", lines(Explanation::reason), Function.identity());
    }
    section("warnings", lines(Explanation::warnings), Function.identity());
    line("total: " + total());
    addGaps();
    text.setLength(text.length() - 1); // no line end behind the last line
  }

  private <T> void section(String title, List<T> all, Function<T, String> words) {
    if (all.isEmpty()) {
      return;
    }
    line(title + ":");
    all.stream().limit(LISTED).forEach(one -> line("  " + words.apply(one)));
    if (all.size() > LISTED) {
      line("  and " + (all.size() - LISTED) + " more");
    }
  }

  private String candidate(Candidate candidate) {
    String line =
        Wording.item(candidate.item()) + " <- " + expectation.item().differences(candidate.item());
    return candidate.others() == 0
        ? line
        : line + " (and " + candidate.others() + " more of this item)";
  }

  private static String rejected(ItemValue item) {
    return Wording.item(item) + " <- " + item.outcome();
  }

  private List<String> lines(Function<Exchange, Stream<String>> ofExchange) {
    List<String> lines =
        new ArrayList<>(evidence.exchanges().stream().flatMap(ofExchange).toList());
    Collections.reverse(lines);
    return lines;
  }

  private static Stream<String> reason(Exchange exchange) {
    boolean taken = exchange.response() instanceof Response.Processed;
    return taken || exchange.kind() == RequestKind.EMPTY
        ? Stream.empty()
        : exchange.reason().stream().map(reason -> about(exchange, reason));
  }

  private static Stream<String> warnings(Exchange exchange) {
    return exchange.warnings().stream().map(warning -> about(exchange, warning));
  }

  private static String about(Exchange exchange, String what) {
    InetSocketAddress peer = exchange.peer();
    String where = peer.getAddress().getHostAddress() + ':' + peer.getPort();
    return "#" + exchange.id() + ' ' + where + ' ' + exchange.kind() + ": " + what;
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
    if (evidence.evictedItems() > 0) {
      line(
          "evicted: "
              + Wording.count(evidence.evictedItems(), "value")
              + " had to make room in the journal (limit "
              + evidence.journalBytes()
              + " bytes)");
    }
    if (evidence.refusedConnections() > 0) {
      line(
          "refused: "
              + Wording.count(evidence.refusedConnections(), "connection")
              + ", because too many were open");
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private String expected() {
    return expectation.atMost() == Expectation.ANY_NUMBER && expectation.atLeast() == 1
        ? expectation.item().toString()
        : expectation.item() + ": " + expectation.number();
  }

  /** In the form of {@link #expected()}: the matching values, or else what came nearest. */
  private String actual() {
    if (!matching.isEmpty() || verdict != Verdict.TOO_FEW) {
      return expectation.item()
          + ": "
          + (matching.size() == 1 ? "once" : matching.size() + " times");
    }
    return nearest.candidates(others).stream()
        .limit(LISTED)
        .map(candidate -> expectation.item().describe(candidate.item()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining("\n"), s -> s.isEmpty() ? "nothing" : s));
  }
}
