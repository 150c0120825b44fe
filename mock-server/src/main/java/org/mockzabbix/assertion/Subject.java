package org.mockzabbix.assertion;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mockzabbix.assertion.Account.Section;
import org.mockzabbix.assertion.Evidence.Gaps;
import org.mockzabbix.assertion.Nearest.Candidate;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.rule.RequestMatcher;

/**
 * What is counted, and how it is spoken of. Immutable.
 *
 * @param <T> one of them
 */
sealed interface Subject<T> {

  /** Such as {@code web01 app.ok with value "1"}. */
  String words();

  /** What is done to them, such as {@code received}. */
  String verb();

  /** Those that are meant, oldest first. */
  List<T> among(Evidence evidence);

  /** The same at this moment. */
  default List<T> among(Recorder recorder) {
    return among(Evidence.of(recorder));
  }

  /** The same again and again; a list may be that of the call before, grown. */
  default Supplier<List<T>> gathering(Recorder recorder) {
    return () -> among(recorder);
  }

  /** How many things there were that may have been such. */
  long evicted(Gaps gaps);

  /** One of them on a line. */
  String line(T one);

  /** What is said where there is none. */
  String absence(Evidence evidence);

  /** What came instead. */
  List<Section> nearMisses(Evidence evidence);

  /** What came nearest, in the form of {@link #words()}. */
  String nearest(Evidence evidence);

  /** Values that were processed. */
  record Received(ItemMatcher item) implements Subject<ItemValue> {

    @Override
    public String words() {
      return item.toString();
    }

    @Override
    public String verb() {
      return "received";
    }

    @Override
    public List<ItemValue> among(Evidence evidence) {
      return evidence.items().stream().filter(item::matches).toList();
    }

    /** The journal finds the values of one item without reading all the others. */
    @Override
    public List<ItemValue> among(Recorder recorder) {
      if (recorder.ownPort().isPresent()) {
        return among(Evidence.of(recorder));
      }
      return track(recorder.journal()).get();
    }

    private Supplier<List<ItemValue>> track(Journal journal) {
      return item.onlyItem()
          .map(only -> journal.track(only.host(), only.key(), item::matches))
          .orElseGet(() -> journal.track(item::matches));
    }

    @Override
    public Supplier<List<ItemValue>> gathering(Recorder recorder) {
      if (recorder.ownPort().isPresent()) {
        return () -> among(recorder);
      }
      return track(recorder.journal());
    }

    @Override
    public long evicted(Gaps gaps) {
      return gaps.evictedItems();
    }

    @Override
    public String line(ItemValue one) {
      return Wording.item(one);
    }

    @Override
    public String absence(Evidence evidence) {
      if (evidence.exchanges().isEmpty()) {
        return "nothing at all";
      }
      long rejected = evidence.rejected().stream().filter(item::matches).count();
      return misses(evidence.items())
          + switch ((int) Math.min(rejected, 2)) {
            case 0 -> "";
            case 1 -> "; 1 matching row was rejected";
            default -> "; " + rejected + " matching rows were rejected";
          };
    }

    private String misses(List<ItemValue> received) {
      long ofItem = received.stream().filter(item::isOfItem).count();
      if (ofItem == 0) {
        return "nothing for this item";
      }
      return ofItem == 1
          ? "1 value for this item, which does not match"
          : ofItem + " values for this item, none of which matches";
    }

    @Override
    public List<Section> nearMisses(Evidence evidence) {
      Nearest nearest = new Nearest(item);
      return List.of(
          Section.of("nearest", candidates(nearest, evidence.items()), nearest::line),
          Section.of("rejected", nearest.sorted(evidence.rejected()), Wording::rejected));
    }

    @Override
    public String nearest(Evidence evidence) {
      return described("", item, candidates(new Nearest(item), evidence.items()));
    }

    private List<Candidate> candidates(Nearest nearest, List<ItemValue> items) {
      return nearest.candidates(items.stream().filter(one -> !item.matches(one)).toList());
    }
  }

  /** Rows that were not processed. */
  record Rejected(ItemMatcher item) implements Subject<ItemValue> {

    @Override
    public String words() {
      return "rejected " + item;
    }

    @Override
    public String verb() {
      return "rejected";
    }

    @Override
    public List<ItemValue> among(Evidence evidence) {
      return evidence.rejected().stream().filter(item::matches).toList();
    }

    @Override
    public long evicted(Gaps gaps) {
      return gaps.evictedExchanges();
    }

    @Override
    public String line(ItemValue one) {
      return Wording.rejected(one);
    }

    @Override
    public String absence(Evidence evidence) {
      long processed = evidence.items().stream().filter(item::isOfItem).count();
      return "nothing like this"
          + (processed == 0
              ? ""
              : "; " + Wording.count(processed, "value") + " for this item processed");
    }

    @Override
    public List<Section> nearMisses(Evidence evidence) {
      Nearest nearest = new Nearest(item);
      List<ItemValue> processed = evidence.items().stream().filter(item::isOfItem).toList();
      return List.of(
          Section.of("nearest", candidates(nearest, evidence.rejected()), nearest::line),
          Section.of("processed", processed, Wording::item));
    }

    @Override
    public String nearest(Evidence evidence) {
      return described("rejected ", item, candidates(new Nearest(item), evidence.rejected()));
    }

    private List<Candidate> candidates(Nearest nearest, List<ItemValue> rejected) {
      return nearest.candidates(rejected.stream().filter(one -> !item.matches(one)).toList());
    }
  }

  private static String described(String prefix, ItemMatcher item, List<Candidate> nearest) {
    return nearest.isEmpty()
        ? "nothing"
        : nearest.stream()
            .limit(Account.LISTED)
            .map(candidate -> prefix + item.describe(candidate.item()))
            .collect(Collectors.joining("\n"));
  }

  /** Requests, whatever was answered. */
  record Requested(RequestMatcher request) implements Subject<Exchange> {

    @Override
    public String words() {
      return request.toString();
    }

    @Override
    public String verb() {
      return "received";
    }

    @Override
    public List<Exchange> among(Evidence evidence) {
      return evidence.exchanges().stream().filter(Asked.by(request)).toList();
    }

    @Override
    public long evicted(Gaps gaps) {
      return gaps.evictedExchanges();
    }

    @Override
    public String line(Exchange one) {
      return Wording.exchange(one);
    }

    @Override
    public String absence(Evidence evidence) {
      return evidence.exchanges().isEmpty() ? "nothing at all" : "no such request";
    }

    /** What came instead is among the last exchanges. */
    @Override
    public List<Section> nearMisses(Evidence evidence) {
      return List.of();
    }

    @Override
    public String nearest(Evidence evidence) {
      List<Exchange> others =
          evidence.exchanges().stream().filter(one -> one.kind() != RequestKind.EMPTY).toList();
      return others.isEmpty()
          ? "nothing"
          : others.stream()
              .skip(Math.max(0, others.size() - Account.LISTED))
              .map(Wording::exchange)
              .collect(Collectors.joining("\n"));
    }
  }
}
