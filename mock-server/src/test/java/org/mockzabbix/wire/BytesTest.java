package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
  }
}
