package org.mockzabbix.assertion;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.ValueType;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.Likeness;

/** What a value has to say. */
sealed interface ValueCriterion extends Criterion {

  @Override
  default String actual(ItemValue item) {
    return "value " + Wording.quoted(item.value());
  }

  /** The text that a server stores. */
  record Text(String text) implements ValueCriterion {
    @Override
    public boolean accepts(ItemValue item) {
      return item.value().equals(text);
    }

    @Override
    public String expected() {
      return "value " + Wording.quoted(text);
    }

    @Override
    public String difference(ItemValue item) {
      if (isSameNumber(item.value())) {
        return "value is the same number, written differently";
      }
      return "value " + Likeness.ofContent(text, item.value()).words();
    }

    @Override
    public int distance(ItemValue item) {
      boolean near = isSameNumber(item.value()) || Likeness.ofContent(text, item.value()).isNear();
      return near ? 1 : 2;
    }

    private boolean isSameNumber(String other) {
      Optional<BigDecimal> expected = number(text);
      return expected.isPresent()
          && number(other).filter(actual -> actual.compareTo(expected.get()) == 0).isPresent();
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof Text && !equals(other);
    }
  }

  /** The JSON type in which the value was sent. */
  record JsonType(ValueType type) implements ValueCriterion {
    @Override
    public boolean accepts(ItemValue item) {
      return item.valueType() == type;
    }

    @Override
    public String expected() {
      return "JSON type " + type;
    }

    @Override
    public String actual(ItemValue item) {
      return "JSON type " + item.valueType();
    }

    @Override
    public String difference(ItemValue item) {
      return "JSON type is " + item.valueType() + " instead of " + type;
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof JsonType && !equals(other);
    }
  }

  /** Every value with some property. Two with the same words are the same. */
  final class Matching implements ValueCriterion {

    private static final long GREATEST_SCALE = 400; // beyond that of every double

    private final String words;
    private final Predicate<String> predicate;
    private final Function<String, String> difference;

    private Matching(
        String words, Predicate<String> predicate, Function<String, String> difference) {
      this.words = words;
      this.predicate = predicate;
      this.difference = difference;
    }

    static Matching like(String glob) {
      String difference = "value is not like " + Wording.quoted(glob);
      return new Matching(
          "value like " + Wording.quoted(glob), Glob.like(glob), value -> difference);
    }

    static Matching regex(Pattern regex) {
      String difference = "value does not match /" + regex + "/";
      return new Matching("value /" + regex + "/", regex.asMatchPredicate(), value -> difference);
    }

    static Matching number(BigDecimal expected, BigDecimal tolerance) {
      boolean exact = tolerance.signum() == 0;
      BigDecimal least = expected.subtract(tolerance);
      BigDecimal most = expected.add(tolerance);
      return new Matching(
          "number " + plain(expected) + (exact ? "" : " ± " + plain(tolerance)),
          value -> ValueCriterion.number(value).filter(n -> isBetween(n, least, most)).isPresent(),
          value ->
              ValueCriterion.number(value)
                  .map(n -> "number is " + distance(n, expected))
                  .orElse("value is no number"));
    }

    /** Compares, and does not subtract: a client may send 1e999999999, which no memory holds. */
    private static boolean isBetween(BigDecimal number, BigDecimal least, BigDecimal most) {
      return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }

    private static String distance(BigDecimal number, BigDecimal expected) {
      return Math.abs((long) number.scale()) > GREATEST_SCALE
          ? "far away"
          : plain(number.subtract(expected).abs()) + " away";
    }

    private static String plain(BigDecimal number) {
      boolean isShort = Math.abs((long) number.scale()) + number.precision() < 40;
      return isShort ? number.stripTrailingZeros().toPlainString() : number.toString();
    }

    static Matching json(String expected) {
      JsonValue json = JsonValue.parse(expected);
      return new Matching(
          "JSON " + Wording.shortened(json.toString()),
          value -> json.differenceTo(value).isEmpty(),
          value -> json.differenceTo(value).orElse("value differs"));
    }

    static Matching discovery(Discovery expected) {
      return new Matching(
          expected.words(),
          value -> expected.differenceTo(value).isEmpty(),
          value -> expected.differenceTo(value).orElse("value differs"));
    }

    @Override
    public boolean accepts(ItemValue item) {
      return predicate.test(item.value());
    }

    @Override
    public String expected() {
      return words;
    }

    @Override
    public String difference(ItemValue item) {
      return difference.apply(item.value());
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof Text text && !predicate.test(text.text());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Matching that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
      return words.hashCode();
    }
  }

  /** Longer text is not taken for a number. */
  int LONGEST_NUMBER = 100;

  /** The number that a text is; empty if it is none. */
  static Optional<BigDecimal> number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException notNumber) {
      return Optional.empty();
    }
  }
}
