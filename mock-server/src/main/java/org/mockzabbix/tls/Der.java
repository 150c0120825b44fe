package org.mockzabbix.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Encodes the values that certificates consist of. The JDK reads certificates, but has no public
 * API to make them.
 */
final class Der {

  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_ID = 0x06;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int EXPLICIT = 0xA0;

  private static final byte[] NULL = {0x05, 0};
  private static final byte[] RSA = sequence(objectId(1, 2, 840, 113549, 1, 1, 1), NULL);

  static final byte[] SHA256_WITH_RSA = sequence(objectId(1, 2, 840, 113549, 1, 1, 11), NULL);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(SEQUENCE, parts);
  }

  static byte[] set(byte[]... parts) {
    return value(SET, parts);
  }

  static byte[] integer(BigInteger number) {
    return value(INTEGER, number.toByteArray());
  }

  static byte[] octets(byte[] bytes) {
    return value(OCTET_STRING, bytes);
  }

  static byte[] bits(byte[] bytes) {
    return value(BIT_STRING, new byte[] {0}, bytes); // none of the last bits is unused
  }

  static byte[] time(Instant time) {
    return value(GENERALIZED_TIME, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns a value with the explicit context tag {@code number}. */
  static byte[] tagged(int number, byte[]... parts) {
    return value(EXPLICIT | number, parts);
  }

  static byte[] objectId(int first, int second, int... rest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(first * 40 + second);
    for (int number : rest) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if (number >>> shift > 0) {
          bytes.write(((number >>> shift) & 0x7F) | 0x80);
        }
      }
      bytes.write(number & 0x7F);
    }
    return value(OBJECT_ID, bytes.toByteArray());
  }

  /** Returns a value with any tag. */
  static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(tag);
    writeLength(bytes, content.size());
    bytes.writeBytes(content.toByteArray());
    return bytes.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream bytes, int length) {
    if (length < 0x80) {
      bytes.write(length);
    } else if (length < 0x100) {
      bytes.write(0x81);
      bytes.write(length);
    } else {
      bytes.write(0x82); // no value is longer than 64 KiB
      bytes.write(length >> 8);
      bytes.write(length);
    }
  }

  /** Returns an RSA key of PKCS #1 in the form of PKCS #8, which the JDK reads. */
  static byte[] pkcs8OfRsa(byte[] key) {
    return sequence(integer(BigInteger.ZERO), RSA, octets(key));
  }
}
