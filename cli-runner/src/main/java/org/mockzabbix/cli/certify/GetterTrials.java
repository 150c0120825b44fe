package org.mockzabbix.cli.certify;

import static org.mockzabbix.cli.certify.Conduct.REPORT_REASON;

import java.util.List;
import java.util.stream.Stream;

/**
 * The responses that {@code certify --getter} tests a program with that requests values from an
 * agent. The first one is correct.
 */
public final class GetterTrials {

  private static final int PART_OF_RESPONSE = 15;

  private static final List<Trial> ALL =
      Stream.of(
              CommonTrials.accepted(),
              List.of(
                  CommonTrials.compressed(),
                  new Trial("not supported", REPORT_REASON, TrialPeer::failValues)),
              CommonTrials.withoutResponse(),
              CommonTrials.damaged(PART_OF_RESPONSE),
              CommonTrials.failingOnce())
          .flatMap(List::stream)
          .toList();

  private GetterTrials() {}

  /** Returns all trials in the order of the table. */
  public static List<Trial> all() {
    return ALL;
  }
}
