package org.mockzabbix.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

class FaultTest {

  private static final Bytes DATA = Bytes.of("data");

  @Test
  void corrupt_appliesPacketFaultsInTheirOrder() {
    assertEquals(
        "dataxdatax",
        corrupted(
            packet(1),
            List.of(Fault.missingHeader(), Fault.extraBytes(1), Fault.duplicateReply())));
    assertEquals(
        "datadatax",
        corrupted(
            packet(1),
            List.of(Fault.missingHeader(), Fault.duplicateReply(), Fault.extraBytes(1))));
  }

  @Test
  void corrupt_ignoresOtherFaults() {
    byte[] response = packet(1);

    byte[] corrupted =
        Fault.corrupt(response, List.of(Fault.reset(), Fault.trickle(1, Duration.ofMillis(1))));

    assertArrayEquals(response, corrupted);
  }

  @Test
  void corrupt_leavesResponseWithoutHeaderUnchanged() {
    List<Fault> faults =
        List.of(Fault.wrongLength(1), Fault.corruptHeader(), Fault.largePacketReply());

    assertEquals("OK", corrupted(Bytes.of("OK").toArray(), faults));
    assertEquals("", corrupted(new byte[0], faults));
  }

  @Test
  void corrupt_doesNotChangeItsArgument() {
    byte[] response = packet(1);

    Fault.corrupt(response, List.of(Fault.corruptHeader(), Fault.wrongFlags(3)));

    assertArrayEquals(packet(1), response);
  }

  @Test
  void corrupt_ofALargePacket() {
    byte[] longer = Fault.corrupt(packet(5), List.of(Fault.wrongLength(3)));

    assertEquals(7, longer[5]);
    assertEquals(packet(5).length, longer.length);
  }

  @Test
  void faults_areEqualByTheirParameters() {
    assertEquals(Fault.garbage(8, 1), Fault.garbage(8, 1));
    assertNotEquals(Fault.garbage(8, 1), Fault.garbage(8, 2));
    assertEquals(Fault.stall(), Fault.stall(Duration.ofMinutes(10)));
    assertNotEquals(Fault.stall(), Fault.stall(Duration.ofMinutes(1)));
    assertEquals(Fault.close().insideReply(), Fault.close().at(FaultPhase.INSIDE_REPLY));
    assertEquals(
        List.of(Fault.close(), Fault.wrongFlags(1)).hashCode(),
        List.of(Fault.close(), Fault.wrongFlags(1)).hashCode());
  }

  @Test
  void socketFault_endsConnectionOrOutputOrNothing() {
    assertTrue(Fault.close().endsConnection());
    assertTrue(Fault.stall().endsConnection());
    assertTrue(Fault.reset().endsConnection());
    assertTrue(Fault.reset().resetsConnection());
    assertFalse(Fault.close().resetsConnection());
    assertTrue(Fault.halfClose().endsOutput());
    assertFalse(Fault.halfClose().endsConnection());
    assertFalse(Fault.delay(Duration.ofMillis(1)).endsConnection());
  }

  @ParameterizedTest
  @EnumSource
  void phase_isPartOfTheNameAndOfEquality(FaultPhase phase) {
    SocketFault fault = Fault.reset().at(phase);

    assertEquals(phase, fault.phase());
    assertEquals("reset " + phase, fault.toString());
    assertEquals(Fault.reset().at(phase), fault);
    assertEquals(phase == FaultPhase.BEFORE_REPLY, fault.equals(Fault.reset()));
  }

  @Test
  void phases_haveAMethodEach() {
    SocketFault fault = Fault.close();

    assertEquals(FaultPhase.ON_ACCEPT, fault.onAccept().phase());
    assertEquals(FaultPhase.WHILE_READING, fault.whileReading().phase());
    assertEquals(FaultPhase.BEFORE_REPLY, fault.onAccept().beforeReply().phase());
    assertEquals(FaultPhase.INSIDE_REPLY, fault.insideReply().phase());
    assertEquals(FaultPhase.AFTER_REPLY, fault.afterReply().phase());
  }

  @Test
  void parametersOutOfRange_areRejected() {
    Duration second = Duration.ofSeconds(1);

    assertThrows(IllegalArgumentException.class, () -> Fault.delay(Duration.ofSeconds(-1)));
    assertThrows(IllegalArgumentException.class, () -> Fault.delay(Duration.ofHours(25)));
    assertThrows(IllegalArgumentException.class, () -> Fault.trickle(0, second));
    assertThrows(IllegalArgumentException.class, () -> Fault.trickle(1, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> Fault.cutAfter(-1));
    assertThrows(NullPointerException.class, () -> Fault.reset().at(null));
  }

  @Test
  void trickle_hasAName() {
    Duration second = Duration.ofSeconds(1);

    assertEquals("trickle of 1 byte every 1 s", Fault.trickle(1, second).toString());
    assertEquals("trickle of 2 bytes every 1 s", Fault.trickle(2, second).toString());
  }

  private static String corrupted(byte[] response, List<Fault> faults) {
    return Bytes.of(Fault.corrupt(response, faults)).text();
  }

  private static byte[] packet(int flags) {
    return PacketWriter.frame(flags, DATA).toArray();
  }
}
