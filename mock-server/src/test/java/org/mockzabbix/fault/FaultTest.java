package org.mockzabbix.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults as data: what they are equal to, are called, and accept. */
class FaultTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @EnumSource
  void phase_isPartOfTheNameAndOfEquality(Phase phase) {
    SocketFault fault = Fault.reset().at(phase);

    assertEquals(phase, fault.phase());
    assertEquals("reset " + phase, fault.toString());
    assertEquals(Fault.reset().at(phase), fault);
    assertEquals(Fault.reset().at(phase).hashCode(), fault.hashCode());
    assertEquals(phase == Phase.BEFORE_REPLY, fault.equals(Fault.reset()));
  }

  @Test
  void phases_haveAMethodEach() {
    SocketFault fault = Fault.close();

    assertEquals(Phase.ON_ACCEPT, fault.onAccept().phase());
    assertEquals(Phase.WHILE_READING, fault.whileReading().phase());
    assertEquals(Phase.BEFORE_REPLY, fault.onAccept().beforeReply().phase());
    assertEquals(Phase.INSIDE_REPLY, fault.insideReply().phase());
    assertEquals(Phase.AFTER_REPLY, fault.afterReply().phase());
  }

  @Test
  void onlyTheFirstTwoPhases_precedeTheRequest() {
    assertTrue(Phase.ON_ACCEPT.precedesRequest());
    assertTrue(Phase.WHILE_READING.precedesRequest());
    assertFalse(Phase.BEFORE_REPLY.precedesRequest());
    assertFalse(Phase.INSIDE_REPLY.precedesRequest());
    assertFalse(Phase.AFTER_REPLY.precedesRequest());
  }

  @Test
  void effects() {
    assertTrue(Fault.reset().resetsConnection());
    assertTrue(Fault.reset().endsConnection());
    assertTrue(Fault.close().endsConnection());
    assertFalse(Fault.close().resetsConnection());
    assertTrue(Fault.halfClose().endsOutput());
    assertFalse(Fault.halfClose().endsConnection());
    assertFalse(Fault.delay(SECOND).endsConnection());
    assertEquals(SECOND, Fault.delay(SECOND).duration());
    assertEquals(Duration.ZERO, Fault.reset().duration());
  }

  @Test
  void packetFaults_areEqualIfTheirParametersAre() {
    assertEquals(Fault.cutAfter(3), Fault.cutAfter(3));
    assertNotEquals(Fault.cutAfter(3), Fault.cutAfter(4));
    assertEquals(Fault.garbage(8, 42), Fault.garbage(8, 42));
    assertNotEquals(Fault.garbage(8, 42), Fault.garbage(8, 43));
    assertEquals(Fault.garbage(8, 42).hashCode(), Fault.garbage(8, 42).hashCode());
  }

  @Test
  void parametersOutOfRange_areRejected() {
    assertThrows(IllegalArgumentException.class, () -> Fault.delay(Duration.ofSeconds(-1)));
    assertThrows(IllegalArgumentException.class, () -> Fault.delay(Duration.ofHours(25)));
    assertThrows(IllegalArgumentException.class, () -> Fault.trickle(0, SECOND));
    assertThrows(IllegalArgumentException.class, () -> Fault.trickle(1, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> Fault.cutAfter(-1));
    assertThrows(NullPointerException.class, () -> Fault.reset().at(null));
  }

  @Test
  void trickle_hasAName() {
    assertEquals("trickle of 1 byte every 1 s", Fault.trickle(1, SECOND).toString());
    assertEquals("trickle of 2 bytes every 1 s", Fault.trickle(2, SECOND).toString());
  }
}
