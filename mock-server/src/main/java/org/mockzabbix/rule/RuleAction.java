package org.mockzabbix.rule;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.FaultPhase;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.TlsFault;
import org.mockzabbix.text.NonNull;

/**
 * A response or faults of a rule, and how often they apply.
 *
 * @param responder creates the response; null to respond as without the rule
 * @param faults the faults to inject
 * @param times the number of times that the action applies; {@link #UNLIMITED} for no limit
 */
public record RuleAction(@Nullable Responder responder, List<Fault> faults, long times) {

  /** No limit. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  public RuleAction {
    faults = NonNull.copyOf("faults", faults);
  }

  static RuleAction forRequest(@Nullable Responder responder, List<Fault> faults) {
    for (Fault fault : NonNull.copyOf("faults", faults)) {
      if (fault instanceof TlsFault
          || (fault instanceof SocketFault early && early.phase().precedesRequest())) {
        throw new IllegalArgumentException(
            "\"" + fault + "\" takes effect before a request is read: use onConnect(...)");
      }
    }
    return new RuleAction(responder, faults, UNLIMITED);
  }

  static RuleAction forConnection(List<? extends Fault> faults) {
    List<Fault> early =
        NonNull.copyOf("faults", faults).stream().map(RuleAction::onConnect).toList();
    return new RuleAction(null, early, UNLIMITED);
  }

  private static Fault onConnect(Fault fault) {
    if (fault instanceof TlsFault tlsFault) {
      return tlsFault;
    }
    if (fault instanceof SocketFault socketFault) {
      if (socketFault.phase().precedesRequest()) {
        return socketFault;
      }
      if (socketFault.phase() == FaultPhase.BEFORE_REPLY) { // the phase of a fault that sets none
        return socketFault.onAccept();
      }
    }
    throw new IllegalArgumentException(
        "\"" + fault + "\" applies to a response, not to a connection: use when(...).fault(...)");
  }

  RuleAction withTimes(long times) {
    return new RuleAction(responder, faults, times);
  }

  @Override
  public String toString() {
    String limit = times == UNLIMITED ? "" : " up to " + times + " times";
    return Objects.toString(responder, "the default response") + ' ' + faults + limit;
  }
}
