package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BytesTest {

  @Test
  void slice_sharesTheArray() {
    Bytes whole = Bytes.of("ZBXD hello");

    Bytes slice = whole.slice(5, 5).slice(1, 4);

    assertEquals("ello", slice.text());
    assertEquals('o', slice.at(3));
    assertSame(whole.array(), slice.array());
    assertEquals(6, slice.offset());
  }

  @Test
  void slice_outside() {
    Bytes slice = Bytes.of("hello").slice(1, 3);

    assertThrows(IndexOutOfBoundsException.class, () -> slice.slice(0, 4));
    assertThrows(IndexOutOfBoundsException.class, () -> slice.at(3));
    assertThrows(IndexOutOfBoundsException.class, () -> slice.at(-1));
  }

  @Test
  void toArray_isACopy() {
    Bytes bytes = Bytes.of("hello").slice(1, 3);

    bytes.toArray()[0] = 'X';

    assertArrayEquals(new byte[] {'e', 'l', 'l'}, bytes.toArray());
  }

  @Test
  void atIsUnsigned() {
    assertEquals(255, Bytes.of(new byte[] {-1}).at(0));
  }

  @Test
  void hex_marksOmittedBytes() {
    Bytes bytes = Bytes.of(new byte[] {0x5a, 0x42, (byte) 0xff});

    assertEquals("5a42ff", bytes.hex(3));
    assertEquals("5a42...", bytes.hex(2));
    assertEquals("3 bytes 5a42ff", bytes.toString());
    assertEquals("0 bytes", Bytes.empty().toString());
    assertEquals("1 byte 5a", bytes.slice(0, 1).toString());
  }

  @Test
  void hex_ofASlice() {
    Bytes slice = Bytes.of(Frames.bytes("00010a9fff00")).slice(1, 4);

    assertEquals("010a9fff", slice.hex(4));
    assertEquals("010a9f...", slice.hex(3));
    assertEquals("...", slice.hex(0));
  }

  @Test
  void toString_showsSixteenBytes() {
    assertEquals("16 bytes " + "61".repeat(16), Bytes.of("a".repeat(16)).toString());
    assertEquals("17 bytes " + "61".repeat(16) + "...", Bytes.of("a".repeat(17)).toString());
  }

  @Test
  void plus_copies() {
    Bytes hello = Bytes.of("xhellox").slice(1, 5);
    Bytes world = Bytes.of("(world)").slice(1, 5);

    Bytes joined = hello.plus(world);

    assertEquals("helloworld", joined.text());
    assertEquals("hello", hello.plus(Bytes.empty()).text());
    assertEquals("world", Bytes.empty().plus(world).text());
    assertFalse(joined.sharesArrayWith(hello));
  }

  @Test
  void sharesArray() {
    Bytes whole = Bytes.of("hello");

    assertTrue(whole.sharesArrayWith(whole.from(2)));
    assertFalse(whole.sharesArrayWith(Bytes.of("hello")));
  }

  @Test
  void countsCodePointsAndUtf16Units() {
    Bytes bytes = Bytes.of("aé€\uD83D\uDE00"); // 1 + 2 + 3 + 4 bytes

    assertEquals(10, bytes.length());
    assertEquals(4, bytes.utf8Characters());
    assertEquals(5, bytes.utf16Units());
    assertEquals(2, bytes.slice(1, 5).utf8Characters());
  }

  @Test
  void equalByContent() {
    Bytes slice = Bytes.of("xhellox").slice(1, 5);

    assertEquals(Bytes.of("hello"), slice);
    assertEquals(Bytes.of("hello").hashCode(), slice.hashCode());
    assertNotEquals(Bytes.of("hellO"), slice);
    assertNotEquals(Bytes.of("hell"), slice);
    assertNotEquals(Bytes.of("hellO").hashCode(), slice.hashCode());
    assertNotEquals(Bytes.of("olleh").hashCode(), slice.hashCode());
  }
}
