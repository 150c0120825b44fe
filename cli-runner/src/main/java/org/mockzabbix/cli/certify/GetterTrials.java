package org.mockzabbix.cli.certify;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.mockzabbix.cli.certify.Conduct.ACCEPT;
import static org.mockzabbix.cli.certify.Conduct.ACCEPT_IF_COMPRESSED;
import static org.mockzabbix.cli.certify.Conduct.DISTRUST;
import static org.mockzabbix.cli.certify.Conduct.RECOVER;
import static org.mockzabbix.cli.certify.Conduct.REPORT_REASON;
import static org.mockzabbix.cli.certify.SenderTrials.faulty;

import java.util.List;
import org.mockzabbix.fault.Fault;

/**
 * The responses that {@code certify --getter} tests a program with that requests values from an
 * agent. The first one is correct.
 */
public final class GetterTrials {

  private static final int HEADER_LENGTH = 13;
  private static final int PART_OF_RESPONSE = 15;

  private static final List<Trial> ALL =
      List.of(
          new Trial("good", ACCEPT, peer -> {}),
          faulty("single bytes", ACCEPT, Fault.trickle(1, ofMillis(5))),
          faulty(
              "pause after header", ACCEPT, Fault.delay(ofMillis(500)).afterBytes(HEADER_LENGTH)),
          faulty("slow", ACCEPT, Fault.delay(ofSeconds(1)).beforeReply()),
          faulty("never closed", ACCEPT, Fault.stall().afterReply()),
          faulty("compressed", ACCEPT_IF_COMPRESSED, Fault.zlibReply()),
          new Trial("not supported", REPORT_REASON, TrialPeer::failValues),
          new Trial("refused", DISTRUST, TrialPeer::refuseConnections),
          faulty("reset", DISTRUST, Fault.reset().beforeReply()),
          faulty("reset inside", DISTRUST, Fault.reset().insideReply()),
          faulty("closed", DISTRUST, Fault.close().beforeReply()),
          faulty("half-closed", DISTRUST, Fault.halfClose().beforeReply()),
          faulty("half-open", DISTRUST, Fault.stall().beforeReply()),
          faulty("stalled inside", DISTRUST, Fault.stall().insideReply()),
          faulty("no header", DISTRUST, Fault.missingHeader()),
          faulty("wrong header", DISTRUST, Fault.corruptHeader()),
          faulty("short", DISTRUST, Fault.cutAfter(PART_OF_RESPONSE)),
          faulty("garbage", DISTRUST, Fault.garbage(100, 42)),
          faulty("length too large", DISTRUST, Fault.wrongLength(5)),
          faulty("length too small", DISTRUST, Fault.wrongLength(-5)),
          new Trial(
              "reset once", RECOVER, peer -> peer.onConnect(Fault.reset().onAccept()).times(1)),
          new Trial(
              "closed once",
              RECOVER,
              peer -> peer.whenRequested().fault(Fault.close().beforeReply()).times(1)));

  private GetterTrials() {}

  /** Returns all trials in the order of the table. */
  public static List<Trial> all() {
    return ALL;
  }
}
