package org.mockzabbix.rule;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.Phase;
import org.mockzabbix.fault.SocketFault;

/**
 * What a rule does when it is its turn.
 *
 * @param answering what is answered; null for what would be answered without the rule
 * @param faults what goes wrong
 */
record Step(@Nullable Answering answering, List<Fault> faults) {

  Step {
    faults = List.copyOf(faults);
  }

  /** For rules that decide about requests. */
  static Step forRequest(@Nullable Answering answering, List<Fault> faults) {
    for (Fault fault : faults) {
      if (fault instanceof SocketFault early && early.phase().precedesRequest()) {
        throw new IllegalArgumentException(
            "\"" + fault + "\" comes before there is a request: use onConnect(...)");
      }
    }
    return new Step(answering, faults);
  }

  /** For rules that decide about connections: what does not say when, happens on accept. */
  static Step forConnection(List<? extends Fault> faults) {
    return new Step(null, faults.stream().<Fault>map(Step::early).toList());
  }

  private static SocketFault early(Fault fault) {
    if (fault instanceof SocketFault socketFault) {
      if (socketFault.phase().precedesRequest()) {
        return socketFault;
      }
      if (socketFault.phase() == Phase.BEFORE_REPLY) {
        return socketFault.onAccept();
      }
    }
    throw new IllegalArgumentException(
        "\"" + fault + "\" spoils a reply, not a connection: use when(...).fault(...)");
  }

  /** The faults of a step for connections. */
  List<SocketFault> early() {
    return faults.stream().map(SocketFault.class::cast).toList();
  }

  @Override
  public String toString() {
    return Objects.toString(answering, "the engine's reply") + ' ' + faults;
  }
}
