package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.wire.Bytes;

class TrailingBytesWarningTest {

  private static final String CHARACTERS =
      " arrived after the packet: is the length counted in characters instead of bytes?";

  @ParameterizedTest
  @CsvSource({"x, 1 byte", "xy, 2 bytes"})
  void countsTheSurplus(String late, String count) {
    assertEquals(
        count + " more than declared arrived after the packet",
        TrailingBytesWarning.of(Bytes.of("hello"), Bytes.of(late)));
  }

  @ParameterizedTest
  @CsvSource({"é, 1 byte", "ééé, 3 bytes", "a€b, 2 bytes", "héllo wörld, 2 bytes"})
  void recognizesALengthInCharacters(String text, String count) {
    assertEquals(
        count + " more than declared" + CHARACTERS,
        note(text, text.codePointCount(0, text.length())));
  }

  @ParameterizedTest
  @CsvSource({"😀, 2 bytes", "a😀b😀, 4 bytes"})
  void recognizesALengthInUtf16Units(String text, String count) {
    assertEquals(count + " more than declared" + CHARACTERS, note(text, text.length()));
  }

  @ParameterizedTest
  @CsvSource({"é, 0", "éé, 1", "€x, 1", "hello, 3"})
  void givesNoHintIfTheNumbersDiffer(String text, int declared) {
    int late = text.getBytes(StandardCharsets.UTF_8).length - declared;

    assertEquals(
        late + (late == 1 ? " byte" : " bytes") + " more than declared arrived after the packet",
        note(text, declared));
  }

  /** The note for {@code text} if only its first {@code declared} bytes were declared. */
  private static String note(String text, int declared) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return TrailingBytesWarning.of(
        Bytes.of(Arrays.copyOf(bytes, declared)),
        Bytes.of(Arrays.copyOfRange(bytes, declared, bytes.length)));
  }
}
