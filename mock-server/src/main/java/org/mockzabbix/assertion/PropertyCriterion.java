package org.mockzabbix.assertion;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.mockzabbix.assertion.TextCriterion.ComparedText;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.JsonValueType;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.text.Quoting;

/**
 * Requires that one property of a value has a certain content, or is absent.
 *
 * @param content the expected content; empty if the property must be absent
 */
record PropertyCriterion<V>(Property<V> property, Optional<V> content) implements Criterion {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9][-+.0-9eE]*");

  static <V> PropertyCriterion<V> is(Property<V> property, V content) {
    return new PropertyCriterion<>(property, Optional.of(content));
  }

  static <V> PropertyCriterion<V> absent(Property<V> property) {
    return new PropertyCriterion<>(property, Optional.empty());
  }

  boolean isAbsence(Property<?> of) {
    return property == of && content.isEmpty();
  }

  @Override
  public boolean accepts(ItemValue item) {
    return property.content.apply(item).equals(content);
  }

  @Override
  public String expected() {
    return property.words(content);
  }

  @Override
  public String actual(ItemValue item) {
    return property.words(property.content.apply(item));
  }

  @Override
  public String difference(ItemValue item) {
    Optional<V> actual = property.content.apply(item);
    if (actual.isEmpty()) {
      return property.label + " is absent";
    }
    return content.isEmpty()
        ? property.label + " is present"
        : property.difference.apply(content.get(), actual.get());
  }

  /** Returns the moment of a required clock; empty if this does not require one. */
  Optional<Instant> clock() {
    return property == Property.CLOCK
        ? content.map(seconds -> Instant.ofEpochSecond((Long) seconds))
        : Optional.empty();
  }

  @Override
  public boolean contradicts(Criterion other) {
    if (property == Property.OUTCOME
        && content.filter(outcome -> OutcomeFacts.exclude((Outcome) outcome, other)).isPresent()) {
      return true;
    }
    if (other instanceof TextCriterion text && property == Property.JSON_TYPE) {
      return text.part() == ComparedText.VALUE
          && content.filter(type -> !canHave((JsonValueType) type, text)).isPresent();
    }
    return other instanceof PropertyCriterion<?> that
        && (property == that.property ? !content.equals(that.content) : excludes(that));
  }

  /** Returns whether a value of this JSON type can have an accepted text. */
  private static boolean canHave(JsonValueType type, TextCriterion text) {
    return switch (type) {
      case BOOLEAN -> text.acceptsText("true") || text.acceptsText("false");
      case NULL -> text.acceptsText("") || text.acceptsText("null");
      case NUMBER -> text.sample().filter(sample -> !NUMBER.matcher(sample).matches()).isEmpty();
      default -> true;
    };
  }

  /**
   * Returns true for contradictions between two properties. Only proxy data has a proxy, and a
   * server ignores an ns without a clock.
   */
  private boolean excludes(PropertyCriterion<?> that) {
    boolean otherSource =
        that.property == Property.SOURCE && !that.content.equals(Optional.of(Source.PROXY));
    return (property == Property.PROXY && otherSource)
        || (property == Property.NS && content.isPresent() && that.isAbsence(Property.CLOCK));
  }

  /** A property of a value. To add a property, declare it here and a method in ItemMatcher. */
  static final class Property<V> {

    static final Property<JsonValueType> JSON_TYPE =
        new Property<>("JSON type", item -> Optional.of(item.jsonType()), JsonValueType::toString);

    static final Property<Long> CLOCK =
        new Property<>(
            "clock", item -> boxed(item.clock()), String::valueOf, Property::clockDifference);

    static final Property<Integer> NS =
        new Property<>(
            "ns",
            item -> item.ns().isPresent() ? Optional.of(item.ns().getAsInt()) : Optional.empty(),
            String::valueOf);

    /** The state of the item: supported or not. */
    static final Property<Boolean> STATE =
        new Property<>(
            "state",
            item -> Optional.of(!item.isNotSupported()),
            supported -> supported ? "supported" : "not supported",
            (expected, actual) -> actual ? "item is supported" : "item is not supported");

    static final Property<Source> SOURCE =
        new Property<>("source", item -> Optional.of(item.source()), Source::toString);

    static final Property<String> PROXY =
        new Property<>("proxy", ItemValue::proxy, Quoting::quoteIfNeeded);

    static final Property<Long> EXCHANGE =
        new Property<>("exchange", item -> Optional.of(item.exchange()), id -> "#" + id);

    static final Property<Long> CONNECTION =
        new Property<>("connection", item -> Optional.of(item.connection()), String::valueOf);

    static final Property<Integer> PORT =
        new Property<>("port", item -> Optional.of(item.localPort()), String::valueOf);

    static final Property<Outcome> OUTCOME =
        new Property<>(
            "outcome",
            item -> Optional.of(item.outcome()),
            Outcome::toString,
            (expected, actual) -> actual.toString());

    private final String label;
    private final Function<ItemValue, Optional<V>> content;
    private final Function<V, String> format;
    private final BiFunction<V, V, String> difference;

    private Property(
        String label, Function<ItemValue, Optional<V>> content, Function<V, String> format) {
      this(
          label,
          content,
          format,
          (expected, actual) ->
              label + " is " + format.apply(actual) + " instead of " + format.apply(expected));
    }

    /**
     * Defines a property.
     *
     * @param label its name in messages
     * @param content returns its content; empty if it is absent
     * @param format prints its content
     * @param difference describes the difference between the expected and the actual content
     */
    private Property(
        String label,
        Function<ItemValue, Optional<V>> content,
        Function<V, String> format,
        BiFunction<V, V, String> difference) {
      this.label = label;
      this.content = content;
      this.format = format;
      this.difference = difference;
    }

    private String words(Optional<V> shown) {
      return shown.map(one -> label + ' ' + format.apply(one)).orElse("no " + label);
    }

    private static Optional<Long> boxed(OptionalLong number) {
      return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private static String clockDifference(long expected, long actual) {
      long later = actual - expected;
      return later > 0 ? "clock is " + later + " s later" : "clock is " + -later + " s earlier";
    }
  }
}
