package org.mockzabbix.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeFormatTest {

  @ParameterizedTest
  @CsvSource({
    "0,0 bytes",
    "1,1 byte",
    "1000,1000 bytes",
    "1024,1K",
    "1025,1025 bytes",
    "134217728,128M",
    "1073741824,1G",
    "1099511627776,1024G",
    "-1,-1 bytes",
  })
  void prints(long bytes, String text) {
    assertEquals(text, SizeFormat.format(bytes));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "4096,4096", "64K,65536", "128M,134217728", "1G,1073741824"})
  void parses(String text, long bytes) {
    assertEquals(OptionalLong.of(bytes), SizeFormat.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "K", "-1", "64k", "64KB", "64 K", "1.5M", "1T", "999999999999999G"})
  void refusesOtherForms(String text) {
    assertEquals(OptionalLong.empty(), SizeFormat.parse(text));
  }
}
