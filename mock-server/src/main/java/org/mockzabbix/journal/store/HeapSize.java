package org.mockzabbix.journal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.CompletedPoll;
import org.mockzabbix.protocol.Request.FailedPoll;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Response;

/**
 * Estimates the heap that objects keep alive, in bytes. An estimate is too high rather than too
 * low.
 */
final class HeapSize {

  /** A string and its array, without characters. */
  private static final int STRING = 44;

  private static final int LIST = 40;
  private static final int SMALL_RECORD = 32;
  private static final char LAST_LATIN1 = '\u00ff';

  private HeapSize() {}

  /** Returns the size of a text, which needs two bytes for each character unless it is Latin-1. */
  static long of(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LAST_LATIN1) {
        return STRING + 2L * text.length();
      }
    }
    return STRING + (long) text.length();
  }

  static long of(List<String> texts) {
    return texts.isEmpty() ? 0 : LIST + texts.stream().mapToLong(text -> 4 + of(text)).sum();
  }

  /** Returns the size of a list without its elements. */
  static long ofList(List<?> elements) {
    return elements.isEmpty() ? 0 : LIST + 4L * elements.size();
  }

  /** Returns the size of a request with its texts. */
  static long of(Request request) {
    long size = SMALL_RECORD + (long) request.values().heapBytes();
    if (request instanceof Invalid invalid) {
      return size + of(invalid.reason()) + of(invalid.info());
    }
    if (request instanceof PassiveCheck check) {
      return size + of(check.key()) + of(check.timeout());
    }
    if (request instanceof FailedPoll failed) {
      return size + of(failed.item()) + of(failed.reason());
    }
    if (request instanceof CompletedPoll poll) {
      return size + of(poll.item()) + of(poll.result().value()) + of(poll.result().error());
    }
    return size;
  }

  private static long of(ItemName item) {
    return SMALL_RECORD + of(item.host()) + of(item.key());
  }

  /** Returns the size of a response, which is about that of its text. */
  static long of(Response response) {
    String text = response instanceof Response.Processed ? "" : response.text();
    return SMALL_RECORD + (text.isEmpty() ? 0 : of(text));
  }
}
