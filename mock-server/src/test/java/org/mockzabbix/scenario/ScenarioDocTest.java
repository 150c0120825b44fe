package org.mockzabbix.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.tls.TlsMode.PSK;
import static org.mockzabbix.tls.TlsMode.UNENCRYPTED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.AgentScript;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.NoSuccessException;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;

/** Runs the examples of docs/scenario.md, and compares the page with the code. */
class ScenarioDocTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

  @Test
  void theExampleRuns() throws IOException {
    ClassLoader classLoader = getClass().getClassLoader();

    Scenario scenario = Scenario.loadResource(classLoader, "scenarios/example.yaml");
    try (MockZabbixServer server = new MockZabbixServer(scenario).start()) {
      int port = server.trapperPort();
      new Sender("127.0.0.1", port).send("web01", "app.ok", "1");

      for (Expectation expectation : scenario.expectations()) {
        assertThat(server).meets(expectation);
      }

      String agent = server.agents().get(0).address();
      assertEquals("1", server.poll("db01", agent, "pgsql.ping").items().get(0).value());
      assertEquals(CheckResult.notSupported("No such file"), new Getter().get(agent, "broken"));
    }
  }

  @Test
  void theSnippetsAreThoseOfTheTests() throws IOException {
    String page = Files.readString(DOCS.resolve("scenario.md"), UTF_8);
    String java = Files.readString(source(), UTF_8).replaceAll("(?m)^ +", "");
    List<String[]> blocks =
        BLOCK
            .matcher(page)
            .results()
            .map(found -> new String[] {found.group(1), found.group(2)})
            .toList();

    String file =
        Files.readString(DOCS.resolve("../examples/src/test/resources/orders.yaml"), UTF_8);
    assertEquals(example(), blocks.get(0)[1]);
    for (String[] block : blocks.subList(1, blocks.size())) {
      boolean example = block[1].startsWith("package ") || block[1].equals(file);
      assertTrue(example || java.contains(block[1].replaceAll("(?m)^ +", "")), block[1]);
    }
    assertTrue(blocks.size() >= 9, "the page has lost its snippets");
  }

  @Test
  void theSchemaIsThatOfTheCode() throws IOException {
    Path file = DOCS.resolve("scenario.schema.json");
    if (Boolean.getBoolean("update")) {
      Files.writeString(file, JsonSchema.text(), UTF_8);
    }

    assertEquals(JsonSchema.text(), Files.readString(file, UTF_8), "run with -Dupdate=true");
  }

  @Test
  void theFieldsAreThoseOfTheCode() throws IOException {
    Path file = DOCS.resolve("scenario.md");
    String page = Files.readString(file, UTF_8);
    String start = "<!-- fields -->\n";
    int from = page.indexOf(start) + start.length();
    int to = page.indexOf("<!-- /fields -->");
    String tables = FieldTables.text();
    if (Boolean.getBoolean("update")) {
      Files.writeString(file, page.substring(0, from) + tables + page.substring(to), UTF_8);
      return;
    }

    assertEquals(tables, page.substring(from, to), "run with -Dupdate=true");
  }

  @Test
  void everyFieldIsExplained() throws IOException {
    String page = Files.readString(DOCS.resolve("scenario.md"), UTF_8);

    for (JsonNode properties :
        new ObjectMapper().readTree(JsonSchema.text()).findValues("properties")) {
      properties.fieldNames().forEachRemaining(name -> assertTrue(isExplained(name, page), name));
    }
  }

  /** As a name, or in an example. */
  private static boolean isExplained(String name, String page) {
    return page.contains("`" + name + "`") || page.contains("{" + name + ":");
  }

  @Test
  void aCrowd() {
    String scenario =
        """
        poll: true
        hosts:
          - host: "web{n}"
            count: 50
            agent: "web{n}"
            items:
              - {key: system.cpu.load, type: passive, delay: 5s}
              - {key: "net.if.in[eth0]", type: passive, delay: 5s}
        agents:
          - host: "web{n}"
            count: 50
            port: 0
            keys:
              system.cpu.load: {walk: {max: 8, step: 0.25}}
              "net.if.in[eth0]": {counter: {perSecond: 125000}}
        """;
    try (MockZabbixServer server =
        new MockZabbixServer(Scenario.parse("crowd.yaml", scenario)).start()) {
      Set<String> loads = new HashSet<>();
      for (int n = 1; n <= 50; n++) {
        ItemMatcher load = item("web" + n, "system.cpu.load");
        assertThat(server).received(load).within(PATIENCE);
        assertThat(server).received(item("web" + n, "net.if.in[eth0]")).within(PATIENCE);
        loads.add(server.items("web" + n, "system.cpu.load").get(0).value());
      }
      assertTrue(loads.size() > 20, "only " + loads);
    }
  }

  @Test
  void movingValues() {
    String scenario =
        """
        agents:
          - host: web01
            keys:
              proc.num: {random: {min: 80, max: 120}}
              system.cpu.util: {walk: {start: 20, step: 0.5, max: 100, seed: 7}}
              "net.if.in[eth0]": {counter: {perSecond: 125000}}
              app.requests: {counter: {start: 100, step: 3}}
              "system.localtime[utc]": {clock: true}
        """;
    AgentScript script = Scenario.parse("moving.yaml", scenario).server().agents().get(0).script();

    for (String key : List.of("proc.num", "system.cpu.util", "app.requests")) {
      assertTrue(value(script, key).matches("\\d+(\\.\\d)?"), key);
    }
    assertEquals("103", value(script, "app.requests"));
    assertEquals("0", value(script, "net.if.in[eth0]"));
    assertEquals("1700000000", value(script, "system.localtime[utc]"));
  }

  private static String value(AgentScript script, String key) {
    ItemKey parsed = ItemKey.parse(key);
    Instant now = Instant.ofEpochSecond(1_700_000_000);
    return script
        .find(key, Optional.of(parsed))
        .orElseThrow()
        .result("web01", parsed, now, failed -> {})
        .requireValue();
  }

  @Test
  void autoRegister() throws IOException {
    String scenario =
        """
        strict: true
        autoRegister:
          items:
            - {key: agent.ping, type: active, delay: 5s}
        """;
    try (MockZabbixServer server = server(scenario)) {
      String request = "{'request':'active checks','host':'web09','ip':'192.0.2.9','port':10055}";
      String first = WireClient.reply(server, request);
      String second = WireClient.reply(server, request);

      assertEquals("{'response':'failed','info':'host [web09] not found'}", first);
      assertTrue(second.contains("'key':'agent.ping'"), second);
      assertEquals("192.0.2.9:10055", server.hosts().get(0).agent());

      server.reset();
      assertEquals(List.of(), server.hosts());
    }
  }

  @Test
  void commands() throws IOException {
    String scenario =
        """
        hosts:
          - {host: web01}
          - {host: branch01, proxy: px, items: [{key: app.ok, type: passive, delay: 1h}]}
        commands:
          - {host: web01, command: uptime}
          - {host: branch01, command: /opt/restart, wait: false, timeout: 10s}
        checkNow:
          - {host: branch01, key: app.ok}
        expect:
          - {commandResult: {host: web01, output: up 3 days}, within: 60s}
        """;
    Scenario parsed = Scenario.parse("commands.yaml", scenario);
    try (MockZabbixServer server = new MockZabbixServer(parsed).start()) {
      WireClient.reply(
          server,
          "{'request':'agent data','host':'web01','version':'7.0.9','session':'"
              + Servers.SESSION
              + "','data':[],'commands':[{'id':1,'value':'up 3 days'}]}");

      assertThat(server).meets(parsed.expectations().get(0));
      assertEquals(
          new RemoteCommand(0, "/opt/restart", false, 10),
          server.config().commands().get("branch01").get(0));
      assertEquals("branch01 app.ok", server.config().checksNow().get(0).toString());
    }
  }

  @Test
  void autoRegister_overPsk() throws IOException {
    String scenario =
        """
        autoRegister:
          items:
            - {key: agent.ping, type: active, delay: 5s}
          tls: {accept: [psk], psk: {identity: agents, key: 00112233445566778899aabbccddeeff}}
        """;
    try (MockZabbixServer server = server(scenario)) {
      WireClient.reply(server, "{'request':'active checks','host':'web09'}");

      assertEquals(List.of(), server.hosts());
      assertEquals(
          List.of(
              "autoregistration from \"127.0.0.1\" denied (host:\"web09\" ip:\"127.0.0.1\""
                  + " port:10050): connection type \"unencrypted\" is not allowed for"
                  + " autoregistration"),
          server.exchanges().get(0).warnings());
    }
  }

  /** The server tells the proxy the modes and the key, and the proxy the mode of each agent. */
  @Test
  void autoRegister_overPskThroughAProxy() throws IOException {
    String scenario =
        """
        dialect: "6.0"
        strict: true
        proxies: [{name: px}]
        autoRegister:
          items: [{key: app.ok, type: trapper}]
          tls: {accept: [unencrypted, psk], psk: {identity: agents, key: 00112233445566778899aabbccddeeff}}
        """;
    try (MockZabbixServer server = server(scenario)) {
      String tables = WireClient.reply(server, "{'request':'proxy config','host':'px'}");
      WireClient.reply(
          server,
          "{'request':'proxy data','host':'px','session':'"
              + Servers.SESSION
              + "','version':'6.0.14','auto registration':[{'clock':1,'host':'web07',"
              + "'ip':'127.0.0.1','tls_accepted':2},{'clock':1,'host':'web08','ip':'127.0.0.1'}],'clock':1,'ns':0}");

      assertTrue(
          tables.contains("'data':[[1,'agents','00112233445566778899aabbccddeeff']]"), tables);
      assertTrue(tables.contains("[1,1,1,0,'90d',3]"), tables); // 1: unencrypted, 2: psk
      TestPsk psk = TestPsk.of("agents", "00112233445566778899aabbccddeeff");
      assertEquals(PeerTls.psk(psk), server.hosts().get(0).tls());
      assertEquals(PeerTls.accepting(TlsMode.UNENCRYPTED), server.hosts().get(1).tls());
    }
  }

  @Test
  void autoRegister_throughAProxy() throws IOException {
    String scenario =
        """
        strict: true
        proxies: [{name: px}]
        autoRegister: {items: [{key: app.ok, type: trapper}]}
        """;
    try (MockZabbixServer server = server(scenario)) {
      WireClient.reply(
          server,
          "{'request':'proxy data','host':'px','session':'"
              + Servers.SESSION
              + "','version':'7.0.9','auto registration':[{'clock':1,'host':'web07',"
              + "'ip':'127.0.0.1'},{'clock':1,'host':'a/b'}],'clock':1,'ns':0}");

      assertEquals(
          List.of(
              Host.of("web07", Item.trapper("app.ok"))
                  .withAgent("127.0.0.1:10050")
                  .monitoredBy("px")),
          server.hosts());
    }
  }

  @Test
  void autoRegister_afterAChangeOfTheSettings() throws IOException {
    try (MockZabbixServer server = server("strict: true")) {
      server.reconfigure(
          server.config().toBuilder().autoRegister(List.of(Item.trapper("app.ok"))).build());
      WireClient.reply(server, "{'request':'active checks','host':'web09'}");

      assertEquals("web09", server.hosts().get(0).name());
    }
  }

  @Test
  void autoRegister_withAnItemid() {
    ScenarioException e =
        assertThrows(
            ScenarioException.class,
            () ->
                Scenario.parse("s", "autoRegister: {items: [{key: k, type: trapper, itemid: 7}]}"));

    assertEquals(
        "s:1: unknown field \"itemid\" in a registered item: only one host can have it: remove it",
        e.getMessage());
  }

  @Test
  void proxies() {
    Scenario scenario =
        Scenario.parse(
            "proxies.yaml",
            """
            poll: true
            proxies:
              - {name: branch, mode: passive, address: "127.0.0.1:10061"}
              - {name: lab, allowedHosts: 127.0.0.1}
            """);

    assertEquals(
        List.of(
            Proxy.passive("branch").withAddress("127.0.0.1:10061"),
            Proxy.active("lab").withAllowedHosts("127.0.0.1")),
        scenario.server().proxies());
  }

  @Test
  void sessionsOfTheFrontend() throws IOException {
    String settings =
        """
        dialect: "7.0"
        strict: true
        frontendSessions: [0123456789abcdef0123456789abcdef]
        hosts:
          - host: web01
            items:
              - {key: app.ok, type: trapper, itemid: 10600}
              - {key: app.local, type: trapper, itemid: 10601, allowedHosts: 127.0.0.1}
        """;
    String rules =
        """
        rules:
          - when: {request: command}
            reply: {json: '{"response":"success","data":"3 packets transmitted, 3 received"}'}
        """;
    Scenario scenario = Scenario.parse("api.yaml", settings + rules);
    try (MockZabbixServer server = new MockZabbixServer(scenario).start()) {
      String sid = "'sid':'0123456789abcdef0123456789abcdef'";

      assertEquals(
          "{'response':'success','data':[{'itemid':10600},"
              + "{'itemid':10601,'error':'Client IP is not in item's allowed hosts list.'}]}",
          WireClient.reply(
              server,
              "{'request':'history.push',"
                  + sid
                  + ",'clientip':'192.0.2.1','data':[{'itemid':10600,'value':1},"
                  + "{'itemid':10601,'value':1}]}"));
      assertEquals(
          "{'response':'success','data':'3 packets transmitted, 3 received'}",
          WireClient.reply(server, "{'request':'command'," + sid + ",'scriptid':'1'}"));
    }
  }

  @Test
  void globalRegularExpressions() {
    Scenario scenario =
        Scenario.parse(
            "regexps.yaml",
            """
            hosts:
              - host: web01
                items: [{key: "log[/var/log/app.log,@errors]", type: active, delay: 1s}]
            regexps:
              - {name: errors, expression: "^(ERROR|FATAL)"}
              - {name: errors, expression: "harmless", type: includesNot}
            """);

    assertEquals(2, scenario.server().globalRegexps().size());
  }

  @Test
  void encryption() {
    Scenario scenario =
        Scenario.parse(
            "tls.yaml",
            """
            tls:
              accept: [psk]
              psks:
                - {identity: web01, key: 8f2ad6e1b3c94e7f8f2ad6e1b3c94e7f}
            agents:
              - host: web01
                tls: {psks: [{identity: web01, key: 8f2ad6e1b3c94e7f8f2ad6e1b3c94e7f}]}
            """);

    TlsConfig tls = scenario.server().tls().orElseThrow();
    assertEquals(List.of(false, true), List.of(tls.accepts(UNENCRYPTED), tls.accepts(PSK)));
    assertEquals(tls.psks(), scenario.server().agents().get(0).tls().orElseThrow().psks());
  }

  @Test
  void expectations() throws IOException {
    String scenario =
        """
        expect:
          - {host: web01, key: app.load, number: 0.42, tolerance: 0.01, within: 5s}
          - {host: web01, key: "app.*", atLeast: 2}
          - {host: web01, key: app.failed, times: 0}
          - {rejected: {host: web01, because: unknownKey}, times: 1}
          - {requested: {request: sender data}, times: 2}
          - {registered: {host: web09, metadata: "*linux*", port: 10050}, within: 5s}
          - {unavailable: {host: db01, error: "*refused*"}, times: 0}
          - {commandResult: {host: web01, command: uptime, output: "*load*"}}
          - all: [{key: app.started}, {key: app.load}]
            inOrder: true
          - noUnreadable
        """;
    Host web01 = Host.of("web01", Item.trapper("app.started"), Item.trapper("app.load"));
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict(web01)).start()) {
      Sender sender = new Sender("127.0.0.1", server.trapperPort());
      sender.send("web01", "app.started", "1");
      sender.send(
          List.of(
              Sender.OutgoingValue.of("web01", "app.load", "0.425"),
              Sender.OutgoingValue.of("web01", "app.laod", "0.425")));
      server.runOnAgent("web01", RemoteCommand.of("uptime"));
      WireClient.reply(
          server, "{'request':'active checks','host':'web09','host_metadata':'os=linux'}");
      WireClient.reply(
          server,
          "{'request':'agent data','host':'web01','version':'7.0.0','session':'"
              + Servers.SESSION
              + "','commands':[{'id':1,'value':'up 3 days, load average: 0.1'}]}");

      Scenario.parse("expect.yaml", scenario)
          .expectations()
          .forEach(expectation -> assertThat(server).meets(expectation));
    }
  }

  @Test
  void rule_resetsTwice() throws IOException {
    String scenario =
        """
        rules:
          - {when: {request: sender data, host: web01}, fault: reset, times: 2}
        """;
    try (MockZabbixServer server = server(scenario)) {
      assertEquals("error", send(server, "web01"));
      assertEquals("error", send(server, "web01"));
      assertEquals("1/0", send(server, "web01"));
    }
  }

  @Test
  void rule_failsSomeRows() throws IOException {
    String scenario =
        """
        rules:
          - {when: {request: sender data}, reply: {failed: {key: "app.*"}}}
        """;
    try (MockZabbixServer server = server(scenario)) {
      assertEquals("0/1", send(server, "web01"));
      assertEquals(1, server.rejected().size());
    }
  }

  @Test
  void rule_goesOn() throws IOException {
    String scenario =
        """
        rules:
          - when: {request: sender data}
            fault: reset
            times: 1
            afterwards:
              reply: {failure: "try again later"}
              times: 1
        """;
    try (MockZabbixServer server = server(scenario)) {
      assertEquals("error", send(server, "web01"));
      assertEquals("the server responded \"failed\": try again later", send(server, "web01"));
      assertEquals("1/0", send(server, "web01"));
    }
  }

  @Test
  void rule_losesValues() throws IOException {
    String scenario =
        """
        rules:
          - {when: connect, fault: {reset: true, phase: whileReading}, times: 1}
        """;
    try (MockZabbixServer server = server(scenario)) {
      assertEquals("error", send(server, "web01"));
      assertEquals("1/0", send(server, "web01"));
      assertEquals(1, server.items().size());
    }
  }

  @Test
  void rules_onlySometimes() throws IOException {
    String scenario =
        """
        rules:
          - {when: {host: a}, fault: reset, skip: 2, times: 1}
          - {when: {host: b}, fault: reset, everyNth: 2}
          - {when: {host: c}, fault: reset, probability: 0.1, seed: 42}
          - when: {host: d}
            faults: [{delay: 100ms}, {trickle: {bytes: 20, interval: 5ms}}]
        """;
    try (MockZabbixServer server = server(scenario)) {
      assertEquals(List.of("1/0", "1/0", "error", "1/0"), sendFour(server, "a"));
      assertEquals(List.of("1/0", "error", "1/0", "error"), sendFour(server, "b"));
      assertEquals("1/0", send(server, "d"));
      assertEquals(
          List.of("delay of 100 ms before the reply", "trickle of 20 bytes every 5 ms"),
          server.exchanges().get(8).faults());
      assertEquals("[rule for any request from c, used 0 times]", server.unusedRules().toString());
    }
  }

  @Test
  void rule_pausesAndRespondsWithOtherJson() throws IOException {
    String scenario =
        """
        rules:
          - {when: {host: e}, fault: {delay: 100ms, afterBytes: 13}}
          - {when: {host: f}, faults: [extraWhitespace, extraMembers]}
        """;
    try (MockZabbixServer server = server(scenario)) {
      assertEquals("1/0", send(server, "e"));
      assertEquals("1/0", send(server, "f"));
      assertEquals(
          List.of("delay of 100 ms after 13 bytes of the reply"),
          server.exchanges().get(0).faults());
    }
  }

  @Test
  void rule_ofAnAgent() throws IOException {
    String scenario =
        """
        agents:
          - host: web01
            port: 0
            keys:
              agent.ping: "1"
            rules:
              - {when: {key: "agent.*"}, fault: {wrongLength: 10}, times: 1}
        """;
    try (MockZabbixServer server = server(scenario)) {
      String agent = server.agents().get(0).address();

      assertThrows(IOException.class, () -> new Getter().get(agent, "agent.ping"));
      assertEquals(CheckResult.value("1"), new Getter().get(agent, "agent.ping"));
    }
  }

  private static MockZabbixServer server(String scenario) {
    return new MockZabbixServer(Scenario.parse("page.yaml", scenario)).start();
  }

  private static List<String> sendFour(MockZabbixServer server, String host) {
    return Stream.generate(() -> send(server, host)).limit(4).toList();
  }

  /** Sends a value; returns the counts of processed and failed values, or the error. */
  private static String send(MockZabbixServer server, String host) {
    try {
      Sender.SendResult result =
          new Sender("127.0.0.1", server.trapperPort()).send(host, "app.ok", "1");
      return result.processed() + "/" + result.failed();
    } catch (NoSuccessException refused) {
      return String.valueOf(refused.getMessage());
    } catch (IOException broken) {
      return "error";
    }
  }

  private static Path source() {
    return Path.of("src/test/java/org/mockzabbix/scenario/ScenarioDocTest.java");
  }

  private static String example() throws IOException {
    try (InputStream in = ScenarioDocTest.class.getResourceAsStream("/scenarios/example.yaml")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
