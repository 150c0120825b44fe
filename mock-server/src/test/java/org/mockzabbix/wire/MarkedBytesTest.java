package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The places of the bytes that are not valid. */
class MarkedBytesTest {

  private static final PacketLimits LIMITS = PacketLimits.zabbix60().withMaxPacketSize(100);

  @ParameterizedTest
  @CsvSource({
    "21, 0, 1, header",
    "21425844 01, 0, 4, header",
    "5a4221, 2, 1, header",
    "5a422144 01, 2, 2, header",
    "5a425844 00, 4, 1, flags",
    "5a425844 09 01000000, 4, 1, flags",
    "5a425844 01 65000000 00000000, 5, 4, length",
    "5a425844 03 65000000 65000000, 5, 4, length",
    "5a425844 05 6500000000000000 0000000000000000, 5, 8, length",
    "5a425844 05 0100000004000000 0100000004000000, 5, 8, length",
    "5a425844 03 64000000 65000000, 9, 4, reserved",
    "5a425844 05 0100000000000000 0100000004000000, 13, 8, reserved",
    "5a425844 01 02000000 00000000 686921, 15, 1, surplus",
    "5a425844 05 0200000000000000 0000000000000000 68692121, 23, 2, surplus",
    "5a425844 03 0a000000 03000000 789ccbc80400013b00d2, 9, 4, reserved",
    "5a425844 07 0a00000000000000 0100000000000000 789ccbc80400013b00d2, 13, 8, reserved",
    "5a425844 03 02000000 02000000 6869, 13, 2, compressedData",
    "5a425844 07 0300000000000000 0200000000000000 789ccb, 21, 3, compressedData"
  })
  void placeOfWrongBytes(String sent, int offset, int length, String part) {
    PacketAssembler assembler = new PacketAssembler(LIMITS);

    MalformedPacketException e =
        assertThrows(
            MalformedPacketException.class,
            () -> {
              assembler.feed(ByteBuffer.wrap(Frames.bytes(sent)));
              assembler.packet();
            });

    assertEquals(new MarkedBytes(offset, length, part), e.place());
  }

  @Test
  void missingBytesAreBehindTheLast() throws Exception {
    PacketAssembler assembler = new PacketAssembler(LIMITS);
    assembler.feed(ByteBuffer.wrap(Frames.declaring(9, "hi")));

    assertEquals(new MarkedBytes(15, 0, "missing"), assembler.missing());
  }

  @ParameterizedTest
  @CsvSource({"0x03, 13", "0x07, 21"})
  void compressedDataFollowsTheHeader(String flags, int offset) {
    Bytes packet = PacketWriter.frame(Integer.decode(flags), Bytes.of("hi"));

    assertEquals(new MarkedBytes(offset, 10, "compressedData"), MarkedBytes.compressedData(packet));
  }
}
