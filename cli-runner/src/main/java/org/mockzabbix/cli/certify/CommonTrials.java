package org.mockzabbix.cli.certify;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.mockzabbix.cli.certify.Conduct.ACCEPT;
import static org.mockzabbix.cli.certify.Conduct.ACCEPT_IF_COMPRESSED;
import static org.mockzabbix.cli.certify.Conduct.DISTRUST;
import static org.mockzabbix.cli.certify.Conduct.RECOVER;

import java.util.List;
import org.mockzabbix.fault.Fault;

/** The responses that senders and programs that request values are both tested with. */
final class CommonTrials {

  private static final int HEADER_LENGTH = 13;

  private CommonTrials() {}

  static Trial faulty(String name, Conduct conduct, Fault fault) {
    return new Trial(name, conduct, peer -> peer.whenRequested().fault(fault));
  }

  /** Returns the correct response first, then the same in other pieces. */
  static List<Trial> accepted() {
    return List.of(
        new Trial("good", ACCEPT, peer -> {}),
        faulty("single bytes", ACCEPT, Fault.trickle(1, ofMillis(5))),
        faulty("pause after header", ACCEPT, Fault.delay(ofMillis(500)).afterBytes(HEADER_LENGTH)),
        faulty("slow", ACCEPT, Fault.delay(ofSeconds(1)).beforeReply()),
        faulty("never closed", ACCEPT, Fault.stall().afterReply()));
  }

  static Trial compressed() {
    return faulty("compressed", ACCEPT_IF_COMPRESSED, Fault.zlibReply());
  }

  /** Returns connections that end or stall before the whole response, and wrong headers. */
  static List<Trial> withoutResponse() {
    return List.of(
        new Trial("refused", DISTRUST, TrialPeer::refuseConnections),
        faulty("reset", DISTRUST, Fault.reset().beforeReply()),
        faulty("reset inside", DISTRUST, Fault.reset().insideReply()),
        faulty("closed", DISTRUST, Fault.close().beforeReply()),
        faulty("half-closed", DISTRUST, Fault.halfClose().beforeReply()),
        faulty("half-open", DISTRUST, Fault.stall().beforeReply()),
        faulty("stalled inside", DISTRUST, Fault.stall().insideReply()),
        faulty("no header", DISTRUST, Fault.missingHeader()),
        faulty("wrong header", DISTRUST, Fault.corruptHeader()));
  }

  /**
   * Returns responses of a wrong length or content.
   *
   * @param part the length of a response that is cut, in bytes
   */
  static List<Trial> damaged(int part) {
    return List.of(
        faulty("short", DISTRUST, Fault.cutAfter(part)),
        faulty("garbage", DISTRUST, Fault.garbage(100, 42)),
        faulty("length too large", DISTRUST, Fault.wrongLength(5)),
        faulty("length too small", DISTRUST, Fault.wrongLength(-5)));
  }

  /** Returns failures of the first connection or request only. */
  static List<Trial> failingOnce() {
    return List.of(
        new Trial("reset once", RECOVER, peer -> peer.onConnect(Fault.reset().onAccept()).times(1)),
        new Trial(
            "closed once",
            RECOVER,
            peer -> peer.whenRequested().fault(Fault.close().beforeReply()).times(1)));
  }
}
