package org.mockzabbix.rule;

import java.util.List;
import java.util.function.Predicate;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.RowVerdicts;

/** Changes values that the engine processed into failed ones, and corrects the counts. */
final class FailedValues {

  private FailedValues() {}

  static Reply fail(Reply reply, List<SentRow> rows, Predicate<SentRow> chosen) {
    RowVerdicts verdicts = reply.verdicts();
    if (verdicts == null) {
      return reply;
    }
    RowVerdicts.Builder changed = new RowVerdicts.Builder(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      boolean fails = verdicts.outcome(row).isProcessed() && chosen.test(rows.get(row));
      changed.set(row, fails ? Outcome.REFUSED_BY_RULE : verdicts.outcome(row));
      ItemName name = verdicts.name(row);
      if (name != null) {
        changed.name(row, name);
      }
    }
    changed.count(0, verdicts.total()); // servers count from the first value, up to where they stop
    RowVerdicts result = changed.build();
    return new Reply(counted(reply.response(), result), reply.flags(), result, reply.faults());
  }

  private static Response counted(Response response, RowVerdicts verdicts) {
    return response instanceof Processed before
        ? new Processed(
            verdicts.processed(), verdicts.failed(), verdicts.total(), before.secondsSpent())
        : response;
  }
}
