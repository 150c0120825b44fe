package org.mockzabbix.assertion;

import java.time.Duration;
import java.time.Instant;
import org.mockzabbix.protocol.ItemValue;

/** What the clock of a value has to say, or its nanoseconds. */
sealed interface TimeCriterion extends Criterion {

  /** What a value has for a clock, in words. */
  static String clock(ItemValue item) {
    return item.clock().isPresent() ? "clock " + item.clock().getAsLong() : "no clock";
  }

  /** What a value has for nanoseconds, in words. */
  static String ns(ItemValue item) {
    return item.ns().isPresent() ? "ns " + item.ns().getAsInt() : "no ns";
  }

  /** The clock in seconds since 1970. */
  record Clock(long seconds) implements TimeCriterion {
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
      return clock(item);
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

  /**
   * A clock near some moment.
   *
   * @param of whose moment it is
   */
  record Near(Moment of, Duration tolerance) implements TimeCriterion {

    /** A moment that a value's time is held against. */
    sealed interface Moment {

      Instant of(ItemValue item);

      /** The moment when the server had the value. */
      record Reception() implements Moment {
        @Override
        public Instant of(ItemValue item) {
          return item.receivedAt();
        }

        @Override
        public String toString() {
          return "when it was received";
        }
      }

      /** The same moment for all values. */
      record At(Instant instant) implements Moment {
        @Override
        public Instant of(ItemValue item) {
          return instant;
        }

        @Override
        public String toString() {
          return instant.toString();
        }
      }
    }

    @Override
    public boolean accepts(ItemValue item) {
      return item.clock().isPresent() && distanceTo(item).compareTo(tolerance) <= 0;
    }

    /** Where only seconds were sent, nothing is said about the rest of the second. */
    private Duration distanceTo(ItemValue item) {
      Instant moment = of.of(item);
      Instant compared =
          item.ns().isPresent() ? moment : Instant.ofEpochSecond(moment.getEpochSecond());
      return Duration.between(item.time(), compared).abs();
    }

    @Override
    public String expected() {
      return "clock within " + Wording.time(tolerance) + " of " + of;
    }

    @Override
    public String actual(ItemValue item) {
      return clock(item);
    }

    @Override
    public String difference(ItemValue item) {
      if (item.clock().isEmpty()) {
        return "clock is absent";
      }
      return "clock is " + Wording.time(distanceTo(item)) + " away from " + of;
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof NoClock;
    }
  }

  /** The absence of a clock. */
  record NoClock() implements TimeCriterion {
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
      return clock(item);
    }

    @Override
    public String difference(ItemValue item) {
      return "clock is present";
    }

    /** A server ignores an ns without a clock, and so does {@link ItemValue#ns()}. */
    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof Clock || other instanceof Near || other instanceof Ns;
    }
  }

  /** The nanoseconds of the second. */
  record Ns(int nanos) implements TimeCriterion {
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
      return ns(item);
    }

    @Override
    public String difference(ItemValue item) {
      return item.ns().isPresent() ? "ns differs" : "ns is absent";
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof NoClock
          || other instanceof NoNs
          || (other instanceof Ns && !equals(other));
    }
  }

  /** The absence of nanoseconds. */
  record NoNs() implements TimeCriterion {
    @Override
    public boolean accepts(ItemValue item) {
      return item.ns().isEmpty();
    }

    @Override
    public String expected() {
      return "no ns";
    }

    @Override
    public String actual(ItemValue item) {
      return ns(item);
    }

    @Override
    public String difference(ItemValue item) {
      return "ns is present";
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof Ns;
    }
  }
}
