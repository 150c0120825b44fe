package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.ValueType;
import org.mockzabbix.text.Likeness;

/**
 * Which item values are meant: those of one item, narrowed by what they have to carry. Immutable;
 * each method returns a narrower matcher, and refuses what could never match.
 *
 * <pre>{@code
 * item("web01", "app.orders")                               // any value
 *     .withValue("12")                                      // "12", and the JSON number 12
 *     .withValueType(ValueType.NUMBER)                      // no longer "12"
 *     .withClock(1700000000).withNs(5)
 * }</pre>
 */
@CheckReturnValue
public final class ItemMatcher {

  private static final long MAX_CLOCK = Integer.MAX_VALUE;
  private static final int MAX_NS = 999_999_999;

  private final ItemName item;
  private final List<Criterion> criteria;

  ItemMatcher(String host, String key) {
    this(
        new ItemName(Objects.requireNonNull(host, "host"), Objects.requireNonNull(key, "key")),
        List.of());
  }

  private ItemMatcher(ItemName item, List<Criterion> criteria) {
    this.item = item;
    this.criteria = criteria;
  }

  /**
   * Only values that a Zabbix server would store as this text: {@code "1"} is also what the JSON
   * number 1 is stored as.
   */
  public ItemMatcher withValue(String value) {
    return narrowed(new Criterion.Value(Objects.requireNonNull(value, "value")));
  }

  /**
   * Only values that were sent in this JSON type.
   *
   * @throws IllegalArgumentException for a type that no stored value has
   */
  public ItemMatcher withValueType(ValueType type) {
    return switch (type) {
      case STRING, NUMBER, BOOLEAN, NULL -> narrowed(new Criterion.JsonType(type));
      case OBJECT, ARRAY, ABSENT ->
          throw new IllegalArgumentException(
              "no value has the JSON type " + type + ": a server stores nothing of it");
    };
  }

  /** Only values sent with this {@code clock}, in seconds since 1970, 0 to 2147483647. */
  public ItemMatcher withClock(long clock) {
    if (clock < 0 || clock > MAX_CLOCK) {
      throw new IllegalArgumentException("clock must be 0..2147483647 but was " + clock);
    }
    return narrowed(new Criterion.Clock(clock));
  }

  /** Only values sent without a {@code clock}; a clock of zero is one. */
  public ItemMatcher withoutClock() {
    return narrowed(new Criterion.NoClock());
  }

  /** Only values sent with these nanoseconds of their second, 0 to 999999999. */
  public ItemMatcher withNs(int ns) {
    if (ns < 0 || ns > MAX_NS) {
      throw new IllegalArgumentException("ns must be 0..999999999 but was " + ns);
    }
    return narrowed(new Criterion.Ns(ns));
  }

  private ItemMatcher narrowed(Criterion more) {
    criteria.stream()
        .filter(more::contradicts)
        .findFirst()
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  more.expected() + " contradicts " + other.expected());
            });
    return new ItemMatcher(item, Stream.concat(criteria.stream(), Stream.of(more)).toList());
  }

  /** Whether this value is meant. Its outcome is not looked at. */
  public boolean matches(ItemValue value) {
    return item.host().equals(value.host())
        && item.key().equals(value.key())
        && criteria.stream().allMatch(criterion -> criterion.accepts(value));
  }

  /** The values among which those that match are to be found. */
  List<ItemValue> candidates(Journal journal) {
    return journal.items(item.host(), item.key());
  }

  ItemName item() {
    return item;
  }

  /** How far the item of a value is from the expected one; costly. */
  int nameDistance(ItemName name) {
    return Likeness.of(item.host(), name.host()).distance()
        + Likeness.of(item.key(), name.key()).distance();
  }

  /** How far the rest of a value is from what is expected: less than another item is away. */
  int contentDistance(ItemValue value) {
    return criteria.stream()
        .filter(criterion -> !criterion.accepts(value))
        .mapToInt(criterion -> criterion.distance(value))
        .sum();
  }

  /** In what a value differs that does not match, such as {@code host differs in case only}. */
  String differences(ItemValue value) {
    List<String> found = new ArrayList<>();
    if (!item.host().equals(value.host())) {
      found.add("host " + Likeness.of(item.host(), value.host()).words());
    }
    if (!item.key().equals(value.key())) {
      found.add("key " + Likeness.of(item.key(), value.key()).words());
    }
    criteria.stream()
        .filter(criterion -> !criterion.accepts(value))
        .forEach(criterion -> found.add(criterion.difference(value)));
    return String.join(", ", found);
  }

  /** A value in the form of {@link #toString()}, so that the two can be compared. */
  String describe(ItemValue value) {
    return sentence(
        new ItemName(value.host(), value.key()),
        criteria.stream().map(criterion -> criterion.actual(value)).toList());
  }

  private static String sentence(ItemName item, List<String> details) {
    String name = Wording.name(item.host()) + ' ' + Wording.name(item.key());
    if (details.isEmpty()) {
      return name;
    }
    int last = details.size() - 1;
    String allButLast = details.stream().limit(last).collect(Collectors.joining(", "));
    return name + " with " + (last == 0 ? "" : allButLast + " and ") + details.get(last);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ItemMatcher that
        && item.equals(that.item)
        && criteria.equals(that.criteria);
  }

  @Override
  public int hashCode() {
    return Objects.hash(item, criteria);
  }

  /** Such as {@code web01 system.cpu.load with value "0.42" and no clock}. */
  @Override
  public String toString() {
    return sentence(item, criteria.stream().map(Criterion::expected).toList());
  }
}
