package org.mockzabbix.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
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
    assertEquals(Fault.close().insideReply(), Fault.close().at(Phase.INSIDE_REPLY));
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

  private static String corrupted(byte[] response, List<Fault> faults) {
    return Bytes.of(Fault.corrupt(response, faults)).text();
  }

  private static byte[] packet(int flags) {
    return PacketWriter.frame(flags, DATA).toArray();
  }
}
