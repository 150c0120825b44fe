package org.mockzabbix.assertion;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mockzabbix.assertion.FailureDetails.Section;
import org.mockzabbix.assertion.JournalSnapshot.Gaps;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.text.Plurals;

/**
 * The values or requests that an assertion counts, with their words in a failure message.
 * Immutable.
 *
 * @param <T> the type of a match
 */
sealed interface Selection<T>
    permits Selection.OfValues, Selection.ReceivedRequests, ReportSelection {

  /** Returns the selection in words, for example {@code web01 app.ok with value "1"}. */
  String description();

  /** Returns the noun for a match, for example {@code value}. */
  String noun();

  /** Returns the participle for matches: {@code received} or {@code rejected}. */
  default String verb() {
    return "received";
  }

  /**
   * Returns a supplier of the matches at the time of each call, oldest first. It may return the
   * list of the previous call, with more matches.
   */
  Supplier<List<T>> matches(JournalSource source);

  /** Returns the items that the matches belong to; empty if there may be others. */
  default List<ItemName> itemNames() {
    return List.of();
  }

  /** Returns a copy that calls functions of the test only if this is allowed. */
  Selection<T> limitedBy(Overtime overtime);

  /** Returns the number of evicted values or exchanges that may have matched. */
  default long evicted(Gaps gaps) {
    return gaps.evictedExchanges();
  }

  /** Describes one match on a line. */
  String line(T match);

  /** Describes the snapshot if it has no match. */
  String absence(JournalSnapshot snapshot);

  /** Finds what is similar to a match. This is slow. */
  Resemblance resemblance(JournalSnapshot snapshot);

  /**
   * Values or requests that are similar to a match.
   *
   * @param sections lists them with their differences
   * @param nearest describes the most similar ones in the form of {@link #description()}
   */
  record Resemblance(List<Section> sections, String nearest) {
    static final Resemblance NONE = new Resemblance(List.of(), "");
  }

  /** Selects values. */
  sealed interface OfValues extends Selection<ItemValue> permits ReceivedValues, RejectedValues {

    /** Passes on the matches in an exchange. */
    void eachIn(Exchange exchange, Consumer<ItemValue> sink);

    @Override
    default Supplier<List<ItemValue>> matches(JournalSource source) {
      return JournalReader.collect(source, this::eachIn);
    }

    @Override
    OfValues limitedBy(Overtime overtime);
  }

  /** Selects processed values. */
  record ReceivedValues(ItemMatcher item) implements OfValues {

    /** Checks that the matcher is not one for rejected values, which would never match. */
    public ReceivedValues {
      Objects.requireNonNull(item.because(Outcome.PROCESSED));
    }

    @Override
    public String description() {
      return item.toString();
    }

    @Override
    public String noun() {
      return "value";
    }

    @Override
    public void eachIn(Exchange exchange, Consumer<ItemValue> sink) {
      for (ItemValue value : item.valuesIn(exchange)) {
        if (value.isReceived() && item.matches(value)) {
          sink.accept(value);
        }
      }
    }

    /** The journal finds the values of one item without reading all the others. */
    @Override
    public Supplier<List<ItemValue>> matches(JournalSource source) {
      Journal journal = source.journal();
      if (source.ownPort().isPresent()) {
        return OfValues.super.matches(source);
      }
      return item.onlyItem()
          .map(only -> journal.track(only.host(), only.key(), item::matches))
          .orElseGet(() -> journal.track(item::matches));
    }

    @Override
    public List<ItemName> itemNames() {
      return item.onlyItem().stream().toList();
    }

    @Override
    public OfValues limitedBy(Overtime overtime) {
      return new ReceivedValues(item.limitedBy(overtime));
    }

    @Override
    public long evicted(Gaps gaps) {
      return gaps.evictedItems();
    }

    @Override
    public String line(ItemValue match) {
      return FailureLines.value(match);
    }

    @Override
    public String absence(JournalSnapshot snapshot) {
      if (snapshot.exchanges().isEmpty()) {
        return "no exchanges";
      }
      long rejected = snapshot.budget().count(snapshot.rejected(), item::matches);
      return ofItem(snapshot)
          + (rejected == 0
              ? ""
              : "; "
                  + (snapshot.budget().wasExceeded() ? "at least " : snapshot.values().atLeast())
                  + Plurals.count(
                      rejected, "matching value was rejected", "matching values were rejected"));
    }

    private String ofItem(JournalSnapshot snapshot) {
      long number = snapshot.received().stream().filter(item::isOfItem).count();
      return number == 0
          ? "no value for this item"
          : snapshot.values().atLeast()
              + Plurals.count(
                  number,
                  "value for this item that does not match",
                  "values for this item that do not match");
    }

    @Override
    public Resemblance resemblance(JournalSnapshot snapshot) {
      NearMisses nearMisses = new NearMisses(item, snapshot.budget());
      List<NearMisses.NearMiss> received = nearMisses.of(snapshot.received());
      return new Resemblance(
          List.of(
              Section.of("near misses", received, nearMisses::line),
              Section.of(
                  "rejected", nearMisses.sorted(snapshot.rejected()), FailureLines::rejected)),
          described("", item, received));
    }
  }

  /** Selects values that were not processed. */
  record RejectedValues(ItemMatcher item) implements OfValues {

    /** Checks that the matcher is not one for processed values, which would never match. */
    public RejectedValues {
      if (item.isForProcessed()) {
        throw new IllegalArgumentException(
            "a rejected value cannot have the outcome processed: use received(...)");
      }
      item.expectedStorage()
          .ifPresent(
              storage -> {
                throw new IllegalArgumentException(
                    "a server decides only about processed values whether it stores them, so no"
                        + " rejected value matches "
                        + storage
                        + ": remove it, or use received(...)");
              });
    }

    @Override
    public String description() {
      return "rejected " + item;
    }

    @Override
    public String noun() {
      return "value";
    }

    @Override
    public String verb() {
      return "rejected";
    }

    @Override
    public void eachIn(Exchange exchange, Consumer<ItemValue> sink) {
      for (ItemValue value : item.valuesIn(exchange)) {
        if (!value.outcome().isProcessed() && item.matches(value)) {
          sink.accept(value);
        }
      }
    }

    @Override
    public List<ItemName> itemNames() {
      return item.onlyItem().stream().toList();
    }

    @Override
    public OfValues limitedBy(Overtime overtime) {
      return new RejectedValues(item.limitedBy(overtime));
    }

    @Override
    public String line(ItemValue match) {
      return FailureLines.rejected(match);
    }

    @Override
    public String absence(JournalSnapshot snapshot) {
      if (snapshot.exchanges().isEmpty()) {
        return "no exchanges";
      }
      long processed = snapshot.received().stream().filter(item::isOfItem).count();
      return "no matching value"
          + (processed == 0
              ? ""
              : "; "
                  + snapshot.values().atLeast()
                  + Plurals.count(processed, "value")
                  + " for this item processed");
    }

    @Override
    public Resemblance resemblance(JournalSnapshot snapshot) {
      NearMisses nearMisses = new NearMisses(item, snapshot.budget());
      List<NearMisses.NearMiss> rejected = nearMisses.of(snapshot.rejected());
      List<ItemValue> processed = snapshot.received().stream().filter(item::isOfItem).toList();
      return new Resemblance(
          List.of(
              Section.of("near misses", rejected, nearMisses::line),
              Section.of("processed", processed, FailureLines::value)),
          described("rejected ", item, rejected));
    }
  }

  private static String described(
      String prefix, ItemMatcher item, List<NearMisses.NearMiss> nearest) {
    return nearest.isEmpty()
        ? "no value"
        : nearest.stream()
            .limit(FailureDetails.MAX_LINES)
            .map(miss -> prefix + item.describe(miss.value()))
            .collect(Collectors.joining("\n"));
  }

  /**
   * Selects requests, regardless of their responses.
   *
   * @param overtime limits the calls of all matchers, because a request matcher does not tell
   *     whether it calls functions of the test
   */
  record ReceivedRequests(RequestMatcher request, Overtime overtime)
      implements Selection<Exchange> {

    ReceivedRequests(RequestMatcher request) {
      this(request, Overtime.UNLIMITED);
    }

    @Override
    public String description() {
      return request.toString();
    }

    @Override
    public Selection<Exchange> limitedBy(Overtime limit) {
      return new ReceivedRequests(request, limit);
    }

    @Override
    public String noun() {
      return "request";
    }

    @Override
    public Supplier<List<Exchange>> matches(JournalSource source) {
      return JournalReader.collect(source, this::pass);
    }

    private void pass(Exchange exchange, Consumer<Exchange> sink) {
      if (overtime.<Exchange>limit(request::matches).test(exchange)) {
        sink.accept(exchange);
      }
    }

    @Override
    public String line(Exchange match) {
      return FailureLines.exchange(match);
    }

    /** Describes only whether there are requests. The last exchanges show which ones. */
    @Override
    public String absence(JournalSnapshot snapshot) {
      return snapshot.exchanges().isEmpty() ? "no exchanges" : "no matching request";
    }

    @Override
    public Resemblance resemblance(JournalSnapshot snapshot) {
      return new Resemblance(List.of(), latest(snapshot));
    }

    private static String latest(JournalSnapshot snapshot) {
      List<Exchange> others =
          snapshot.exchanges().stream().filter(one -> one.kind() != RequestKind.EMPTY).toList();
      return others.isEmpty()
          ? "no request"
          : others.stream()
              .skip(Math.max(0, others.size() - FailureDetails.MAX_LINES))
              .map(FailureLines::exchange)
              .collect(Collectors.joining("\n"));
    }
  }
}
