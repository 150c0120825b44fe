package org.mockzabbix.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.text.Plurals;

class DataInflaterTest {

  private static final String NOT_ZLIB =
      "the compressed data is not a zlib stream: incorrect header check";
  private static final byte[] TEXT = Bytes.of("agent.ping agent.ping agent.ping").toArray();

  @Test
  void inflatesToTheDeclaredSize() throws Exception {
    assertEquals(Bytes.of(TEXT), inflate(32, zlib(TEXT)));
  }

  @Test
  void inflatesNothingToNothing() throws Exception {
    assertEquals(Bytes.empty(), inflate(0, zlib(new byte[0])));
  }

  @Test
  void inflatesHighlyCompressedData() throws Exception {
    byte[] plain = new byte[3_000_001];

    Bytes inflated = inflate(plain.length, zlib(plain));

    assertEquals(Bytes.of(plain), inflated);
    assertEquals(plain.length, inflated.array().length);
  }

  @Test
  void ignoresBytesAfterTheStream_asZlibDoes() throws Exception {
    byte[] withSurplus = Frames.join(Bytes.of(zlib(TEXT)), Bytes.of("surplus"));

    assertEquals(Bytes.of(TEXT), inflate(32, withSurplus));
  }

  @Test
  void reservedTooSmall() {
    assertEquals(
        "declared 31 bytes uncompressed (RESERVED), the data inflates to more",
        refused(31, zlib(TEXT)));
    assertEquals(
        "declared 0 bytes uncompressed (RESERVED), the data inflates to more: RESERVED must be the"
            + " length before compression",
        refused(0, zlib(TEXT)));
  }

  @Test
  void reservedIsTheCompressedLength() {
    byte[] zlib = zlib(TEXT);

    assertEquals(
        "declared 22 bytes uncompressed (RESERVED), the data inflates to more: RESERVED must be the"
            + " length before compression",
        refused(zlib.length, zlib));
    assertEquals(
        "declared 9 bytes uncompressed (RESERVED), the data inflates to 1: RESERVED must be the"
            + " length before compression",
        refused(9, zlib("1".getBytes(US_ASCII))));
  }

  @ParameterizedTest
  @CsvSource({
    "256, 65536, more, 65536 is 00 00 01 00",
    "65536, 256, 256, 256 is 00 01 00 00",
    "1, 16777216, more, 16777216 is 00 00 00 01"
  })
  void reservedIsBigEndian(int reserved, int actual, String shown, String correct) {
    assertEquals(
        "declared "
            + Plurals.count(reserved, "byte")
            + " uncompressed (RESERVED), the data inflates to "
            + shown
            + ": is RESERVED big-endian? In little-endian order, "
            + correct,
        refused(reserved, zlib(new byte[actual])));
  }

  @ParameterizedTest
  @CsvSource({"256, 65535, more", "256, 65537, more", "65536, 255, 255", "65536, 257, 257"})
  void reservedIsNotBigEndian(int reserved, int actual, String shown) {
    assertEquals(
        "declared " + reserved + " bytes uncompressed (RESERVED), the data inflates to " + shown,
        refused(reserved, zlib(new byte[actual])));
  }

  /** Counting all of a bomb would only serve the hint. */
  @Test
  void countsNoMoreThan16MiB() {
    byte[] damagedBehind17MiB = zlib(new byte[17 << 20]);
    damagedBehind17MiB[damagedBehind17MiB.length - 1] ^= 1;

    assertEquals(
        "declared 1 byte uncompressed (RESERVED), the data inflates to more",
        refused(1, damagedBehind17MiB));
  }

  @Test
  void reservedTooBig() {
    assertEquals(
        "declared 33 bytes uncompressed (RESERVED), the data inflates to 32",
        refused(33, zlib(TEXT)));
  }

  @Test
  void gzip() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(TEXT);
    }

    assertEquals(
        "the compressed data is not a zlib stream: incorrect header check: is it gzip instead?"
            + " (the data begins with '\\x1f\\x8b\\x08\\x00\\x00\\x00\\x00\\x00\\x00\\xffKLO\\xcd+\\xd1...')",
        refused(32, out.toByteArray()));
  }

  @Test
  void rawDeflate() {
    byte[] zlib = zlib(TEXT);

    assertEquals(
        "the compressed data is not a zlib stream: incorrect header check: is it a raw deflate"
            + " stream, without zlib's header? (the data begins with"
            + " 'KLO\\xcd+\\xd1+\\xc8\\xccKWH\\xc4\\xc6\\x04\\x00')",
        refused(32, Arrays.copyOfRange(zlib, 2, zlib.length - 4)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          two characters   | 4b4c0200 | `: is it a raw deflate stream, without zlib's header? (the data begins with 'KL\\x02\\x00')`
          one character    | 4b0400   | ` (the data begins with 'K\\x04\\x00')`
          bytes of no text | 63640200 | ` (the data begins with 'cd\\x02\\x00')`
          """)
  void shortRawDeflate(String content, String hex, String reason) {
    assertEquals(NOT_ZLIB + reason, refused(32, Frames.bytes(hex)));
  }

  @Test
  void lengthsOfEightBytes() {
    byte[] withUpperHalf =
        Frames.join(Bytes.of(Frames.bytes("0200000000000000")), Bytes.of(zlib(TEXT)));
    String eightBytes =
        ": are the lengths numbers of eight bytes? With these flags, they have four";

    assertEquals(
        NOT_ZLIB
            + eightBytes
            + " (the data begins with '\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00x\\x9cKLO\\xcd+\\xd1...')",
        refused(32, withUpperHalf));
    assertEquals(
        NOT_ZLIB
            + eightBytes
            + " (the data begins with '\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00x\\x9c')",
        refused(32, Arrays.copyOf(withUpperHalf, 10)));
    assertEquals(
        NOT_ZLIB + " (the data begins with '\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00x')",
        refused(32, Arrays.copyOf(withUpperHalf, 9)));
    assertEquals(
        NOT_ZLIB + " (the data begins with '\\x02\\x00\\x00')",
        refused(32, Arrays.copyOf(withUpperHalf, 3)));
  }

  @Test
  void twoBytesOfGzip() {
    assertEquals(
        NOT_ZLIB + ": is it gzip instead? (the data begins with '\\x1f\\x8b')",
        refused(32, Frames.bytes("1f8b")));
    assertEquals(
        NOT_ZLIB + " (the data begins with '\\x1f\\x8c')", refused(32, Frames.bytes("1f8c")));
    assertEquals(
        NOT_ZLIB + " (the data begins with '\\x1e\\x8b')", refused(32, Frames.bytes("1e8b")));
  }

  @Test
  void notCompressed() {
    assertEquals(
        "the compressed data is not a zlib stream: incorrect header check: is it not compressed?"
            + " Then the flags are 0x01 (the data begins with 'agent.ping agent...')",
        refused(32, TEXT));
    assertEquals(
        NOT_ZLIB
            + ": is it not compressed? Then the flags are 0x01"
            + " (the data begins with '0123456789abcdef...')",
        refused(32, Bytes.of("0123456789abcdef\n").toArray()));
    assertEquals(
        NOT_ZLIB + " (the data begins with '0123456789abcde\\n')",
        refused(32, Bytes.of("0123456789abcde\n").toArray()));
  }

  @Test
  void wrongChecksum() {
    byte[] zlib = zlib(TEXT);
    zlib[zlib.length - 1] ^= 1;

    assertEquals(
        "the compressed data is not a zlib stream: incorrect data check (the data begins"
            + " with 'x\\x9cKLO\\xcd+\\xd1+\\xc8\\xccKWH\\xc4\\xc6...')",
        refused(32, zlib));
  }

  @Test
  void cutShort() {
    byte[] zlib = zlib(TEXT);

    assertEquals(
        "the compressed data is cut short: " + (zlib.length - 1) + " bytes inflate to 32",
        refused(32, Arrays.copyOf(zlib, zlib.length - 1)));
    assertEquals(
        "the compressed data is cut short: 0 bytes inflate to 0", refused(32, new byte[0]));
    assertEquals(
        "the compressed data is cut short: 1 byte inflates to 0",
        refused(32, Arrays.copyOf(zlib, 1)));
  }

  @Test
  void presetDictionary() {
    Deflater deflater = new Deflater();
    deflater.setDictionary(Bytes.of("agent.ping").toArray());

    assertEquals(
        "the compressed data needs a preset dictionary", refused(32, deflate(deflater, TEXT)));
  }

  @Test
  void bomb_needsNoMoreMemoryThanItDeclares() {
    byte[] bomb = zlib(new byte[64 << 20]); // 64 MiB of zeros in 64 KiB

    long before = allocatedBytes();
    String reason = refused(1_000_000, bomb);
    long allocated = allocatedBytes() - before;

    assertEquals(
        "declared 1000000 bytes uncompressed (RESERVED), the data inflates to more", reason);
    assertTrue(allocated < 4_000_000, () -> "allocated " + allocated);
  }

  @Test
  void declaredLength_allocatesNothing() {
    long before = allocatedBytes();
    String reason = refused(127 << 20, zlib(TEXT));
    long allocated = allocatedBytes() - before;

    assertEquals(
        "declared 133169152 bytes uncompressed (RESERVED), the data inflates to 32", reason);
    assertTrue(allocated < 1_000_000, () -> "allocated " + allocated);
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static Bytes inflate(long plainSize, byte[] body) throws MalformedPacketException {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());
    assertTrue(assembler.feed(ByteBuffer.wrap(Frames.compressed(plainSize, body))));
    return assembler.packet().data();
  }

  private static String refused(long plainSize, byte[] body) {
    return String.valueOf(
        assertThrows(MalformedPacketException.class, () -> inflate(plainSize, body)).getMessage());
  }

  private static byte[] zlib(byte[] plain) {
    return deflate(new Deflater(), plain);
  }

  private static byte[] deflate(Deflater deflater, byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(out, deflater)) {
      zlib.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }
}
