package org.mockzabbix.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.mockzabbix.text.Plurals;

/**
 * A view of a byte array. Slices share the array instead of copying it. Immutable as long as the
 * array does not change.
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

  /** Returns a view of no bytes. */
  public static Bytes empty() {
    return EMPTY;
  }

  /**
   * Returns a view of {@code array}, without a copy. The caller must not change the array
   * afterwards.
   */
  public static Bytes of(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
  }

  /** Returns the UTF-8 bytes of {@code text}. */
  public static Bytes of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** Returns the bytes from {@code start} on, without a copy. */
  public Bytes from(int start) {
    return slice(start, length - start);
  }

  /** Returns {@code length} bytes from {@code start} on, without a copy. */
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

  /** Returns the number of bytes. */
  public int length() {
    return length;
  }

  /** Returns the byte at {@code index}, from 0 to 255. */
  public int at(int index) {
    return array[offset + Objects.checkIndex(index, length)] & 0xff;
  }

  /** Returns a new array with a copy of these bytes. */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /**
   * Returns the viewed array, in which these bytes begin at {@link #offset()}. Do not change it:
   * recorded packets share it.
   */
  public byte[] array() {
    return array;
  }

  /** Returns the index of the first of these bytes in {@link #array()}. */
  public int offset() {
    return offset;
  }

  /** Returns whether these bytes and {@code other} are views of one array. */
  @SuppressWarnings("ReferenceEquality") // the same array is the point
  public boolean sharesArrayWith(Bytes other) {
    return array == other.array;
  }

  /**
   * Returns the first {@code max} bytes as lower-case hexadecimal digits, followed by {@code ...}
   * if there are more.
   */
  public String hex(int max) {
    int shown = Math.min(max, length);
    String hex = HexFormat.of().formatHex(array, offset, offset + shown);
    return shown < length ? hex + "..." : hex;
  }

  /** Returns these bytes decoded as UTF-8. Invalid bytes become U+FFFD. */
  public String text() {
    return new String(array, offset, length, UTF_8);
  }

  /** Returns these bytes, each as the character with its number. */
  public String latin1() {
    return new String(array, offset, length, ISO_8859_1);
  }

  /**
   * Returns the number of characters (code points) if these bytes are UTF-8. If they are not UTF-8,
   * returns the number of bytes with which a character can begin.
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
   * Returns the length of the text in UTF-16 units, as Java and JavaScript count it. A character
   * outside the BMP is two units.
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
    return ByteBuffer.wrap(array, offset, length).hashCode(); // of the content alone
  }

  /** Returns the length and the first bytes, for example {@code 98 bytes 5a425844...}. */
  @Override
  public String toString() {
    return Plurals.count(length, "byte") + (length == 0 ? "" : ' ' + hex(16));
  }
}
