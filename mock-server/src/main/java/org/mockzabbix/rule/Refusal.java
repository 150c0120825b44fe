package org.mockzabbix.rule;

import java.util.OptionalLong;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;

/** Responses to requests whose values are not processed. */
final class Refusal {

  private Refusal() {}

  /** Returns a response, and this outcome of every value. */
  static MockResponse of(IncomingRequest incoming, Response response, Outcome outcome) {
    // Servers reject a request for active checks in a plain packet, regardless of its flags.
    boolean plain = incoming.request().kind() == RequestKind.ACTIVE_CHECKS;
    int flags = plain ? MockResponse.PLAIN_FLAGS : incoming.flags();
    int count = incoming.request().values().size();
    if (count == 0) {
      return new MockResponse(response, flags, null);
    }
    RowOutcomes.Builder builder = new RowOutcomes.Builder(count);
    for (int index = 0; index < count; index++) {
      builder.set(index, outcome);
      name(index, incoming, builder);
    }
    return new MockResponse(response, flags, builder.build());
  }

  /** Sets the item of a value that was sent by {@code itemid}. */
  private static void name(int index, IncomingRequest incoming, RowOutcomes.Builder builder) {
    OptionalLong itemid = incoming.request().values().get(index).itemid();
    if (itemid.isPresent()) {
      incoming.items().apply(itemid.getAsLong()).ifPresent(name -> builder.name(index, name));
    }
  }
}
