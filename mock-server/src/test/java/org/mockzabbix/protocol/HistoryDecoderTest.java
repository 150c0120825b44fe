package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.CommandResult;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.SenderData;

/** Which values of senders and agents a server of each version refuses, and how it names items. */
class HistoryDecoderTest {

  private static final String SESSION = "3f6213e55c004e4aa94132fac1cc9cc7";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          V6_0 | "version":"6.0.14","host":"h" | h
          V5_0 | "version":"4.4","host":"h"    | h
          V7_0 | "version":"7.0.22","host":"h" | -
          V6_0 | "version":"4.2","host":"h"    | -
          V6_0 | "host":"h"                    | -
          V6_0 | "version":"6.0.14"            | -
          """)
  void serversBefore70ReadSenderDataWithAHostLikeAgentData(
      ZabbixVersion version, String members, String host) {
    SenderData data =
        (SenderData)
            Rows.request(version, "{\"request\":\"sender data\"," + members + ",\"data\":[{}]}");

    assertEquals(host, data.host());
    assertEquals(host != null, data.values().areByItemid());
  }

  @Test
  void senderData_keepsItsSession() {
    String json = "{\"request\":\"sender data\",\"session\":\"" + SESSION + "\",\"data\":[]}";

    assertEquals(SESSION, ((SenderData) Rows.request(ZabbixVersion.V6_0, json)).session());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          V6_0 | "version":"6.0.14","host":"h" | h | true
          V7_0 | "version":"7.0.22","host":"h" | h | true
          V6_0 | "version":"6.0.14"            | - | false
          V6_0 | "version":"4.2","host":"h"    | h | false
          V6_0 | "host":"h"                    | h | false
          """)
  void agentData_isByItemidIfAnAgentSince44NamesItsHost(
      ZabbixVersion version, String members, String host, boolean byItemid) {
    AgentData data = (AgentData) agentData(version, members + ",\"data\":[{}]");

    assertEquals(host, data.host());
    assertEquals(byItemid, data.values().areByItemid());
    assertTrue(data.hasData());
  }

  @Test
  void agentData_withoutValuesIsOnlyForServersSince70() {
    String commands = "\"session\":\"x\",\"commands\":[]";

    AgentData accepted = (AgentData) agentData(ZabbixVersion.V7_0, commands);
    Invalid refused = (Invalid) agentData(ZabbixVersion.V6_0, commands);

    assertFalse(accepted.hasData());
    assertEquals("x", accepted.session());
    assertNull(accepted.host());
    assertEquals("cannot find pair with name \"data\"", refused.info());
  }

  @ParameterizedTest
  @EnumSource
  void agentData_ofAShortSessionIsRefused(ZabbixVersion version) {
    Invalid refused = (Invalid) agentData(version, "\"data\":[],\"session\":\"abc\"");

    assertEquals("invalid session token length 3", refused.info());
    assertEquals(RequestKind.AGENT_DATA, refused.kind());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          "version":"7.0.22","data":[]                          | cannot find "host" token
          "version":"4.4","data":[{"host":"h","key":"k"}]       | cannot find "host" token
          "version":"4.2","data":[{"key":"k"},{"host":"h"}]     | cannot find "host" token in data
          "data":[{}]                                           | cannot find "host" token in data
          "data":[5]                                            | cannot open "data" token
          "data":{"host":"h","key":"k"}                         | cannot open "data" token
          """)
  void agentData_withoutItsHostIsRefusedSince70(String members, String info) {
    assertEquals(info, ((Invalid) agentData(ZabbixVersion.V7_0, members)).info());
    assertTrue(agentData(ZabbixVersion.V6_0, members) instanceof AgentData);
  }

  @Test
  void agentData_withoutItsHostHasAHint() {
    Invalid refused =
        (Invalid) agentData(ZabbixVersion.V7_0, "\"version\":\"7.0\",\"Host\":1,\"data\":[]");

    assertEquals(
        "cannot find \"host\" token: write \"host\" instead of \"Host\"", refused.reason());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          "data":[]
          "data":[{"host":"h","key":"k"},{}]
          "data":[{"host":"h"}]
          "version":"4.2","data":[{"host":"h","key":"k","clock":"x"}]
          """)
  void agentData_ofAnAgentBefore44NeedsTheHostOfItsFirstValue(String members) {
    assertTrue(agentData(ZabbixVersion.V7_0, members) instanceof AgentData);
  }

  @Test
  void agentData_hasTheResultsOfCommands() {
    AgentData data =
        (AgentData)
            agentData(
                ZabbixVersion.V7_0,
                "\"commands\":[{\"id\":1,\"value\":\"out\"},{\"id\":2,\"error\":\"Timeout\"},{}]");

    assertEquals(
        List.of(
            new CommandResult(1, "out", null),
            new CommandResult(2, null, "Timeout"),
            new CommandResult(0, null, null)),
        data.commands());
  }

  private static Request agentData(ZabbixVersion version, String members) {
    return Rows.request(version, "{\"request\":\"agent data\"," + members + "}");
  }
}
