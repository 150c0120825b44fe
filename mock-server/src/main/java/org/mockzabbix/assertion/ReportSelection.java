package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.mockzabbix.assertion.FailureDetails.Section;
import org.mockzabbix.journal.Exchange;

/** Selects what agents and proxies report besides values. Immutable. */
abstract non-sealed class ReportSelection<T> implements Selection<T> {

  private final String plural;

  ReportSelection(String plural) {
    this.plural = plural;
  }

  /** Passes on all reports of this kind in an exchange, whether they match or not. */
  abstract void eachReportIn(Exchange exchange, Consumer<T> sink);

  abstract boolean matches(T report);

  /** Returns how a report differs from a match; the smaller, the more similar. */
  abstract int distance(T report);

  @Override
  public final void eachIn(Exchange exchange, Consumer<T> sink) {
    eachReportIn(
        exchange,
        report -> {
          if (matches(report)) {
            sink.accept(report);
          }
        });
  }

  /** Calls no functions of the test. */
  @Override
  public final Selection<T> limitedBy(Overtime overtime) {
    return this;
  }

  private List<T> reports(JournalSnapshot snapshot) {
    List<T> reports = new ArrayList<>();
    snapshot.exchanges().forEach(exchange -> eachReportIn(exchange, reports::add));
    return reports;
  }

  @Override
  public final String absence(JournalSnapshot snapshot) {
    if (snapshot.exchanges().isEmpty()) {
      return "no exchanges";
    }
    return reports(snapshot).isEmpty() ? "no " + plural : "no matching " + noun();
  }

  @Override
  public final Resemblance resemblance(JournalSnapshot snapshot) {
    List<T> near =
        reports(snapshot).stream()
            .distinct()
            .sorted((one, other) -> Integer.compare(distance(one), distance(other)))
            .toList();
    String nearest =
        near.stream()
            .limit(FailureDetails.MAX_LINES)
            .map(this::line)
            .collect(Collectors.joining("\n"));
    return new Resemblance(
        List.of(Section.of("near misses", near, this::line)),
        near.isEmpty() ? "no " + noun() : nearest);
  }
}
