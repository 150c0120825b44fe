package org.mockzabbix.transcript;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A difference between a recorded reply and the reply to the replayed request.
 *
 * @param path the place of the difference, for example {@code data[0].delay}; empty for the whole
 *     reply
 * @param recorded the recorded part, as JSON or quoted text; null if it was absent
 * @param replayed the new part in the same form; null if it is absent
 */
public record ReplyDifference(String path, @Nullable String recorded, @Nullable String replayed) {

  public ReplyDifference {
    Objects.requireNonNull(path, "path must not be null");
  }

  /** Returns the difference in one line. */
  @Override
  public String toString() {
    return (path.isEmpty() ? "reply" : path)
        + ": recorded "
        + (recorded == null ? "nothing" : recorded)
        + ", replayed "
        + (replayed == null ? "nothing" : replayed);
  }
}
