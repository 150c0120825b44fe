package org.mockzabbix.transcript;

import java.util.List;
import java.util.Objects;

/**
 * A request that was sent again, and the comparison of the new reply with the recorded one.
 *
 * @param recorded the exchange of the transcript
 * @param differences the differences of the replies; empty if they are equal
 * @param isReordered whether the members of a JSON object have another order in the new reply,
 *     which does not count as a difference
 */
public record ReplayedExchange(
    TranscriptExchange recorded, List<ReplyDifference> differences, boolean isReordered) {

  public ReplayedExchange {
    Objects.requireNonNull(recorded, "recorded must not be null");
    differences = List.copyOf(differences);
  }
}
