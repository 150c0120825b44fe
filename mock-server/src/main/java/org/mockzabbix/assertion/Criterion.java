package org.mockzabbix.assertion;

import java.math.BigDecimal;
import java.util.Optional;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.ValueType;
import org.mockzabbix.text.Likeness;

/** One thing that a value has to carry, host and key aside. */
sealed interface Criterion {

  boolean accepts(ItemValue item);

  /** What is expected, such as {@code value "0.42"}. */
  String expected();

  /** What a value carries in this place, in the form of {@link #expected()}. */
  String actual(ItemValue item);

  /** How a value that is not accepted differs. */
  String difference(ItemValue item);

  /** How much it differs, from 1 on. */
  default int distance(ItemValue item) {
    return 1;
  }

  /** Whether no value can meet both. */
  boolean contradicts(Criterion other);

  /** The text that a server stores. */
  record Value(String text) implements Criterion {

    /** Longer text is not taken for a number. */
    private static final int LONGEST_NUMBER = 100;

    @Override
    public boolean accepts(ItemValue item) {
      return item.value().equals(text);
    }

    @Override
    public String expected() {
      return "value " + Wording.quoted(text);
    }

    @Override
    public String actual(ItemValue item) {
      return "value " + Wording.quoted(item.value());
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

    private static Optional<BigDecimal> number(String text) {
      if (text.length() > LONGEST_NUMBER) {
        return Optional.empty();
      }
      try {
        return Optional.of(new BigDecimal(text));
      } catch (NumberFormatException notNumber) {
        return Optional.empty();
      }
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof Value && !equals(other);
    }
  }

  /** The JSON type in which the value was sent. */
  record JsonType(ValueType type) implements Criterion {
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

  /** The clock in seconds since 1970. */
  record Clock(long seconds) implements Criterion {
    @Override
    public boolean accepts(ItemValue item) {
      return item.clock().isPresent() && item.clock().getAsLong() == seconds;
    }

    @Override
    public String expected() {
      return "clock " + seconds;
    }

    @Override
    public String actual(ItemValue item) {
      return item.clock().isPresent() ? "clock " + item.clock().getAsLong() : "no clock";
    }

    @Override
    public String difference(ItemValue item) {
      if (item.clock().isEmpty()) {
        return "clock is absent";
      }
      long later = item.clock().getAsLong() - seconds;
      return later > 0 ? "clock is " + later + " s later" : "clock is " + -later + " s earlier";
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof NoClock || (other instanceof Clock && !equals(other));
    }
  }

  /** The absence of a clock. */
  record NoClock() implements Criterion {
    @Override
    public boolean accepts(ItemValue item) {
      return item.clock().isEmpty();
    }

    @Override
    public String expected() {
      return "no clock";
    }

    @Override
    public String actual(ItemValue item) {
      return item.clock().isPresent() ? "clock " + item.clock().getAsLong() : "no clock";
    }

    @Override
    public String difference(ItemValue item) {
      return "clock is present";
    }

    /** A server ignores an ns without a clock, and so does {@link ItemValue#ns()}. */
    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof Clock || other instanceof Ns;
    }
  }

  /** The nanoseconds of the second. */
  record Ns(int nanos) implements Criterion {
    @Override
    public boolean accepts(ItemValue item) {
      return item.ns().isPresent() && item.ns().getAsInt() == nanos;
    }

    @Override
    public String expected() {
      return "ns " + nanos;
    }

    @Override
    public String actual(ItemValue item) {
      return item.ns().isPresent() ? "ns " + item.ns().getAsInt() : "no ns";
    }

    @Override
    public String difference(ItemValue item) {
      return item.ns().isPresent() ? "ns differs" : "ns is absent";
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof NoClock || (other instanceof Ns && !equals(other));
    }
  }
}
