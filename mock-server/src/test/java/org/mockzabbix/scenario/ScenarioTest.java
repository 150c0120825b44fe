package org.mockzabbix.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.AgentProgram;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.setting.Setting;

class ScenarioTest {

  private static final String YAML =
      """
      dialect: "6.0"
      strict: true
      bind: 127.0.0.1
      trapperPort: 0
      poll: true
      configRevision: 7
      hosts:
        - host: h1
          agent: 127.0.0.1:10050
          items:
            - {itemid: 30001, key: trap1, type: trapper}
            - {itemid: 30002, key: agent.ping, type: active, delay: 5s}
            - {key: passive.key, type: passive, delay: 1s, valueType: unsigned}
            - {key: closed, type: trapper, allowedHosts: 192.0.2.1, history: 7d}
            - {key: off, type: httpAgentTrap, status: disabled}
        - {host: behind, proxy: px, status: disabled}
      agents:
        - host: web01
          variant: agent2
          dialect: "7.0"
          port: 0
          keys:
            agent.ping: 1
            "up.echo[*]": {reply: "{1}|{2}"}
            slow.key: {reply: x, delay: 3s}
            broken: {notSupported: No such file}
            counter: {sequence: ["1", "2"], then: repeat}
      expect:
        - {host: web01, key: app.ok, value: "1", times: 1}
      """;

  @Test
  void missingFileOfARelativePath_namesWhereItWasLookedFor() {
    ScenarioException e =
        assertThrows(ScenarioException.class, () -> Scenario.load(Path.of("missing.yaml")));

    assertEquals(
        "missing.yaml: the file does not exist in " + Path.of("").toAbsolutePath(), e.getMessage());
  }

  @Test
  void readsYaml() {
    Scenario scenario = Scenario.parse("s.yaml", YAML);

    assertEquals(ZabbixVersion.V6_0, scenario.server().version());
    assertFalse(scenario.server().isLenient());
    assertEquals("127.0.0.1", scenario.server().bindAddress());
    assertEquals(0, scenario.server().trapperPort());
    assertTrue(scenario.server().pollsFromStart());
    assertEquals(7, scenario.server().configRevision());
    assertEquals(
        List.of(
            Host.of(
                    "h1",
                    Item.trapper("trap1").withItemid(30001),
                    Item.active("agent.ping", "5s").withItemid(30002),
                    Item.passive("passive.key", "1s").withValueType(ValueType.UNSIGNED),
                    Item.trapper("closed")
                        .withAllowedHosts("192.0.2.1")
                        .withHistory(Duration.ofDays(7)),
                    Item.httpAgentTrap("off").disabled())
                .withAgent("127.0.0.1:10050"),
            Host.of("behind").monitoredBy("px").disabled()),
        scenario.server().hosts());
    assertEquals(
        List.of(Expectation.of(item("web01", "app.ok").withValue("1")).times(1)).toString(),
        scenario.expectations().toString());
  }

  @Test
  void readsAgents() {
    AgentConfig agent = Scenario.parse("s.yaml", YAML).server().agents().get(0);

    assertEquals("web01", agent.host());
    assertEquals(AgentProgram.Variant.AGENT2, agent.variant());
    assertEquals(ZabbixVersion.V7_0, agent.version());
    assertEquals(0, agent.port());
    assertEquals(value("1"), answer(agent, "agent.ping"));
    assertEquals(value("a|b"), answer(agent, "up.echo[a,b]"));
    assertEquals(Duration.ofSeconds(3), script(agent, "slow.key").delay());
    assertEquals(CheckResult.notSupported("No such file"), answer(agent, "broken"));
    assertEquals(value("1"), answer(agent, "counter"));
    assertEquals(value("2"), answer(agent, "counter"));
    assertEquals(value("1"), answer(agent, "counter"));
  }

  @Test
  void readsACrowd() {
    ServerConfig crowd =
        Scenario.parse(
                "s.yaml",
                """
                hosts:
                  - {host: "web{n}", count: 3, agent: "web{n}", items: [{key: k, type: passive}]}
                agents:
                  - {host: "web{n}", count: 3, port: 20000, keys: {k: 1}}
                  - {host: "any{n}", count: 2}
                """)
            .server();

    assertEquals(
        List.of("web1 at web1", "web2 at web2", "web3 at web3"),
        crowd.hosts().stream().map(host -> host.name() + " at " + host.agent()).toList());
    assertEquals(
        List.of("web1:20000", "web2:20001", "web3:20002", "any1:0", "any2:0"),
        crowd.agents().stream().map(agent -> agent.host() + ":" + agent.port()).toList());
  }

  private static CheckResult value(String text) {
    return CheckResult.value(text);
  }

  private static CheckResult answer(AgentConfig agent, String key) {
    return script(agent, key).result(ItemKey.parse(key));
  }

  private static KeyScript script(AgentConfig agent, String key) {
    return agent.script().find(key, ItemKey.tryParse(key)).orElseThrow();
  }

  @Test
  void readsJson() {
    Scenario scenario =
        Scenario.parse(
            "s.json", "{\"hosts\": [{\"host\": \"h\", \"items\": []}], \"strict\": true}");

    assertEquals(List.of(Host.of("h")), scenario.server().hosts());
    assertFalse(scenario.server().isLenient());
    assertEquals(ZabbixVersion.newest(), scenario.server().version());
  }

  @Test
  void itemid_upToTheGreatestThatFits() {
    String text =
        "hosts: [{host: h, items: [{key: k, type: active, itemid: 9223372036854775807}]}]";

    Scenario scenario = Scenario.parse("s.yaml", text);

    assertEquals(Long.MAX_VALUE, scenario.server().hosts().get(0).items().get(0).itemid());
  }

  @Test
  void anEmptyFileSaysNothing() {
    Scenario scenario = Scenario.parse("s.yaml", "# nothing yet\n");

    assertEquals(ZabbixVersion.newest(), scenario.server().version());
    assertEquals(List.of(), scenario.server().hosts());
    assertEquals(List.of(), scenario.expectations());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "`hosts:\n  - hots: h1`;"
            + " s:2: unknown field \"hots\" in a host: did you mean \"host\"?",
        "`hosts:\n  - host: h1\n    items:\n      - {kee: a, type: trapper}`;"
            + " s:4: unknown field \"kee\" in an item: did you mean \"key\"?",
        "`xyzzy: 1`; s:1: unknown field \"xyzzy\" in a scenario: use one of FIELDS",
        "`hosts:\n  - {items: []}`; s:2: a host needs the field \"host\"",
        "`hosts: h1`; s:1: hosts must be a list, but was \"h1\"",
        "`hosts:\n  - {host: h, count: 2}`;"
            + " s:2: host must contain {n} if count is 2, so that the names differ: write for"
            + " example \"h{n}\"",
        "`hosts: [{host: \"h{n}\", count: 0}]`;"
            + " s:1: hosts[0].count must be an integer from 1 to 10000, but was 0",
        "`agents: [{host: \"h{n}\", count: 2, port: 65535}]`;"
            + " s:1: port must be from 0 to 65535, but was 65536",
        "`regexps: [{name: r, expression: x, type: matchs}]`;"
            + " s:1: regexps[0].type must be one of matches, matchesNot, includes, includesAny,"
            + " includesNot, but was \"matchs\": did you mean \"matches\"?",
        "`hosts:\n  - h1`; s:2: hosts[0] must be an object with host, count, status, items, agent,"
            + " macros, proxy, tls, but was \"h1\"",
        "`hosts:\n  - host: [a]`; s:2: hosts[0].host must be a string that is not blank, but was"
            + " a list",
        "`dialect: '6.2'`; s:1: dialect must be one of 5.0, 6.0, 7.0, but was \"6.2\": did you mean"
            + " \"6.0\"?",
        "`trapperPort: 70000`;"
            + " s:1: trapperPort must be an integer from 0 to 65535, but was 70000",
        "`strict: perhaps`; s:1: strict must be true or false, but was \"perhaps\"",
        "`hosts:\n  - host: h\n    items:\n      - {key: a, type: traper}`;"
            + " s:4: hosts[0].items[0].type must be one of passive, trapper, active,"
            + " httpAgentTrap, but was \"traper\": did you mean \"trapper\"?",
        "`agents:\n  - host: a\n    keys:\n      k: {reply: x, delay: soon}`;"
            + " s:4: agents[0].keys.k.delay must be a time, for example 500ms, 10s, 5m, 1h, 7d or"
            + " 2w, but was \"soon\"",
        "`agents:\n  - host: a\n    keys:\n      k: {delay: 3s}`;"
            + " s:4: a key needs one of reply, sequence, random, walk, counter, clock and"
            + " notSupported",
        "`agents:\n  - host: a\n    keys:\n      k: {fault: reset}`;"
            + " s:4: a key needs one of reply, sequence, random, walk, counter, clock and"
            + " notSupported",
        "`agents:\n  - host: a\n    keys:\n      k: {reply: x, fault: {reset: true, phase:"
            + " onAccept}}`; s:4: \"reset on accept\" happens before there is a request: use it"
            + " in a rule with when: connect",
        "`agents:\n  - host: a\n    keys:\n      k: [a]`;"
            + " s:4: agents[0].keys.k must be a string or an object with reply, notSupported,"
            + " sequence, then, random, walk, counter, clock, delay, fault, faults, but was a list",
        "`hosts:\n  - host: h\n    items:\n      - {key: a, type: trapper}\n"
            + "      - {key: a, type: trapper}`; s:2: host h has two items with the key a: remove"
            + " one of them",
        "`hosts: [{host: h, agent: web1}]\nagents: [{host: web01}]`; s:1: hosts[0].agent must be"
            + " address:port, for example 127.0.0.1:10050, or the host of a mock agent in this"
            + " file, but was \"web1\" (did you mean web01?)",
        "`hosts: [{host: h, agent: 127.0.0.1}]`; s:1: hosts[0].agent must be address:port, for"
            + " example 127.0.0.1:10050, or the host of a mock agent in this file, but was"
            + " \"127.0.0.1\"",
        "`hosts: [{host: h, agent: 'a:b'}]`; s:1: \"a:b\" is not a valid address: use host:port,"
            + " for example 127.0.0.1:10050 or [::1]:10050",
        "`hosts: [{host: h, items: [{key: k, type: active, itemid: 9223372036854775808}]}]`; s:1:"
            + " hosts[0].items[0].itemid must be an integer from 1 to 9223372036854775807, but"
            + " was 9223372036854775808",
        "`maxPacketSize: 2G`; s:1: maxPacketSize must be from 1 byte to 1G, but was 2G",
        "`maxPacketSize: 0`; s:1: maxPacketSize must be from 1 byte to 1G, but was 0 bytes",
        "`trapperTimeout: 25h`; s:1: trapperTimeout must be from 1 ms to 24 h, but was 25 h",
        "`hosts:\n  - host: h\n    items:\n      - {key: 'k[a', type: trapper}`; s:4: \"k[a\" is"
            + " not a valid item key: the closing bracket is missing (character 4)",
        "`hosts:\n  - host: h\n    items:\n      - {key: k, type: active, delay: 5 sec}`; s:4:"
            + " \"5 sec\" is not a valid update interval of item k: write seconds, or a number"
            + " and one of the letters smhdw, for example 30s or 5m",
        "`hosts:\n  - host: h\n    items:\n      - key: k\n        type: active\n        delay: 2d`; s:6:"
            + " \"2d\" is not a valid update interval of item k: the longest update interval is 1d",
        "`hosts:\n  - host: h\n    items:\n      - {key: k, type: passive, delay: 0}`; `s:4: \"0\" is"
            + " not a valid update interval of item k: a server would never check the item: write"
            + " at least 1s, or add a custom interval, for example \"0;h9\"`",
        "`hosts:\n  - host: h\n    items:\n      - key: k\n        delay: 5s\n        type: trapper`;"
            + " s:5: hosts[0].items[0].delay must be left out, because clients send the values of"
            + " this item, but was \"5s\"",
        "`hosts:\n  - host: h\n    items:\n      - {key: k, type: httpAgentTrap, delay: abc}`; s:4:"
            + " hosts[0].items[0].delay must be left out, because clients send the values of this"
            + " item, but was \"abc\"",
        "`strict: true\nhosts:\n  - host: a/b`; s:3: \"a/b\" cannot be the name of a host: Zabbix"
            + " accepts letters, digits, spaces, dots, dashes and underscores, but not \"/\"",
        "`agents:\n  - host: a$b`; s:2: \"a$b\" cannot be the name of an agent's host: Zabbix"
            + " accepts letters, digits, spaces, dots, dashes and underscores, but not \"$\"",
        "`hosts:\n  - {host: h, proxy: a*b}`; s:2: \"a*b\" cannot be the name of a proxy: Zabbix"
            + " accepts letters, digits, spaces, dots, dashes and underscores, but not \"*\"",
        "`agents:\n  - host: a\n    keys:\n      k: 1\n      'bad[key': 1`; s:5: \"bad[key\" is not"
            + " a valid item key: the closing bracket is missing (character 8)",
        "`hosts: [`; s:1: cannot be read: while parsing a flow node: expected the node content, but"
            + " found '<stream end>'",
        "`hosts:\n\t- host: h`; s:2: cannot be read: while scanning for the next token: found"
            + " character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for"
            + " indentation)",
        "`? [a]\n: b`; s:1: cannot be read: the YAML is not valid here",
        "`{`; s:1: cannot be read: the JSON text ends too early",
        "`{\"strict\": NaN}`; s:1: cannot be read: the JSON is not valid at column 15",
        "`[1, 2]`; s:1: a scenario must be an object with FIELDS, but was a list",
        "`strict: yes`; s:1: strict must be true or false, but was \"yes\"",
        "`dialect:`; s:1: dialect must be one of 5.0, 6.0, 7.0, but was empty",
        "`bind:`; s:1: bind must be a string that is not blank, but was empty",
        "`hosts:\n  - host: é😀\n    agent: *b`; s:3: *b is an alias in YAML, which scenarios do"
            + " not support: put a string with an asterisk in quotes, and repeat what an alias"
            + " refers to",
        "`hosts:\n  - host: a\n  - host: b\n  - host: a`; s:4: two hosts have the name \"a\": rename one of"
            + " them",
        "`hosts:\n  - {host: a, items: [{key: k, type: trapper, itemid: 7}]}\n"
            + "  - {host: b, items: [{key: l, type: trapper, itemid: 7}]}`; s:3: two items have"
            + " the itemid 7, one of them l: change one itemid",
        "`hosts:\n  - host: h\n    agent: 127.0.0.1:65536`; s:3: port must be from 0 to"
            + " 65535, but was 65536",
        "`agents:\n  - host: ' '`; s:2: agents[0].host must be a string that is not blank, but"
            + " was \" \"",
        "`agents: [{host: a, keys: {'k[a]': 1, 'k[\"a\"]': 2}}]`; s:1: k[\"a\"] and k[a] are the"
            + " same key: remove one",
        "`agents: [{host: a, keys: {k: {reply: x, then: last}}}]`; s:1: then has no effect"
            + " without sequence: remove it",
        "`agents: [{host: a, keys: {k: {sequence: [x], notSupported: y, then: last}}}]`; s:1:"
            + " then: last contradicts notSupported: remove one of them",
        "`agents: [{host: a, keys: {k: {reply: x, delay: 25h}}}]`; s:1: agents[0].keys.k.delay"
            + " must be from 0 s to 24 h, but was 25 h",
        "`{\"strict\": true} 5`; s:1: the file contains more than one document: keep one",
        "`{\"strict\": true, \"strict\": false}`; s:1: the field \"strict\" is set twice:"
            + " remove one"
      })
  void anErrorNamesFileLineAndField(String text, String message) {
    ScenarioException e = assertThrows(ScenarioException.class, () -> Scenario.parse("s", text));

    String fields =
        String.join(", ", Setting.NAMES)
            + ", hosts, agents, proxies, autoRegister, commands, checkNow, regexps, frontendSessions, forwardTls, tls, rules, expect";
    assertEquals(message.replace("FIELDS", fields), e.getMessage());
  }

  @Test
  void truth_isReadInAnyCase() {
    assertFalse(Scenario.parse("s", "strict: TRUE").server().isLenient());
    assertTrue(Scenario.parse("s", "strict: False").server().isLenient());
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "10, PT10S", "10s, PT10S", "5m, PT5M", "1h, PT1H", "1d, PT24H"})
  void trapperTimeout_hasTheGrammarOfAllTimes(String text, String duration) {
    Scenario scenario = Scenario.parse("s", "trapperTimeout: " + text);

    assertEquals(Duration.parse(duration), scenario.server().trapperTimeout());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hosts: ", "{\"hosts\": "})
  void aBottomlessPit_isRefused(String beginning) {
    String text = beginning + "[".repeat(900);

    ScenarioException e = assertThrows(ScenarioException.class, () -> Scenario.parse("s", text));

    assertEquals("s:1: lists and objects are nested more than 100 levels deep", e.getMessage());
  }

  @Test
  void aLongText_isCutInAnError() {
    String text = "trapperPort: " + "1".repeat(900);

    ScenarioException e = assertThrows(ScenarioException.class, () -> Scenario.parse("s", text));

    assertEquals(
        "s:1: trapperPort must be an integer from 0 to 65535, but was " + "1".repeat(80) + "...",
        e.getMessage());
  }

  @Test
  void load_ofAMissingFile(@TempDir Path folder) {
    Path missing = folder.resolve("missing.yaml");

    ScenarioException e = assertThrows(ScenarioException.class, () -> Scenario.load(missing));

    assertEquals(missing + ": the file does not exist", e.getMessage());
  }

  @Test
  void load_ofAFileInLatin1(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.yaml"), "bind: \u00e4", ISO_8859_1);

    ScenarioException e = assertThrows(ScenarioException.class, () -> Scenario.load(file));

    assertEquals(file + ": is not in UTF-8: save it as UTF-8", e.getMessage());
  }

  @Test
  void loadResource_ofAMissingOne() {
    ClassLoader loader = ScenarioTest.class.getClassLoader();

    ScenarioException e =
        assertThrows(ScenarioException.class, () -> Scenario.loadResource(loader, "missing.yaml"));

    assertEquals("missing.yaml: the class path does not contain this resource", e.getMessage());
    assertTrue(Scenario.loadResource(loader, "scenarios/example.yaml").server().hosts().size() > 0);
  }
}
