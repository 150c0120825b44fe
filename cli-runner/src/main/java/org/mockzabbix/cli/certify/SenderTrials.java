package org.mockzabbix.cli.certify;

import static org.mockzabbix.cli.certify.Conduct.ACCEPT;
import static org.mockzabbix.cli.certify.Conduct.DISTRUST;
import static org.mockzabbix.cli.certify.Conduct.REDIRECT;
import static org.mockzabbix.cli.certify.Conduct.REPORT;

import java.util.List;
import java.util.stream.Stream;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.rule.Responder;

/** The responses that {@code certify} tests a sender with. The first one is correct. */
public final class SenderTrials {

  private static final int PART_OF_RESPONSE = 50;

  private static final List<Trial> ALL =
      Stream.of(
              CommonTrials.accepted(),
              List.of(
                  CommonTrials.faulty("white space", ACCEPT, Fault.extraWhitespace()),
                  CommonTrials.faulty("unknown members", ACCEPT, Fault.extraMembers()),
                  CommonTrials.compressed(),
                  new Trial("failed values", REPORT, TrialPeer::failValues),
                  new Trial("failed request", REPORT, SenderTrials::failRequest)),
              CommonTrials.withoutResponse(),
              List.of(CommonTrials.faulty("empty", DISTRUST, Fault.emptyReply())),
              CommonTrials.damaged(PART_OF_RESPONSE),
              List.of(new Trial("redirect", REDIRECT, SenderTrials::redirect)),
              CommonTrials.failingOnce())
          .flatMap(List::stream)
          .toList();

  private SenderTrials() {}

  /** Returns all trials in the order of the table. */
  public static List<Trial> all() {
    return ALL;
  }

  private static void failRequest(TrialPeer peer) {
    peer.whenRequested().reply(Responder.failed("the test rejects the request"));
  }

  private static void redirect(TrialPeer peer) {
    peer.whenRequested().reply(Responder.redirect(peer.redirectAddress(), 1));
  }
}
