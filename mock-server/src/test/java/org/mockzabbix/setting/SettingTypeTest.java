package org.mockzabbix.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;

/** Texts of scenario files, options and environment variables. */
class SettingTypeTest {

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "10,PT10S", "10s,PT10S", "5m,PT5M", "1h,PT1H", "1d,PT24H"})
  void duration(String text, Duration duration) {
    assertEquals(duration, SettingType.duration().parse(text));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "4096,4096", "64K,65536", "128M,134217728", "1G,1073741824"})
  void size(String text, long bytes) {
    assertEquals(bytes, SettingType.size().parse(text));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "10051,10051", "65535,65535"})
  void port(String text, int port) {
    assertEquals(port, SettingType.port().parse(text));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "True,true", "false,false"})
  void bool(String text, boolean value) {
    assertEquals(value, SettingType.trueOrFalse().parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x   | must be an integer from 0 to 65535, but was "x"
          +1  | must be an integer from 0 to 65535, but was "+1"
          -1  | must be an integer from 0 to 65535, but was "-1"
          ''  | must be an integer from 0 to 65535, but was ""
          """)
  void port_tellsWhatIsExpected(String text, String message) {
    assertEquals(message, error(SettingType.port(), text));
  }

  @Test
  void boolean_isNoOtherWord() {
    assertEquals("must be true or false, but was \"yes\"", error(SettingType.trueOrFalse(), "yes"));
  }

  @Test
  void choice_suggestsTheClosestWord() {
    assertEquals(
        "must be one of 5.0, 6.0, 7.0, but was \"7\": did you mean \"7.0\"?",
        error(SettingType.version(), "7"));
  }

  @Test
  void setting_setsTheValueOfTheText() {
    ServerConfig.Builder server = ServerConfig.lenient().toBuilder();

    Setting.ofServer("dialect").set(server, "6.0");

    assertEquals(ZabbixVersion.V6_0, server.build().version());
  }

  private static String error(SettingType<?> type, String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> type.parse(text)).getMessage());
  }
}
