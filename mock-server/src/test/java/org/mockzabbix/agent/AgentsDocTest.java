package org.mockzabbix.agent;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.ReportPart;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.PollSchedule;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** What docs/agents.md shows in Java stands in these tests, letter by letter. */
@Timeout(60)
class AgentsDocTest {

  @TestFactory
  Stream<DynamicTest> everySnippetStandsHere() throws IOException {
    return MarkdownFile.read("docs/agents.md").everySnippetIsIn(AgentsDocTest.class);
  }

  @Test
  void letAProgramAskAnAgent() throws IOException {
    try (MockAgent agent = new MockAgent("web01").reply("agent.ping", "1").start()) {
      CheckResult result = new Getter().get(agent.address(), "agent.ping");

      assertEquals(CheckResult.value("1"), result);
    }
  }

  @Test
  void chooseTheKindOfAgent() throws IOException {
    AgentConfig config =
        AgentConfig.of("web01").withVersion(ZabbixVersion.V6_0).withVariant(Variant.AGENT2);

    try (MockAgent agent = new MockAgent(config).start()) {
      assertEquals(CheckResult.notSupported("Unknown metric no.such"), ask(agent, "no.such"));
    }
  }

  @Test
  void runRemoteCommands() throws IOException {
    Host web01 = Host.of("web01");
    Host branch01 = Host.of("branch01", Item.passive("system.cpu.load", "1m")).monitoredBy("px");
    try (MockZabbixServer server =
        new MockZabbixServer(ServerConfig.strict(web01, branch01)).start()) {
      RemoteCommand command = server.runOnAgent("web01", RemoteCommand.of("uptime"));
      server.checkNow("branch01", "system.cpu.load");
      WireClient.reply(
          server,
          "{'request':'agent data','host':'web01','version':'7.0.0','session':'"
              + Servers.SESSION
              + "','commands':[{'id':1,'value':'up 3 days'}]}");
      assertThat(server)
          .commandResult(command)
          .with(ReportPart.OUTPUT, "up 3 days")
          .within(ofSeconds(5));
    }
  }

  @Test
  void acceptRequestsWithoutHeader() throws IOException {
    MockAgent agent = new MockAgent("web01").acceptPlainText().reply("agent.ping", "1").start();
    try (agent;
        PlainSocket nc = new PlainSocket(agent.port())) {
      assertEquals("1", nc.send("agent.ping\n").hear().text().substring(13));
    }
  }

  @Test
  void expandMacros() {
    Host db01 =
        Host.of("db01", Item.passive("net.tcp.port[{HOST.IP},{$PORT}]", "{$EVERY}"))
            .withMacro("{$PORT}", "5432")
            .withMacro("{$EVERY}", "30s");
    assertEquals(2, db01.macros().size());
  }

  @Test
  void respondToNoKeyWithoutAScript() throws IOException {
    MockAgent broken = new MockAgent("web01").bare().start(); // agent.ping is not supported
    try (broken) {
      assertEquals(CheckResult.notSupported("Unsupported item key."), ask(broken, "agent.ping"));
    }
  }

  @Test
  void sayWhatAKeyAnswers() throws IOException {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("system.hostname", "web01");
      agent.reply("broken", KeyScript.notSupported("No such file"));
      agent.reply("counter", KeyScript.sequence("1", "2", "3").thenLast());
      agent.reply("up.echo[*]", KeyScript.template("{1}|{2}"));
      agent.reply("upper[*]", KeyScript.computed(key -> key.parameter(1).toUpperCase(Locale.ROOT)));
      agent.reply("slow", KeyScript.value("late").delayed(Duration.ofMillis(50)));

      assertEquals(CheckResult.value("web01"), ask(agent, "system.hostname"));
      assertEquals(CheckResult.notSupported("No such file"), ask(agent, "broken"));
      assertEquals(CheckResult.value("1"), ask(agent, "counter"));
      assertEquals(CheckResult.value("2"), ask(agent, "counter"));
      assertEquals(CheckResult.value("a|b"), ask(agent, "up.echo[a,b]"));
      assertEquals(CheckResult.value("ABC"), ask(agent, "upper[abc]"));
      assertEquals(CheckResult.value("late"), ask(agent, "slow"));
    }
  }

  @Test
  void letValuesMove() throws IOException {
    Instant start = Instant.ofEpochSecond(1_700_000_000);
    AtomicReference<Instant> now = new AtomicReference<>(start);
    try (MockAgent agent = new MockAgent(AgentConfig.of("web01").withClock(now::get)).start()) {
      agent.reply("proc.num", KeyScript.random(80, 120));
      agent.reply("system.cpu.util", KeyScript.walk(20, 0.5, 0, 100).seeded(7));
      agent.reply("net.if.in[eth0]", KeyScript.counterPerSecond(0, 125000));
      agent.reply("app.requests", KeyScript.counter(100, 3));
      agent.reply("system.localtime[utc]", KeyScript.clock());

      assertEquals(CheckResult.value("20.0"), ask(agent, "system.cpu.util"));
      assertEquals(CheckResult.value("0"), ask(agent, "net.if.in[eth0]"));
      assertEquals(CheckResult.value("100"), ask(agent, "app.requests"));
      now.set(start.plusSeconds(2));
      assertEquals(CheckResult.value("250000"), ask(agent, "net.if.in[eth0]"));
      assertEquals(CheckResult.value("103"), ask(agent, "app.requests"));
      assertEquals(CheckResult.value("1700000002"), ask(agent, "system.localtime[utc]"));
    }
  }

  @Test
  void answerOneKeyBadly() throws IOException {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("cut", KeyScript.value("12345").faulty(Fault.cutAfter(15)));
      agent.reply("reset", KeyScript.value("1").faulty(Fault.reset()));
      agent.reply("dripping", KeyScript.value("1").faulty(Fault.trickle(1, Duration.ofMillis(5))));

      String address = agent.address();
      assertThrows(IOException.class, () -> new Getter().get(address, "cut"));
      assertThrows(IOException.class, () -> new Getter().get(address, "reset"));
      assertEquals(CheckResult.value("1"), new Getter().get(address, "dripping"));
      assertEquals(List.of("cut after 15 bytes"), agent.exchanges().get(0).faults());
    }
  }

  @Test
  void sayWhichKeys() throws IOException {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("net.if.in[eth0]", "7"); // also net.if.in["eth0"]
      agent.reply("net.if.in[*]", "8"); // with any parameters, or none
      agent.reply(Pattern.compile("net\\.if\\..*"), KeyScript.value("9")); // the whole key
      agent.replyToAll(key -> CheckResult.value("any " + key.name())); // all others

      assertEquals(CheckResult.value("7"), ask(agent, "net.if.in[\"eth0\"]"));
      assertEquals(CheckResult.value("8"), ask(agent, "net.if.in"));
      assertEquals(CheckResult.value("9"), ask(agent, "net.if.out[eth0]"));
      assertEquals(CheckResult.value("any k"), ask(agent, "k[1]"));
    }
  }

  @Test
  void changeTheScriptWhileTheAgentRuns() throws IOException {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("app.state", "down");
      agent.change(
          script ->
              script
                  .with(KeyPattern.of("app.state"), KeyScript.value("up"))
                  .with(KeyPattern.of("app.since"), KeyScript.value("1700000000")));

      assertEquals(CheckResult.value("up"), ask(agent, "app.state"));
      assertEquals(CheckResult.value("1700000000"), ask(agent, "app.since"));
    }
  }

  @Test
  void askWhatTheAgentWasAsked() throws IOException {
    try (MockAgent agent = new MockAgent("web01").start()) {
      ask(agent, "up.echo[a,b]");

      Exchange exchange = agent.exchanges().get(0);
      PassiveCheck check = (PassiveCheck) exchange.request();
      assertEquals("up.echo[a,b]", check.key());
      assertEquals(List.of("a", "b"), ItemKey.parse(check.key()).parameters());
    }
  }

  @Test
  void pollAnAgent() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      MockAgent agent = server.agent("web01").reply("agent.ping", "1");

      server.poll("web01", agent.address(), "agent.ping");

      assertThat(server).received(item("web01", "agent.ping").withValue("1")).now();
    }
  }

  @Test
  void pollOnTheItemsDelays() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      MockAgent agent =
          server.agent("web01").reply("agent.ping", "1").reply("system.hostname", "web01");
      server.putHost(
          Host.of("web01", Item.passive("agent.ping", "1s"), Item.passive("system.hostname", "1h"))
              .withAgent(agent.address()));

      server.startPolling();

      assertThat(server).received(item("web01", "agent.ping")).within(ofSeconds(20));
      assertThat(server).received(item("web01", "system.hostname")).within(ofSeconds(20));
    }
  }

  @Test
  void pollByAClockOfTheTest() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    ServerConfig config = ServerConfig.lenient().toBuilder().clock(now::get).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      MockAgent agent = server.agent("web01").reply("agent.ping", "1");
      server.putHost(Host.of("web01", Item.passive("agent.ping", "1m")).withAgent(agent.address()));

      PollSchedule schedule = server.pollSchedule();
      assertEquals(1, schedule.runDue().size());
      now.set(now.get().plusSeconds(60));
      assertEquals(1, schedule.runDue().size());
    }
  }

  @Test
  void sendValues() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      Sender sender = new Sender("127.0.0.1", server.trapperPort());
      Sender.SendResult result =
          sender.send(
              List.of(
                  Sender.OutgoingValue.of("web01", "app.ok", "1"),
                  Sender.OutgoingValue.of("web01", "app.load", "0.42")
                      .at(Instant.ofEpochSecond(1700000000))));
      assertEquals(2, result.processed());
    }
  }

  private static CheckResult ask(MockAgent agent, String key) throws IOException {
    return new Getter().get(agent.address(), key);
  }
}
