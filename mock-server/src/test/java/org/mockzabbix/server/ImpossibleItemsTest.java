package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** Items that no Zabbix server can have are unknown to a lenient server, too. */
@Timeout(60)
class ImpossibleItemsTest {

  private static final String NO_SUCH_ITEM =
      "failed: the host has no item with this key, and cannot have one: ";
  private static final String NO_NAME =
      "a name consists of letters, digits, dots, underscores and hyphens";
  private static final String LONG_HOST = "h".repeat(129);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a[mean][90] | text after the closing bracket (character 8)",
        "a b         | " + NO_NAME + " (character 2)",
        "{$M}        | " + NO_NAME + " (character 1)",
        "ключ        | " + NO_NAME + " (character 1)",
        "[a]         | " + NO_NAME + " (character 1)",
        "k[a         | the closing bracket is missing (character 4)",
        "k[\\\"a]    | the closing quote is missing (character 6)",
        "k[[a]b]     | a comma or the closing bracket must follow a quoted parameter or an array"
            + " (character 6)",
        "\\u0000     | it is empty",
        "``          | it is empty"
      })
  void senderData_withAnImpossibleKeyFails(String key, String reason) throws IOException {
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V7_0)) {
      String counts = WireClient.counts(server, senderData(row("h", key), row("h", "k")));

      assertEquals("{'response':'success','info':'processed: 1; failed: 1; total: 2'}", counts);
      assertEquals(List.of(NO_SUCH_ITEM + reason), rejections(server));
      assertEquals(List.of("k"), server.items().stream().map(ItemValue::key).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent.ping",
        "A-Z_0.9",
        "k[]",
        "k[/,free]",
        "k[a b]",
        "k[{$M},{#FS}]",
        "k[é世😀]",
        "k[\\\"a]b\\\",c]",
        "k[[a,b],c]",
        "k[a\\u0022b]",
        "k[a\\\\b]"
      })
  void senderData_withAnyOtherKeyIsProcessed(String key) throws IOException {
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V7_0)) {
      String counts = WireClient.counts(server, senderData(row("h", key)));

      assertEquals("{'response':'success','info':'processed: 1; failed: 0; total: 1'}", counts);
      assertEquals(1, server.items().size());
    }
  }

  @Test
  void senderData_withANameThatIsTooLongFails() throws IOException {
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V7_0)) {
      WireClient.counts(
          server,
          senderData(
              row(LONG_HOST, "k"),
              row("h", "k".repeat(2049)),
              row("", "k"),
              row("\\u0000", "k"),
              row("ホ".repeat(128), "k".repeat(2048))));

      assertEquals(
          List.of(
              "failed: no such host, and there cannot be one: the name has 129 characters, but"
                  + " Zabbix accepts at most 128",
              NO_SUCH_ITEM + "it has 2049 characters, but Zabbix accepts at most 2048",
              "failed: no such host, and there cannot be one: the name is empty",
              "failed: no such host, and there cannot be one: the name is empty"),
          rejections(server));
      assertEquals(1, server.items().size());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a/b      | Zabbix accepts CHARACTERS, but not \"/\"",
        "a$b      | Zabbix accepts CHARACTERS, but not \"$\"",
        "*        | Zabbix accepts CHARACTERS, but not \"*\"",
        "a\\u0007b | Zabbix accepts CHARACTERS, but not \"\\u0007\"",
        "`  `     | the name consists of spaces only",
        "` web01` | a name neither begins nor ends with a space",
        "`web01 ` | a name neither begins nor ends with a space"
      })
  void senderData_withAnImpossibleHostFails(String host, String reason) throws IOException {
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V7_0)) {
      String counts = WireClient.counts(server, senderData(row(host, "k"), row("ホスト", "k")));

      assertEquals("{'response':'success','info':'processed: 1; failed: 1; total: 2'}", counts);
      assertEquals(
          List.of(
              "failed: no such host, and there cannot be one: "
                  + reason.replace(
                      "CHARACTERS", "letters, digits, spaces, dots, dashes and underscores")),
          rejections(server));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'request':'sender data','data':[ROW]}",
        "{'request':'sender data','session':'SESSION','data':[ROW]}",
        "{'request':'agent data','data':[ROW]}",
        "{'request':'agent data','session':'SESSION','data':[ROW]}",
        "h:a b:1",
        "<req><host>aA==</host><key>YSBi</key><data>MQ==</data></req>"
      })
  void everyRequestWithKeys_failsForAnImpossibleOne(String request) throws IOException {
    String json = request.replace("ROW", row("h", "a b")).replace("SESSION", Servers.SESSION);
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer any = Servers.lenient(version);
          MockZabbixServer own = Servers.lenient(version, Host.of("h", Item.trapper("k")))) {
        WireClient.ask(any, 1, json.replace('\'', '"'));
        WireClient.ask(own, 1, json.replace('\'', '"'));

        assertEquals(List.of(NO_SUCH_ITEM + NO_NAME + " (character 2)"), rejections(any));
        assertEquals(List.of(NO_SUCH_ITEM + NO_NAME + " (character 2)"), rejections(own));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void activeChecks_ofAnImpossibleHostAreRefused(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.lenient(version)) {
      String json =
          WireClient.reply(server, "{'request':'active checks','host':'" + LONG_HOST + "'}");
      String legacy = WireClient.reply(server, "ZBX_GET_ACTIVE_CHECKS\n" + LONG_HOST + "\n");

      assertEquals(
          "{'response':'failed','info':'cannot find pair with name \\'"
              + (version == ZabbixVersion.V7_0 ? "config_revision" : "port")
              + "\\''}",
          json);
      assertEquals("", legacy);
    }
  }

  @Test
  void agentData_ofAnImpossibleHostIsUnknown() throws IOException {
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V7_0)) {
      String reply =
          WireClient.reply(
              server,
              "{'request':'agent data','version':'7.0','host':'"
                  + LONG_HOST
                  + "','data':[{'itemid':1,'value':'1'}]}");

      assertEquals("{'response':'success','info':'unknown host '" + LONG_HOST + "''}", reply);
      assertEquals(List.of("failed: no such host"), rejections(server));
    }
  }

  @Test
  void strictServer_explainsAnImpossibleKey() throws IOException {
    try (MockZabbixServer server = Servers.strict70(Host.of("h", Item.trapper("a[mean,90]")))) {
      WireClient.counts(server, senderData(row("h", "a[mean][90]")));

      assertEquals(Outcome.UNKNOWN_KEY, server.rejected().get(0).outcome());
      assertEquals(
          List.of(NO_SUCH_ITEM + "text after the closing bracket (character 8)"),
          rejections(server));
    }
  }

  @Test
  void failureMessage_explainsAnImpossibleKey() throws IOException {
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V7_0)) {
      WireClient.counts(server, senderData(row("h", "a[mean][90]")));

      AssertionError failure =
          assertThrows(
              AssertionError.class,
              () -> assertThat(server).received(item("h", "a[mean,90]")).now());

      String line =
          "#1 h a[mean][90] = \"1\" <- "
              + NO_SUCH_ITEM
              + "text after the closing bracket (character 8)\n";
      assertTrue(failure.getMessage().contains(line), failure.getMessage());
    }
  }

  @Test
  void methods_refuseImpossibleNames() {
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V7_0)) {
      String key =
          "\"bad[key\" is not a valid item key: the closing bracket is missing (character 8)";
      String host =
          '"'
              + "h".repeat(120)
              + "\"... (129 characters) cannot be the name of a host: the name has 129 characters,"
              + " but Zabbix accepts at most 128";

      assertEquals(key, refusal(() -> server.poll("127.0.0.1:1", "bad[key")));
      assertEquals(key, refusal(() -> server.poll("h", "127.0.0.1:1", "bad[key")));
      assertEquals(key, refusal(() -> server.agent("h").reply("bad[key", "1")));
      assertEquals(key, refusal(() -> server.agent("h").forget("bad[key")));
      assertEquals(host, refusal(() -> server.poll(LONG_HOST, "127.0.0.1:1", "k")));
      assertEquals(host, refusal(() -> server.runOnAgent(LONG_HOST, RemoteCommand.of("true"))));
      assertEquals(
          "\"a/b\" cannot be the name of a proxy: Zabbix accepts letters, digits, spaces, dots,"
              + " dashes and underscores, but not \"/\"",
          refusal(() -> Host.of("h").monitoredBy("a/b")));
      assertEquals(
          host.replace("of a host", "of an agent's host"), refusal(() -> server.agent(LONG_HOST)));
    }
  }

  private static String refusal(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  private static List<String> rejections(MockZabbixServer server) {
    return server.rejected().stream().map(value -> value.rejection().orElseThrow()).toList();
  }

  private static String senderData(String... rows) {
    return "{'request':'sender data','data':[" + String.join(",", rows) + "]}";
  }

  private static String row(String host, String key) {
    return "{'host':'" + host + "','key':'" + key + "','value':'1'}";
  }
}
