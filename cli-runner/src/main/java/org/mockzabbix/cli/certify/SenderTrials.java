package org.mockzabbix.cli.certify;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.mockzabbix.cli.certify.Conduct.ACCEPT;
import static org.mockzabbix.cli.certify.Conduct.ACCEPT_IF_COMPRESSED;
import static org.mockzabbix.cli.certify.Conduct.DISTRUST;
import static org.mockzabbix.cli.certify.Conduct.RECOVER;
import static org.mockzabbix.cli.certify.Conduct.REDIRECT;
import static org.mockzabbix.cli.certify.Conduct.REPORT;

import java.util.List;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.rule.Responder;

/** The responses that {@code certify} tests a sender with. The first one is correct. */
public final class SenderTrials {

  private static final int HEADER_LENGTH = 13;
  private static final int PART_OF_RESPONSE = 50;

  private static final List<Trial> ALL =
      List.of(
          new Trial("good", ACCEPT, peer -> {}),
          faulty("single bytes", ACCEPT, Fault.trickle(1, ofMillis(5))),
          faulty(
              "pause after header", ACCEPT, Fault.delay(ofMillis(500)).afterBytes(HEADER_LENGTH)),
          faulty("slow", ACCEPT, Fault.delay(ofSeconds(1)).beforeReply()),
          faulty("never closed", ACCEPT, Fault.stall().afterReply()),
          faulty("white space", ACCEPT, Fault.extraWhitespace()),
          faulty("unknown members", ACCEPT, Fault.extraMembers()),
          faulty("compressed", ACCEPT_IF_COMPRESSED, Fault.zlibReply()),
          new Trial("failed values", REPORT, TrialPeer::failValues),
          new Trial("failed request", REPORT, SenderTrials::failRequest),
          new Trial("refused", DISTRUST, TrialPeer::refuseConnections),
          faulty("reset", DISTRUST, Fault.reset().beforeReply()),
          faulty("reset inside", DISTRUST, Fault.reset().insideReply()),
          faulty("closed", DISTRUST, Fault.close().beforeReply()),
          faulty("half-closed", DISTRUST, Fault.halfClose().beforeReply()),
          faulty("half-open", DISTRUST, Fault.stall().beforeReply()),
          faulty("stalled inside", DISTRUST, Fault.stall().insideReply()),
          faulty("no header", DISTRUST, Fault.missingHeader()),
          faulty("wrong header", DISTRUST, Fault.corruptHeader()),
          faulty("empty", DISTRUST, Fault.emptyReply()),
          faulty("short", DISTRUST, Fault.cutAfter(PART_OF_RESPONSE)),
          faulty("garbage", DISTRUST, Fault.garbage(100, 42)),
          faulty("length too large", DISTRUST, Fault.wrongLength(5)),
          faulty("length too small", DISTRUST, Fault.wrongLength(-5)),
          new Trial("redirect", REDIRECT, SenderTrials::redirect),
          new Trial(
              "reset once", RECOVER, peer -> peer.onConnect(Fault.reset().onAccept()).times(1)),
          new Trial(
              "closed once",
              RECOVER,
              peer -> peer.whenRequested().fault(Fault.close().beforeReply()).times(1)));

  private SenderTrials() {}

  /** Returns all trials in the order of the table. */
  public static List<Trial> all() {
    return ALL;
  }

  static Trial faulty(String name, Conduct conduct, Fault fault) {
    return new Trial(name, conduct, peer -> peer.whenRequested().fault(fault));
  }

  private static void failRequest(TrialPeer peer) {
    peer.whenRequested().reply(Responder.failed("the test rejects the request"));
  }

  private static void redirect(TrialPeer peer) {
    peer.whenRequested().reply(Responder.redirect(peer.redirectAddress(), 1));
  }
}
