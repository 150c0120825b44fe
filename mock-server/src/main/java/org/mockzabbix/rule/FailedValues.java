package org.mockzabbix.rule;

import java.util.List;
import java.util.function.Predicate;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.RowOutcomes;

/** Changes values that the engine processed into failed ones, and corrects the counts. */
final class FailedValues {

  private FailedValues() {}

  static MockResponse fail(
      MockResponse reply, List<IncomingValue> rows, Predicate<IncomingValue> chosen) {
    RowOutcomes verdicts = reply.outcomes();
    if (verdicts == null) {
      return reply;
    }
    RowOutcomes.Builder changed = new RowOutcomes.Builder(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      boolean fails = verdicts.outcome(row).isProcessed() && chosen.test(rows.get(row));
      changed.set(row, fails ? Outcome.REFUSED_BY_RULE : verdicts.outcome(row));
      ItemName name = verdicts.name(row);
      if (name != null) {
        changed.name(row, name);
      }
    }
    changed.count(0, verdicts.total()); // servers count from the first value, up to where they stop
    RowOutcomes result = changed.build();
    return new MockResponse(
        counted(reply.response(), result), reply.flags(), result, reply.faults());
  }

  private static Response counted(Response response, RowOutcomes verdicts) {
    return response instanceof Processed before
        ? new Processed(
            verdicts.processed(), verdicts.failed(), verdicts.total(), before.secondsSpent())
        : response;
  }
}
