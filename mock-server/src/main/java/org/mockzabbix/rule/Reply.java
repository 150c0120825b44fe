package org.mockzabbix.rule;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowVerdicts;

/**
 * What is to be answered, and what became of the rows that were sent.
 *
 * @param flags the flags byte of the answer's header; without meaning for answers that have none
 * @param verdicts null if the request has no rows
 */
public record Reply(Response response, int flags, @Nullable RowVerdicts verdicts) {

  /** The flags byte of an answer that is neither compressed nor large. */
  public static final int PLAIN = 0x01;

  /** An answer to a request without rows. */
  public static Reply of(Response response) {
    return new Reply(response, PLAIN, null);
  }

  /** The same answer with the request's own flags, as servers echo them. */
  public Reply withFlags(int flags) {
    return new Reply(response, flags, verdicts);
  }
}
