package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.text.ZabbixTime;

/** The small data of messages: times, commands and expressions. */
class MessageDataTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "30, 30", "30s, 30", "2m, 120", "3h, 10800", "1d, 86400", "2w, 1209600"})
  void zabbixTime_inSeconds(String text, long seconds) {
    assertEquals(OptionalLong.of(seconds), ZabbixTime.seconds(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1", "1.5", "5y", "5M", " 5", "5 s", "1h30m", "12345678901"})
  void zabbixTime_thatIsNoTime(String text) {
    assertEquals(OptionalLong.empty(), ZabbixTime.seconds(text));
  }

  @Test
  void remoteCommand_waitsThreeSecondsForItsResult() {
    assertEquals(new RemoteCommand(0, "uptime", true, 3), RemoteCommand.of("uptime"));
    assertEquals(5, RemoteCommand.of("uptime").withId(5).id());
  }

  @Test
  void remoteCommand_cannotBeEmpty() {
    assertEquals(
        "command must not be empty",
        assertThrows(IllegalArgumentException.class, () -> RemoteCommand.of("")).getMessage());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void remoteCommand_needsTime(long seconds) {
    assertEquals(
        "timeoutSeconds must be at least 1, but was " + seconds,
        assertThrows(
                IllegalArgumentException.class, () -> new RemoteCommand(0, "x", false, seconds))
            .getMessage());
  }

  @Test
  void globalRegexp_matchesUnlessToldOtherwise() {
    assertEquals(new GlobalRegexp("a", "^x", 3, ",", true), GlobalRegexp.matches("a", "^x"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void globalRegexp_hasFiveTypes(int type) {
    assertEquals(
        "type must be from 0 to 4, but was " + type,
        assertThrows(
                IllegalArgumentException.class, () -> new GlobalRegexp("a", "x", type, ",", true))
            .getMessage());
  }
}
