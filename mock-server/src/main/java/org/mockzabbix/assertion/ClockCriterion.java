package org.mockzabbix.assertion;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.mockzabbix.assertion.PropertyCriterion.Property;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.DurationFormat;

/**
 * Requires a clock close to a moment.
 *
 * @param moment the moment; empty for the time when the server received the value
 */
record ClockCriterion(Optional<Instant> moment, Duration tolerance) implements Criterion {

  ClockCriterion {
    if (tolerance.isNegative()) {
      throw new IllegalArgumentException(
          "tolerance must be at least 0 s, but was " + DurationFormat.format(tolerance));
    }
  }

  @Override
  public boolean accepts(ItemValue item) {
    return item.clock().isPresent() && distanceTo(item).compareTo(tolerance) <= 0;
  }

  /** Returns the distance to the moment, in whole seconds if the value has no ns. */
  private Duration distanceTo(ItemValue item) {
    Instant exact = moment.orElse(item.receivedAt());
    Instant compared =
        item.ns().isPresent() ? exact : Instant.ofEpochSecond(exact.getEpochSecond());
    return Duration.between(item.time(), compared).abs();
  }

  @Override
  public String expected() {
    return "clock within " + DurationFormat.format(tolerance) + " of " + momentInWords();
  }

  private String momentInWords() {
    return moment.map(Instant::toString).orElse("the time of receipt");
  }

  @Override
  public String actual(ItemValue item) {
    return PropertyCriterion.absent(Property.CLOCK).actual(item);
  }

  @Override
  public String difference(ItemValue item) {
    return item.clock().isEmpty()
        ? "clock is absent"
        : "clock is " + DurationFormat.format(distanceTo(item)) + " away from " + momentInWords();
  }

  @Override
  public boolean contradicts(Criterion other) {
    if (other instanceof ClockCriterion that) {
      return moment.isPresent() && that.moment.isPresent() && isTooFar(that.moment.get(), that);
    }
    return other instanceof PropertyCriterion<?> that
        && (that.isAbsence(Property.CLOCK)
            || (moment.isPresent() && that.clock().filter(this::isTooFar).isPresent()));
  }

  private boolean isTooFar(Instant clock) {
    return isTooFar(clock, new ClockCriterion(Optional.of(clock), Duration.ZERO));
  }

  /** Compares with a second to spare, because whole seconds may be compared. */
  private boolean isTooFar(Instant other, ClockCriterion that) {
    Duration apart = Duration.between(moment.orElseThrow(), other).abs().minusSeconds(1);
    return apart.compareTo(tolerance) > 0 && apart.minus(tolerance).compareTo(that.tolerance) > 0;
  }
}
