package org.mockzabbix.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Objects;

/**
 * Some bytes that nobody changes any more, as a view of an array: the only type here that holds a
 * {@code byte[]}. Slices share the array. Immutable, as long as whoever handed the array over keeps
 * to the bargain.
 */
public final class Bytes {

  private static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** No bytes at all. */
  public static Bytes empty() {
    return EMPTY;
  }

  /** Takes {@code array} over, without a copy: the caller must not write to it again. */
  public static Bytes of(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
  }

  /** The UTF-8 bytes of {@code text}. */
  public static Bytes of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** The {@code length} bytes from {@code start} on, sharing the array. */
  public Bytes slice(int start, int length) {
    Objects.checkFromIndexSize(start, length, this.length);
    return new Bytes(array, offset + start, length);
  }

  /** Returns a copy of these bytes followed by {@code others}. */
  public Bytes plus(Bytes others) {
    byte[] joined = Arrays.copyOfRange(array, offset, offset + length + others.length);
    System.arraycopy(others.array, others.offset, joined, length, others.length);
    return of(joined);
  }

  /** How many bytes these are. */
  public int length() {
    return length;
  }

  /** The byte at {@code index} as 0..255. */
  public int at(int index) {
    return array[offset + Objects.checkIndex(index, length)] & 0xff;
  }

  /** A copy that the caller may do with as it likes. */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /**
   * The array that these bytes lie in, from {@link #offset()} on, without a copy, for parsers. Do
   * not write to it: packets that were recorded long ago share it.
   */
  public byte[] array() {
    return array;
  }

  /** Where in {@link #array()} these bytes begin. */
  public int offset() {
    return offset;
  }

  /**
   * Whether these bytes lie in the same array as {@code other}, and so take no room of their own.
   */
  @SuppressWarnings("ReferenceEquality") // the same array is the point
  public boolean sharesArrayWith(Bytes other) {
    return array == other.array;
  }

  /**
   * The first {@code max} bytes as lower-case hexadecimal digits, followed by {@code ...} if there
   * are more.
   */
  public String hex(int max) {
    int shown = Math.min(max, length);
    StringBuilder hex = new StringBuilder(2 * shown + 3);
    for (int i = 0; i < shown; i++) {
      hex.append(Character.forDigit(at(i) >> 4, 16)).append(Character.forDigit(at(i) & 0xf, 16));
    }
    return shown < length ? hex.append("...").toString() : hex.toString();
  }

  /** The bytes read as UTF-8; what is not UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(array, offset, length, UTF_8);
  }

  /**
   * How many characters (code points) these bytes are in UTF-8. In bytes that are not UTF-8, every
   * byte that could begin one counts.
   */
  public int utf8Characters() {
    int characters = 0;
    for (int i = offset; i < offset + length; i++) {
      if ((array[i] & 0xc0) != 0x80) {
        characters++;
      }
    }
    return characters;
  }

  /**
   * How long the text is for a language that counts UTF-16 units, as Java and JavaScript do: a
   * character outside the BMP is two.
   */
  public int utf16Units() {
    int units = utf8Characters();
    for (int i = offset; i < offset + length; i++) {
      if ((array[i] & 0xf8) == 0xf0) {
        units++;
      }
    }
    return units;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** Length and first bytes, for people: {@code 98 bytes 5a425844...}. */
  @Override
  public String toString() {
    return length == 0 ? "0 bytes" : length + " bytes " + hex(16);
  }
}
