package org.mockzabbix.transcript;

import java.util.List;

/**
 * The result of a replay.
 *
 * @param sent the number of requests that were sent again
 * @param skipped the number of exchanges that were not: those of other ports, and those without a
 *     byte from the client
 * @param differing the exchanges whose replies differ, in the order of the transcript
 */
public record ReplayResult(int sent, int skipped, List<ReplayedExchange> differing) {

  public ReplayResult {
    differing = List.copyOf(differing);
  }
}
