package org.mockzabbix.assertion;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.PropertyCriterion.Property;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.text.Quoting;

/**
 * Requires what a real server stores of a value.
 *
 * @param stored whether it stores the value
 * @param text the stored text; null for any text, and if the value must not be stored
 * @param reason why the value is not stored; null for any reason, and if the value must be stored
 */
record StorageCriterion(boolean stored, @Nullable String text, @Nullable NotStored reason)
    implements Criterion {

  static StorageCriterion storedAs(@Nullable String text) {
    return new StorageCriterion(true, text, null);
  }

  static StorageCriterion notStored(@Nullable NotStored reason) {
    return new StorageCriterion(false, null, reason);
  }

  @Override
  public boolean accepts(ItemValue item) {
    return stored
        ? accepts(text, item.stored().orElse(null))
        : accepts(reason, item.notStored().orElse(null));
  }

  private static <T> boolean accepts(@Nullable T expected, @Nullable T actual) {
    return actual != null && (expected == null || expected.equals(actual));
  }

  @Override
  public String expected() {
    return words(stored, text, reason);
  }

  @Override
  public String actual(ItemValue item) {
    if (isUnknown(item)) {
      return "an unknown stored value";
    }
    Optional<NotStored> why = item.notStored();
    return words(why.isEmpty(), item.stored().orElse(null), why.orElse(null));
  }

  private static String words(boolean stored, @Nullable String text, @Nullable NotStored reason) {
    if (stored) {
      return text == null ? "a stored value" : "stored value " + Quoting.quote(text);
    }
    return reason == null ? "no stored value" : "no stored value because " + reason;
  }

  private static boolean isUnknown(ItemValue item) {
    return item.stored().isEmpty() && item.notStored().isEmpty();
  }

  @Override
  public String difference(ItemValue item) {
    if (isUnknown(item)) {
      return "stored value is not known: declare the value type of the item";
    }
    if (item.notStored().isPresent()) {
      return stored ? "value is not stored" : "value is not stored for another reason";
    }
    String actual = Quoting.quote(item.stored().orElse(""));
    return text == null
        ? "value is stored as " + actual
        : "stored value is " + actual + " instead of " + Quoting.quote(text);
  }

  @Override
  public boolean contradicts(Criterion other) {
    if (other instanceof PropertyCriterion<?> state && state.property() == Property.STATE) {
      boolean supported = state.content().equals(Optional.of(true));
      return supported ? reason == NotStored.NOT_SUPPORTED : stored;
    }
    return other instanceof StorageCriterion that
        && (stored != that.stored || differ(text, that.text) || differ(reason, that.reason));
  }

  private static boolean differ(@Nullable Object one, @Nullable Object other) {
    return one != null && other != null && !one.equals(other);
  }
}
