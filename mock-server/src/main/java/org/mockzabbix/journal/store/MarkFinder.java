package org.mockzabbix.journal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.ByteMark;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestValues;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.json.Utf8;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.MarkedBytes;

/**
 * Finds the places in a packet that are unreadable, or belong to values that are rejected or not
 * stored.
 */
final class MarkFinder {

  /** The most marks of one exchange, because a packet may have millions of such values. */
  private static final int MOST_MARKS = 100;

  private final RecordedExchange exchange;
  private final Bytes wire;
  private final Bytes payload;
  private final List<ByteMark> marks = new ArrayList<>();

  MarkFinder(RecordedExchange exchange, Bytes wire, Bytes payload) {
    this.exchange = exchange;
    this.wire = wire;
    this.payload = payload;
  }

  /**
   * Returns the marks of an unreadable packet.
   *
   * @param diagnosed the place of the diagnosis; null if the packet was complete
   * @param invalidAt the index of the error in the payload; -1 if it is unknown
   */
  List<ByteMark> unreadable(@Nullable MarkedBytes diagnosed, int invalidAt) {
    String reason = exchange.reason().orElse("");
    if (diagnosed != null) {
      return List.of(
          new ByteMark(diagnosed.offset(), diagnosed.length(), diagnosed.part(), reason));
    }
    if (invalidAt < 0) {
      mark(payload, "data", reason);
    } else {
      mark(payload.slice(invalidAt, Math.min(1, payload.length() - invalidAt)), "json", reason);
    }
    return List.copyOf(marks);
  }

  /**
   * Returns the first byte of a readable request that is not UTF-8, and the values that the server
   * rejected, or that a real one would not store as sent.
   *
   * @param outcomes those of the values; null if the server did not judge them
   */
  List<ByteMark> remarkable(@Nullable RowOutcomes outcomes) {
    int invalid = Utf8.firstInvalid(payload.array(), payload.offset(), end());
    if (invalid >= 0) {
      mark(payload.slice(invalid - payload.offset(), 1), "utf8", "not UTF-8");
    }
    boolean unremarkable = outcomes != null && outcomes.areUnremarkable();
    if (payload.sharesArrayWith(wire) && !unremarkable) {
      markValues(exchange.request().values());
    }
    return List.copyOf(marks);
  }

  private int end() {
    return payload.offset() + payload.length();
  }

  private void markValues(RequestValues values) {
    List<ItemValue> items = exchange.items();
    for (int row = 0; row < items.size() && marks.size() < MOST_MARKS; row++) {
      ItemValue item = items.get(row);
      int start = values.start(row);
      Optional<String> why = item.rejection().or(() -> item.storageWarnings().stream().findFirst());
      if (start >= 0 && why.isPresent()) {
        mark(payload.slice(start - payload.offset(), values.end(row) - start), "value", why.get());
      }
    }
  }

  /**
   * Marks bytes of the payload. If it was compressed, these are the compressed data instead.
   * Records of a failed TLS handshake have no payload.
   */
  private void mark(Bytes bytes, String part, String text) {
    if (payload.sharesArrayWith(wire)) {
      marks.add(new ByteMark(bytes.offset() - wire.offset(), bytes.length(), part, text));
    } else if (payload.length() > 0) {
      MarkedBytes compressed = MarkedBytes.compressedData(wire);
      marks.add(new ByteMark(compressed.offset(), compressed.length(), compressed.part(), text));
    }
  }
}
