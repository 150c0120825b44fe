package org.mockzabbix.server;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestValue;
import org.mockzabbix.protocol.RequestValues;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.internal.StoredText;

/**
 * Determines what a real server stores of the processed values of one packet. Not thread-safe.
 *
 * <p>If an item declares its value type, its values are judged completely. If it does not, a strict
 * server judges their times only, and a lenient server nothing.
 */
final class StorageJudge {

  private static final long NANOS_IN_SECOND = 1_000_000_000;
  private static final long NO_TIME = -1;

  /** The time of a stored value of an item, in nanoseconds since 1970. */
  private record StoredTime(long itemid, long nanos) {}

  private final RequestValues values;
  private final RowOutcomes outcomes;
  private final RequestContext context;
  private final ZabbixVersion version;
  private byte @Nullable [] stored; // null if nothing is known yet
  private final long packet;
  private final Map<StoredTime, Long> nextFree = new HashMap<>(); // of times that repeat
  private long unique; // the ns of the next value that has a clock and no ns

  private StorageJudge(RequestValues values, RowOutcomes outcomes, RequestContext context) {
    this.values = values;
    this.outcomes = outcomes;
    this.context = context;
    this.version = context.server().version();
    this.packet = context.sessions().nextPacket();
  }

  /** Returns the outcomes with what a real server stores of the values. */
  static RowOutcomes judged(RequestValues values, RowOutcomes outcomes, RequestContext context) {
    if (!context.inventory().judgesStorage() || outcomes.processed() == 0) {
      return outcomes;
    }
    StorageJudge judge = new StorageJudge(values, outcomes, context);
    return outcomes.withStored(judge.version, judge.judgeAll());
  }

  private byte @Nullable [] judgeAll() {
    for (int index = 0; index < values.size(); index++) {
      if (values.defect(index) == Outcome.PROCESSED) {
        RequestValue value = values.get(index);
        long time = time(value);
        if (outcomes.outcome(index).isProcessed()) {
          judge(index, value, time);
        }
      }
    }
    return stored;
  }

  /**
   * Returns the time of a well-formed value; -1 if the server sets it. A value without ns gets the
   * next ns of its packet. Values of other items and values that are not processed count, too.
   */
  private long time(RequestValue value) {
    if (value.clock().isEmpty()) {
      return NO_TIME;
    }
    long ns = value.ns().isPresent() ? value.ns().getAsInt() : unique++;
    return value.clock().getAsLong() * NANOS_IN_SECOND + ns;
  }

  private void judge(int index, RequestValue value, long time) {
    ItemName resolved = outcomes.name(index);
    KnownItem known = context.inventory().item(resolved == null ? value.item() : resolved);
    if (known == null
        || !context.inventory().judgesStorageOf(known.item())
        || value.isOnlyLogPosition()) { // which is normal
      return;
    }
    ValueType type = known.item().declaredValueType().orElse(null);
    NotStored unusable = unusable(value, type);
    NotStored reason = unusable == null ? badTime(known.item(), time) : unusable;
    boolean isKnown = type != null || (unusable == null && reason != null);
    if (isKnown) {
      set(index, RowOutcomes.storageCode(type, reason));
    }
  }

  private void set(int index, byte code) {
    byte[] codes = stored == null ? new byte[values.size()] : stored;
    codes[index] = code;
    stored = codes;
  }

  /** Returns why a value is not stored regardless of its time; null if it can be stored. */
  private @Nullable NotStored unusable(RequestValue value, @Nullable ValueType type) {
    if (value.isReportedNotSupported()) {
      return NotStored.NOT_SUPPORTED;
    }
    if (!value.hasValue()) {
      return NotStored.NO_VALUE;
    }
    return type == null || StoredText.isSuitable(type, value.value(), version)
        ? null
        : NotStored.UNSUITABLE;
  }

  /** Returns why a value is not stored because of its time; null if it is stored. */
  private @Nullable NotStored badTime(Item item, long time) {
    if (item.history().isZero()) {
      return NotStored.HISTORY_OFF;
    }
    if (time == NO_TIME) {
      return null;
    }
    long age = context.now().getEpochSecond() - time / NANOS_IN_SECOND;
    if (age > item.history().toSeconds()) {
      return NotStored.TOO_OLD;
    }
    boolean unique = !version.atLeast(ZabbixVersion.V6_0) || isUnique(item.itemid(), time);
    return unique ? null : NotStored.DUPLICATE_TIME;
  }

  /**
   * Records the time of a value, and returns whether the item has no other value of this time. A
   * server of 7.0 gives a value that repeats a time of its own packet the next free ns.
   */
  private boolean isUnique(long itemid, long time) {
    long before = context.sessions().stored(itemid, time, packet);
    if (before != packet || !context.is70()) {
      return before == 0;
    }
    StoredTime repeated = new StoredTime(itemid, time);
    long next = nextFree.getOrDefault(repeated, time + 1);
    while (before == packet) {
      before = context.sessions().stored(itemid, next++, packet);
    }
    nextFree.put(repeated, next);
    return before == 0;
  }
}
