package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mockzabbix.assertion.FailureDetails.Section;
import org.mockzabbix.assertion.ReportKind.ReadReport;

/**
 * Selects what agents and proxies report besides values. Immutable.
 *
 * @param <T> the type of a report
 */
record ReportSelection<T>(ReportKind<T> kind, List<ReportCriterion> criteria)
    implements Selection<ReadReport<T>> {

  static <T> ReportSelection<T> all(ReportKind<T> kind) {
    return new ReportSelection<>(kind, List.of());
  }

  /**
   * Returns a copy with one more criterion.
   *
   * @throws IllegalArgumentException if no report can meet all criteria
   */
  ReportSelection<T> with(ReportCriterion more) {
    if (!kind.parts().contains(more.part())) {
      throw new IllegalArgumentException(
          "a "
              + kind.noun()
              + " has no "
              + more.part()
              + ": use "
              + kind.parts().stream().map(ReportPart::toString).collect(Collectors.joining(", ")));
    }
    criteria.stream()
        .filter(other -> more.contradicts(other) || other.contradicts(more))
        .findFirst()
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(more + " contradicts " + other);
            });
    return new ReportSelection<>(kind, Stream.concat(criteria.stream(), Stream.of(more)).toList());
  }

  @Override
  public String description() {
    return describe(criteria);
  }

  private String describe(List<ReportCriterion> all) {
    String beginning = kind.beginning(part -> words(part, all));
    List<String> details =
        all.stream()
            .filter(one -> !kind.partsOfBeginning().contains(one.part()))
            .filter(one -> one.part() != ReportPart.PROXY)
            .map(ReportCriterion::toString)
            .toList();
    return ItemMatcher.sentence(beginning, details)
        + all.stream()
            .filter(one -> one.part() == ReportPart.PROXY)
            .map(proxy -> " through " + proxy)
            .collect(Collectors.joining());
  }

  private static String words(ReportPart part, List<ReportCriterion> all) {
    return all.stream()
        .filter(one -> one.part() == part)
        .map(one -> one.isPattern() ? "(" + one + ")" : one.words())
        .findFirst()
        .orElse("any " + part);
  }

  @Override
  public String noun() {
    return kind.noun();
  }

  @Override
  public Supplier<List<ReadReport<T>>> matches(JournalSource source) {
    return JournalReader.collect(
        source,
        (exchange, sink) ->
            kind.eachIn(
                exchange,
                source,
                report -> {
                  if (matches(report)) {
                    sink.accept(report);
                  }
                }));
  }

  private boolean matches(ReadReport<T> report) {
    return criteria.stream().allMatch(one -> one.accepts(report.texts().get(one.part())));
  }

  private int distance(ReadReport<T> report) {
    Map<ReportPart, String> texts = report.texts();
    return criteria.stream()
        .filter(one -> !one.accepts(texts.get(one.part())))
        .mapToInt(one -> one.distance(texts.get(one.part())))
        .sum();
  }

  /** Calls no functions of the test. */
  @Override
  public Selection<ReadReport<T>> limitedBy(Overtime overtime) {
    return this;
  }

  /** Describes a report by its parts, without those that are empty and not expected. */
  @Override
  public String line(ReadReport<T> report) {
    List<ReportCriterion> actual = new ArrayList<>();
    report
        .texts()
        .forEach(
            (part, text) -> {
              if (!text.isEmpty() || criteria.stream().anyMatch(one -> one.part() == part)) {
                actual.add(ReportCriterion.exactly(part, text));
              }
            });
    return describe(actual);
  }

  private List<ReadReport<T>> reports(JournalSnapshot snapshot) {
    List<ReadReport<T>> reports = new ArrayList<>();
    snapshot
        .exchanges()
        .forEach(exchange -> kind.eachIn(exchange, snapshot.source(), reports::add));
    return reports;
  }

  @Override
  public String absence(JournalSnapshot snapshot) {
    if (snapshot.exchanges().isEmpty()) {
      return "no exchanges";
    }
    return reports(snapshot).isEmpty() ? "no " + kind.plural() : "no matching " + noun();
  }

  @Override
  public Resemblance resemblance(JournalSnapshot snapshot) {
    List<ReadReport<T>> near =
        reports(snapshot).stream()
            .distinct()
            .sorted(Comparator.comparingInt(this::distance))
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
