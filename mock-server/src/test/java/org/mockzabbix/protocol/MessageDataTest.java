package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.text.ZabbixTime;
import org.mockzabbix.tls.TlsMode;

/** The small data of messages: times, commands, expressions, types, reasons and addresses. */
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
  @ValueSource(longs = {0, -1, 601})
  void remoteCommand_needsTime(long seconds) {
    assertEquals(
        "timeoutSeconds must be from 1 to 600, but was " + seconds,
        assertThrows(
                IllegalArgumentException.class, () -> new RemoteCommand(0, "x", false, seconds))
            .getMessage());
  }

  @Test
  void globalRegexp_matchesUnlessToldOtherwise() {
    assertEquals(new GlobalRegexp("a", "^x", 3, ",", true), GlobalRegexp.matches("a", "^x"));
  }

  @Test
  void remoteCommand_isWrittenAsAnAgentReadsIt() {
    JsonWriter json = new JsonWriter().array();
    new RemoteCommand(7, "uptime", true, 3).writeTo(json);
    new RemoteCommand(8, "reboot", false, 600).writeTo(json);

    assertEquals(
        "[{\"command\":\"uptime\",\"id\":7,\"wait\":1,\"timeout\":3},"
            + "{\"command\":\"reboot\",\"id\":8,\"wait\":0,\"timeout\":600}]",
        json.end().toString());
  }

  @Test
  void globalRegexp_isWrittenAsAnAgentReadsIt() {
    JsonWriter json = new JsonWriter().array();
    new GlobalRegexp("a", "^x", 3, ",", true).writeTo(json);
    new GlobalRegexp("b", "y,z", 1, ",", false).writeTo(json);

    assertEquals(
        "[{\"name\":\"a\",\"expression\":\"^x\",\"expression_type\":3,\"exp_delimiter\":\",\","
            + "\"case_sensitive\":1},"
            + "{\"name\":\"b\",\"expression\":\"y,z\",\"expression_type\":1,\"exp_delimiter\":\",\","
            + "\"case_sensitive\":0}]",
        json.end().toString());
  }

  @ParameterizedTest
  @CsvSource({"0, UNKNOWN", "1, AVAILABLE", "2, UNAVAILABLE", "3, UNKNOWN"})
  void availability_hasANumber(long number, Availability availability) {
    assertEquals(availability, Availability.of(number));
  }

  @ParameterizedTest
  @CsvSource({"FLOAT, 0", "CHARACTER, 1", "LOG, 2", "UNSIGNED, 3", "TEXT, 4"})
  void valueType_hasANumber(ValueType type, int number) {
    assertEquals(number, type.number());
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, web01, false, 10.0.0.1",
    "10.0.0.1, web01, true,  web01",
    "'',       web01, false, web01",
    "10.0.0.1, '',    true,  10.0.0.1",
    "'',       '',    true,  ''"
  })
  void registration_hasTheAddressUnderWhichTheAgentIsPolled(
      String ip, String dns, boolean isPolledByName, String address) {
    AgentRegistration registration =
        new AgentRegistration("h", "", ip, dns, 10050, TlsMode.UNENCRYPTED, null, isPolledByName);

    assertEquals(address, registration.address());
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
