package org.mockzabbix.server;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.RequestValue;
import org.mockzabbix.protocol.RequestValues;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.ValueType;

/**
 * Counts the processed values by the value type of their items. Values of items that are not
 * configured count as text. Thread-safe.
 */
final class ProcessedCounts {

  private static final int NOT_SUPPORTED = ValueType.values().length;

  private final AtomicLongArray counts = new AtomicLongArray(NOT_SUPPORTED + 1);

  /** Counts the values of a packet. */
  void add(RequestValues values, RowOutcomes outcomes, Inventory inventory) {
    if (inventory.acceptsEverything()) { // fast, because no item has another type
      counts.addAndGet(ValueType.TEXT.number(), outcomes.processed());
      return;
    }
    for (int index = 0; index < values.size(); index++) {
      if (outcomes.outcome(index).isProcessed()) {
        counts.incrementAndGet(kind(values.get(index), outcomes.name(index), inventory));
      }
    }
  }

  private static int kind(RequestValue value, @Nullable ItemName resolved, Inventory inventory) {
    if (value.isReportedNotSupported()) {
      return NOT_SUPPORTED;
    }
    KnownItem known = inventory.item(resolved == null ? value.item() : resolved);
    return (known == null ? ValueType.TEXT : known.item().valueType()).number();
  }

  /** Returns the number of processed values of items of this type. */
  long of(ValueType type) {
    return counts.get(type.number());
  }

  /** Returns the number of processed values that report an item as not supported. */
  long notSupported() {
    return counts.get(NOT_SUPPORTED);
  }

  /** Returns the number of processed values with a value. */
  long all() {
    long all = 0;
    for (ValueType type : ValueType.values()) {
      all += of(type);
    }
    return all;
  }
}
