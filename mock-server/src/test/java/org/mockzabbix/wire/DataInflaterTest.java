package org.mockzabbix.wire;

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

class DataInflaterTest {

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

  @Test
  void notCompressed() {
    assertEquals(
        "the compressed data is not a zlib stream: incorrect header check: is it not compressed?"
            + " Then the flags are 0x01 (the data begins with 'agent.ping agent...')",
        refused(32, TEXT));
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
