package org.mockzabbix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

/** Options and environment variables accept the same texts as scenario files. */
class OptionConvertersTest {

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "10,PT10S", "10s,PT10S", "5m,PT5M", "1h,PT1H", "1d,PT24H"})
  void timeout_isSpelledAsInScenarioFiles(String text, Duration timeout) {
    assertEquals(timeout, OptionConverters.timeout(text));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "4096,4096", "64K,65536", "128M,134217728", "1G,1073741824"})
  void packetSize_isSpelledAsInScenarioFiles(String text, long bytes) {
    assertEquals(bytes, OptionConverters.packetSize(text));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "10051,10051", "65535,65535"})
  void port_isANumber(String text, int port) {
    assertEquals(port, OptionConverters.port(text));
  }

  @Test
  void path_namesWhatIsInvalid() {
    TypeConversionException invalid =
        assertThrows(TypeConversionException.class, () -> OptionConverters.path("a\0b"));

    assertEquals(
        "\"a\\u0000b\" is not a valid path: Nul character not allowed", invalid.getMessage());
  }
}
