package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mockzabbix.assertion.FailureDetails.Section;
import org.mockzabbix.assertion.JournalSnapshot.Gaps;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.text.Plurals;

/**
 * A condition that is met if the journal contains no finding of one kind, for example no duplicate
 * values. Two of these conditions are equal if their subjects are equal. Immutable.
 */
abstract class AbsenceCondition<T> implements Condition<T> {

  private final String singular;
  private final String plural;
  private final String scope;

  /**
   * Creates a condition that names its findings.
   *
   * @param scope the place of the findings, in words that follow the plural; may be empty
   */
  AbsenceCondition(String singular, String plural, String scope) {
    this.singular = singular;
    this.plural = plural;
    this.scope = scope;
  }

  /** Collects the findings in exchanges, oldest first. Not thread-safe. */
  abstract static class Finder<T> implements Consumer<Exchange> {
    final List<T> found = new ArrayList<>();

    /** Returns the line of a finding in a failure message. */
    abstract String line(T finding);
  }

  /** Requires no exchanges. Connections without data, for example of port probes, do not count. */
  static AbsenceCondition<Exchange> exchanges() {
    return new NoExchanges();
  }

  /** Requires no unreadable exchanges. Data cut off by a fault of the test does not count. */
  static AbsenceCondition<Exchange> unreadable() {
    return new NoUnreadable();
  }

  /** Requires that no rule is unused. */
  static AbsenceCondition<Rule> unusedRules() {
    return new NoUnusedRules();
  }

  /** Returns an object that collects the findings that violate this condition. */
  abstract Finder<T> finder();

  /** Returns the number of evicted values or exchanges that may have been findings. */
  long evicted(Gaps gaps) {
    return gaps.evictedExchanges();
  }

  /** Returns the verdict if there are findings. */
  Verdict ifFound() {
    return Verdict.VIOLATED;
  }

  String verb() {
    return "received";
  }

  /** Returns the sections of a failure message that follow the findings. */
  List<Section> furtherSections(JournalSnapshot snapshot) {
    return List.of();
  }

  @Override
  public String subject() {
    return "no " + plural + scope;
  }

  @Override
  public boolean isLimit() {
    return ifFound() == Verdict.VIOLATED;
  }

  @Override
  public Supplier<Evaluation<T>> evaluations(JournalSource source) {
    JournalReader<Finder<T>> reader = new JournalReader<>(source, this::finder);
    return () -> {
      Finder<T> finder = reader.get();
      return evaluation(finder.found, finder::line, Gaps.of(source));
    };
  }

  final Evaluation<T> evaluation(List<T> found, Function<T, String> line, Gaps gaps) {
    Verdict ifNone = evicted(gaps) > 0 ? Verdict.UNKNOWN : Verdict.MET;
    return new Evaluation<>(found.isEmpty() ? ifNone : ifFound(), found, line);
  }

  @Override
  public FailureDetails details(JournalSnapshot snapshot, Evaluation<T> evaluation) {
    List<T> found = evaluation.matching();
    String outcome =
        found.isEmpty() ? "no " + plural : Plurals.count(found.size(), singular, plural);
    List<Section> sections = new ArrayList<>();
    sections.add(Section.of(plural, found, evaluation.line()));
    sections.addAll(furtherSections(snapshot));
    return new FailureDetails(verb(), outcome, sections, "no " + plural, outcome);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AbsenceCondition<?> that && subject().equals(that.subject());
  }

  @Override
  public int hashCode() {
    return subject().hashCode();
  }

  private static final class NoExchanges extends AbsenceCondition<Exchange> {
    NoExchanges() {
      super("exchange", "exchanges", "");
    }

    @Override
    Finder<Exchange> finder() {
      return new Finder<>() {
        @Override
        public void accept(Exchange exchange) {
          if (exchange.kind() != RequestKind.EMPTY) {
            found.add(exchange);
          }
        }

        @Override
        String line(Exchange finding) {
          return FailureLines.exchange(finding);
        }
      };
    }

    @Override
    List<Section> furtherSections(JournalSnapshot snapshot) {
      return List.of(
          Section.of("values", snapshot.received(), FailureLines::value),
          Section.of("rejected", snapshot.rejected(), FailureLines::rejected));
    }
  }

  private static final class NoUnreadable extends AbsenceCondition<Exchange> {

    private static final int SHOWN_BYTES = 16;

    NoUnreadable() {
      super("unreadable exchange", "unreadable exchanges", "");
    }

    @Override
    Finder<Exchange> finder() {
      return new Finder<>() {
        @Override
        public void accept(Exchange exchange) {
          if (isFaultOfClient(exchange)) {
            found.add(exchange);
          }
        }

        @Override
        String line(Exchange finding) {
          String hex = finding.markedHex(SHOWN_BYTES);
          if (hex.isEmpty()) {
            return FailureLines.exchange(finding);
          }
          String from =
              hex.startsWith("...")
                  ? "; around byte " + finding.marks().get(0).offset() + ' '
                  : "; first bytes ";
          return FailureLines.exchange(finding) + from + hex;
        }
      };
    }

    /** Returns false for a request that a fault of the test cut off, and so made unreadable. */
    private static boolean isFaultOfClient(Exchange exchange) {
      return exchange.kind() == RequestKind.UNREADABLE && !exchange.wasCutOff();
    }
  }

  private static final class NoUnusedRules extends AbsenceCondition<Rule> {
    NoUnusedRules() {
      super("unused rule", "unused rules", "");
    }

    @Override
    public Supplier<Evaluation<Rule>> evaluations(JournalSource source) {
      return () -> evaluation(source.unusedRules(), Rule::toString, Gaps.of(source));
    }

    @Override
    Finder<Rule> finder() {
      throw new AssertionError("rules are not found in exchanges");
    }

    /** Returns 0, because rules count their uses themselves. */
    @Override
    long evicted(Gaps gaps) {
      return 0;
    }

    @Override
    Verdict ifFound() {
      return Verdict.PENDING;
    }

    @Override
    String verb() {
      return "found";
    }
  }
}
