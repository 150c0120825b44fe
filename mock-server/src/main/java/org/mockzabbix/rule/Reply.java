package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowVerdicts;

/**
 * What is to be answered, what became of the rows that were sent, and what goes wrong when the
 * answer is delivered.
 *
 * @param flags the flags byte of the answer's header; without meaning for answers that have none
 * @param verdicts null if the request has no rows
 * @param faults none if the answer is delivered well
 */
public record Reply(
    Response response, int flags, @Nullable RowVerdicts verdicts, List<Fault> faults) {

  /** The flags byte of an answer that is neither compressed nor large. */
  public static final int PLAIN = 0x01;

  public Reply {
    faults = List.copyOf(faults);
  }

  /** An answer that is delivered well. */
  public Reply(Response response, int flags, @Nullable RowVerdicts verdicts) {
    this(response, flags, verdicts, List.of());
  }

  /** An answer to a request without rows. */
  public static Reply of(Response response) {
    return new Reply(response, PLAIN, null);
  }

  /** The same answer with the request's own flags, as servers echo them. */
  public Reply withFlags(int flags) {
    return new Reply(response, flags, verdicts, faults);
  }

  /** Another answer, the rest being the same. */
  public Reply with(Response response) {
    return new Reply(response, flags, verdicts, faults);
  }

  /** The same answer, more of it going wrong. */
  public Reply with(List<Fault> more) {
    List<Fault> all = new ArrayList<>(faults);
    all.addAll(more);
    return new Reply(response, flags, verdicts, all);
  }
}
