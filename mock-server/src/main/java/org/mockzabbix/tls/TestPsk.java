package org.mockzabbix.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pre-shared key with its identity, as in Zabbix's options {@code TLSPSKIdentity} and {@code
 * TLSPSKFile}. Immutable.
 *
 * <pre>{@code
 * TestPsk psk = TestPsk.random("web01");
 * }</pre>
 */
public final class TestPsk {

  private static final int RANDOM_BYTES = 32;
  private static final int MAX_IDENTITY = 128;
  private static final int MIN_DIGITS = 32;
  private static final int MAX_DIGITS = 512;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String identity;
  private final byte[] key; // never changed

  private TestPsk(String identity, byte[] key) {
    this.identity = identity;
    this.key = key;
  }

  /**
   * Returns a key of 256 random bits.
   *
   * @param identity 1 to 128 characters; not secret, it is sent without encryption
   */
  public static TestPsk random(String identity) {
    byte[] key = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(key);
    return new TestPsk(checked(identity), key);
  }

  /**
   * Returns a known key.
   *
   * @param hex 32 to 512 hexadecimal digits, an even number
   * @throws IllegalArgumentException if the identity or the key is not one that Zabbix accepts
   */
  public static TestPsk of(String identity, String hex) {
    String defect = defect(Objects.requireNonNull(hex, "hex must not be null"));
    if (defect != null) {
      throw new IllegalArgumentException("the PSK of identity \"" + identity + "\" " + defect);
    }
    return new TestPsk(checked(identity), HexFormat.of().parseHex(hex));
  }

  /**
   * Reads a key from a file in Zabbix's format: one line with hexadecimal digits.
   *
   * @throws IOException if the file cannot be read, or its content is not a key. The message is
   *     that of Zabbix's programs, for example {@code PSK in file "F" is too short. Minimum is 32
   *     hex-digits}
   */
  public static TestPsk read(String identity, Path file) throws IOException {
    String line = firstLine(file);
    String shown = "\"" + file + "\"";
    if (line.isEmpty()) {
      throw new IOException("cannot read from file " + shown + " or file empty");
    }
    if (line.length() < MIN_DIGITS) {
      throw new IOException(
          "PSK in file " + shown + " is too short. Minimum is " + MIN_DIGITS + " hex-digits");
    }
    if (line.length() > MAX_DIGITS) {
      throw new IOException(
          "PSK in file " + shown + " is too long. Maximum is " + MAX_DIGITS + " hex-digits");
    }
    if (defect(line) != null) {
      throw new IOException("invalid PSK in file " + shown);
    }
    return new TestPsk(checked(identity), HexFormat.of().parseHex(line));
  }

  private static String firstLine(Path file) throws IOException {
    byte[] start;
    try (var in = Files.newInputStream(file)) {
      start = in.readNBytes(MAX_DIGITS + 3);
    } catch (IOException unreadable) {
      throw new IOException("cannot open file \"" + file + "\"", unreadable);
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  private static String checked(String identity) {
    Objects.requireNonNull(identity, "identity must not be null");
    int length = identity.codePointCount(0, identity.length());
    if (length == 0 || length > MAX_IDENTITY) {
      throw new IllegalArgumentException(
          "a PSK identity has 1 to " + MAX_IDENTITY + " characters, not " + length);
    }
    return identity;
  }

  private static @Nullable String defect(String hex) {
    if (hex.length() < MIN_DIGITS || hex.length() > MAX_DIGITS) {
      return "has "
          + hex.length()
          + " hexadecimal digits instead of "
          + MIN_DIGITS
          + " to "
          + MAX_DIGITS;
    }
    if (hex.length() % 2 != 0) {
      return "has an odd number of hexadecimal digits";
    }
    return hex.chars().allMatch(HexFormat::isHexDigit) ? null : "is not hexadecimal";
  }

  /** Returns the identity. */
  public String identity() {
    return identity;
  }

  /** Returns a copy of the bytes of the key. */
  public byte[] key() {
    return key.clone();
  }

  /** Returns the key in hexadecimal digits, as Zabbix's files and database have it. */
  public String hex() {
    return HexFormat.of().formatHex(key);
  }

  /**
   * Writes the key to a file for {@code TLSPSKFile} or {@code --tls-psk-file}, readable by its
   * owner only where the file system has permissions.
   *
   * @return the file
   */
  public Path writeTo(Path file) throws IOException {
    return SecretFile.write(file, hex() + "\n");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TestPsk that
        && identity.equals(that.identity)
        && MessageDigest.isEqual(key, that.key);
  }

  @Override
  public int hashCode() {
    return 31 * identity.hashCode() + Arrays.hashCode(key);
  }

  /** Returns the identity, without the key. */
  @Override
  public String toString() {
    return "PSK \"" + identity + "\"";
  }
}
