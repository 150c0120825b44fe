package org.mockzabbix.rule;

import java.util.List;
import java.util.function.Predicate;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RowOutcomes;

/** Changes the outcome of values that the engine processed to failed, and corrects the counts. */
final class ValueRejection {

  private ValueRejection() {}

  static MockResponse fail(
      MockResponse reply, List<IncomingValue> values, Predicate<IncomingValue> failing) {
    RowOutcomes outcomes = reply.outcomes();
    if (outcomes == null) {
      return reply;
    }
    RowOutcomes.Builder changed = new RowOutcomes.Builder(values.size());
    for (int index = 0; index < values.size(); index++) {
      boolean fails = outcomes.outcome(index).isProcessed() && failing.test(values.get(index));
      changed.set(index, fails ? Outcome.REFUSED_BY_RULE : outcomes.outcome(index));
      ItemName name = outcomes.name(index);
      if (name != null) {
        changed.name(index, name);
      }
    }
    changed.count(0, outcomes.total()); // servers count from the first value, up to where they stop
    RowOutcomes result = changed.build();
    return new MockResponse(
        reply.response().withOutcomes(result),
        reply.flags(),
        result,
        reply.faults(),
        reply.warnings());
  }
}
