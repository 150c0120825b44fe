package org.mockzabbix.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ZabbixVersion;

/** A scenario in several files. */
class ScenarioFilesTest {

  @TempDir Path directory;

  private Scenario load(String... texts) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      String name = (char) ('a' + i) + ".yaml";
      files.add(Files.writeString(directory.resolve(name), texts[i]));
    }
    return Scenario.load(files, ServerConfig.lenient());
  }

  @Test
  void laterFilesAddToEarlierOnes() throws IOException {
    Scenario scenario =
        load(
            """
            dialect: "6.0"
            hosts:
              - host: web01
                items: [{key: a, type: trapper}, {key: b, type: trapper}]
            agents:
              - host: web01
                keys: {agent.ping: "1"}
            rules: [{fault: reset}]
            expect: [{host: web01, key: a}]
            """,
            """
            {"strict": true, "dialect": "6.0",
             "hosts": [{"host": "db01"},
                       {"host": "web01", "status": "disabled",
                        "items": [{"key": "c", "type": "trapper"}, {"key": "a", "type": "trapper"}]}],
             "agents": [{"host": "web01", "port": 0, "keys": {"up": "2", "agent.ping": "1"}},
                        {"host": "db01"}],
             "rules": [{"fault": "close"}],
             "expect": [{"host": "web01", "key": "c"}]}
            """,
            "# nothing yet",
            "hosts: [{host: web01, items: [{key: a, type: trapper, allowedHosts: 192.0.2.1}]}]");

    ServerConfig server = scenario.server();
    assertEquals(ZabbixVersion.V6_0, server.version());
    assertEquals(false, server.isLenient());
    assertEquals(
        List.of("web01 false [a, b, c]", "db01 true []"),
        server.hosts().stream()
            .map(
                h ->
                    h.name()
                        + " "
                        + h.isEnabled()
                        + " "
                        + h.items().stream().map(Item::key).toList())
            .toList());
    assertEquals("192.0.2.1", server.hosts().get(0).items().get(0).allowedHosts());
    assertEquals(
        List.of("web01", "db01"), server.agents().stream().map(AgentConfig::host).toList());
    assertEquals("[agent.ping, up]", server.agents().get(0).script().scripts().keySet().toString());
    assertEquals(2, server.rules().size());
    assertEquals(2, scenario.expectations().size());
  }

  @Test
  void crowdsOfTwoFilesAreOne() throws IOException {
    Scenario scenario =
        load(
            "hosts: [{host: \"w{n}\", count: 2, items: [{key: a, type: trapper}]}]",
            "hosts: [{host: \"w{n}\", items: [{key: b, type: trapper}]}]");

    assertEquals(
        List.of(List.of("a", "b"), List.of("a", "b")),
        scenario.server().hosts().stream()
            .map(host -> host.items().stream().map(Item::key).toList())
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "`strict: true`; `\nstrict: false`; b.yaml:2: strict is false, but true in a.yaml:1: remove"
            + " one of them",
        "`hosts:\n  - host: h\n    items:\n      - {key: k, type: trapper}`;"
            + " `hosts:\n- host: h\n  items:\n  - key: k\n    type: active`;"
            + " b.yaml:5: hosts[0].items[0].type is \"active\", but \"trapper\" in a.yaml:4: remove"
            + " one of them",
        "`hosts: [{host: h, agent: 127.0.0.1:1}]`; `hosts: [{host: h, agent: 127.0.0.1:2}]`;"
            + " b.yaml:1: hosts[0].agent is \"127.0.0.1:2\", but \"127.0.0.1:1\" in a.yaml:1: remove"
            + " one of them",
        "`agents: [{host: h, keys: {k: 1}}]`; `agents:\n- host: h\n  keys:\n    k: {reply: 2}`;"
            + " b.yaml:4: agents[0].keys.k is {\"reply\":2}, but 1 in a.yaml:1: remove one of them",
        "`agents: [{host: h, keys: {k: {clock: true}}}]`; `agents: [{host: h, keys: {k: {counter:"
            + " {}}}}]`; b.yaml:1: agents[0].keys.k is {\"counter\":{}}, but {\"clock\":true} in"
            + " a.yaml:1: remove one of them",
        "`agents: [{host: h, keys: {'k[a]': 1}}]`; `agents: [{host: h, keys: {'k[\"a\"]': 1}}]`;"
            + " b.yaml:1: k[\"a\"] and k[a] are the same key: remove one",
        "`hosts: [{host: \"w{n}\", count: 2}]`; `hosts: [{host: \"w{n}\", count: 3}]`; b.yaml:1:"
            + " hosts[0].count is 3, but 2 in a.yaml:1: remove one of them",
        "`hosts: [{host: \"w{n}\", count: 2}]`; `hosts:\n- host: w2`; b.yaml:2: host w2 is declared"
            + " in a.yaml:1, too: declare it once, or write the same host in both files",
        "`hosts: []`; `hosts: h`; b.yaml:1: hosts must be a list, but was \"h\"",
        "`hosts: h`; `hosts: []`; a.yaml:1: hosts must be a list, but was \"h\"",
        "`hosts: []`; `host: []`; b.yaml:1: unknown field \"host\" in a scenario: did you mean"
            + " \"hosts\"?",
        "`x: 1`; `x: 1`; a.yaml:1: unknown field \"x\" in a scenario: ...",
        "`hosts: [{host: a}]`; `hosts: [{host: a}, {host: a}]`; b.yaml:1: host a is declared in"
            + " a.yaml:1, too: declare it once, or write the same host in both files",
        "`hosts: [{host: a}, {host: a}]`; `hosts: [{host: a}]`; a.yaml:1: two hosts have the name"
            + " \"a\": rename one of them",
        "`[1]`; `hosts: []`; a.yaml:1: a scenario must be an object ...",
        "`hosts: [`; `hosts: []`; a.yaml:1: cannot be read: while parsing a flow node: expected the"
            + " node content, but found '<stream end>'",
      })
  void aContradictionNamesBothFiles(String first, String second, String message) {
    ScenarioException error = assertThrows(ScenarioException.class, () -> load(first, second));

    String text = error.getMessage().replace(directory + "/", "");
    int shown = message.endsWith(" ...") ? message.length() - 4 : text.length();
    assertEquals(message.replace(" ...", ""), text.substring(0, shown));
  }

  @Test
  void oneFileIsWhatItIs() throws IOException {
    assertEquals("h", load("hosts: [{host: h}]").server().hosts().get(0).name());
    IllegalArgumentException none = assertThrows(IllegalArgumentException.class, this::load);
    assertEquals("files must not be empty", none.getMessage());
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("no.yaml");
    ScenarioException error =
        assertThrows(
            ScenarioException.class, () -> Scenario.load(List.of(missing), ServerConfig.lenient()));

    assertEquals(missing + ": the file does not exist", error.getMessage());
  }
}
