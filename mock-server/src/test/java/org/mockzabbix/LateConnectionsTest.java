package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** A connection from before a reset touches nothing of after it, whatever it does and when. */
@Timeout(120)
class LateConnectionsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ServerConfig CONFIG =
      ServerConfig.strict(
          Host.of(
              "h",
              Item.active("log[/x]", "1s").withItemid(1),
              Item.active("k", "1s").withItemid(2),
              Item.trapper("t")));

  private static final AgentConfig AGENT =
      AgentConfig.of("a")
          .withKey("turn", KeyScript.sequence("1", "2").thenLast())
          .withKey("slow", KeyScript.computed(key -> "slow")); // so that keys are read on workers

  /** A kind of connection, and its response if it is the first one of its kind after a reset. */
  private enum Visit {
    SENDER_DATA("{'request':'sender data','data':[{'host':'h','key':'t','value':'1'}]}", "once"),
    AGENT_DATA(
        "{'request':'agent data','session':'"
            + Servers.SESSION
            + "','version':'7.0','host':'h',"
            + "'data':[{'itemid':2,'value':'1','id':1}]}",
        "processed: 1; failed: 0"),
    ACTIVE_CHECKS("{'request':'active checks','host':'h','version':'7.0'}", "'command':'date'"),
    KEY("turn", "'value':'1'") {
      @Override
      int port(MockZabbixServer server) {
        return server.agents().get(0).port();
      }
    };

    private final String data;
    private final String firstResponse;

    Visit(String data, String firstResponse) {
      this.data = data;
      this.firstResponse = firstResponse;
    }

    int port(MockZabbixServer server) {
      return server.trapperPort();
    }

    byte[] packet() {
      boolean key = this == KEY;
      String json = key ? "{'request':'passive checks','data':[{'key':'turn','timeout':3}]}" : data;
      return Packets.frame(1, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    String first(MockZabbixServer server) throws IOException {
      try (Connected connected = new Connected(server, this)) {
        return connected.finish();
      }
    }
  }

  /** A connection that may have sent a part of its packet. */
  private static final class Connected implements AutoCloseable {
    private final WireClient client;
    private final byte[] packet;
    private int sent;

    Connected(MockZabbixServer server, Visit visit) throws IOException {
      client = new WireClient(visit.port(server));
      packet = visit.packet();
    }

    void send(int count) throws IOException {
      client.send(Arrays.copyOfRange(packet, sent, sent + count));
      sent += count;
    }

    String finish() throws IOException {
      send(packet.length - sent);
      WireClient.Answer answer = client.readToEnd(PATIENCE);
      return answer.bytes().length == 0 ? "" : answer.body().replace('"', '\'');
    }

    int length() {
      return packet.length;
    }

    @Override
    public void close() throws IOException {
      client.close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofAServerAndItsAgent(long seed) throws Exception {
    try (MockZabbixServer server = new MockZabbixServer(CONFIG).start()) {
      server.agent(AGENT);

      checkRounds(List.of(server), random -> server.reset(), new Random(seed));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void ofAClusterAndItsAgents(long seed) throws Exception {
    try (MockZabbixCluster cluster = new MockZabbixCluster(3, CONFIG).start()) {
      cluster.nodes().forEach(node -> node.agent(AGENT));

      checkRounds(cluster.nodes(), random -> resetAny(cluster, random), new Random(seed));
    }
  }

  private static void resetAny(MockZabbixCluster cluster, Random random) {
    if (random.nextBoolean()) {
      cluster.reset();
    } else {
      cluster.node(random.nextInt(3)).reset();
    }
  }

  private interface Reset {
    void run(Random random);
  }

  private static void checkRounds(List<MockZabbixServer> servers, Reset reset, Random random)
      throws IOException {
    for (int round = 0; round < 60; round++) {
      List<Connected> early = connect(servers, random);
      reset.run(random);
      List<Rule> rules = new ArrayList<>();
      servers.forEach(server -> rules.addAll(prepare(server)));
      Collections.shuffle(early, random);
      for (Connected connected : early) {
        connected.finish();
        connected.close();
      }

      MockZabbixServer any = servers.get(0);
      assertEquals(early.size(), any.lateExchanges().size());
      assertEquals(List.of(), any.exchanges());
      assertTrue(rules.stream().allMatch(rule -> rule.uses() == 0), rules::toString);
      for (MockZabbixServer server : servers) {
        checkFirsts(server);
      }
      assertTrue(rules.stream().allMatch(rule -> rule.uses() == 1), rules::toString);
    }
  }

  private static List<Connected> connect(List<MockZabbixServer> servers, Random random)
      throws IOException {
    List<Connected> early = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      MockZabbixServer server = servers.get(random.nextInt(servers.size()));
      Visit visit = Visit.values()[random.nextInt(Visit.values().length)];
      Connected connected = new Connected(server, visit);
      if (random.nextBoolean()) {
        connected.send(random.nextInt(connected.length()));
      }
      early.add(connected);
    }
    return early;
  }

  private static List<Rule> prepare(MockZabbixServer server) {
    server.runOnAgent("h", RemoteCommand.of("date"));
    return List.of(
        server.when(RequestMatcher.senderData()).reply(Responder.failed("once")).times(1),
        server.onConnect(Fault.close()).times(1),
        server.agents().get(0).onConnect(Fault.close()).times(1));
  }

  /** The first connection of each port is closed by a rule. */
  private static void checkFirsts(MockZabbixServer server) throws IOException {
    assertEquals("", closed(server, Visit.SENDER_DATA));
    assertEquals("", closed(server, Visit.KEY));
    for (Visit visit : Visit.values()) {
      String response = visit.first(server);
      assertTrue(response.contains(visit.firstResponse), visit + ": " + response);
    }
  }

  private static String closed(MockZabbixServer server, Visit visit) {
    try {
      return visit.first(server);
    } catch (IOException closedBeforeItWasSent) {
      return "";
    }
  }

  @Test
  void positionOfALog_isNotRemembered() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer(CONFIG).start();
        WireClient client = new WireClient(server.trapperPort())) {
      server.reset();
      client.send(
          Packets.frame(
              "{\"request\":\"agent data\",\"host\":\"h\",\"version\":\"7.0\",\"data\":"
                  + "[{\"itemid\":1,\"value\":\"x\",\"lastlogsize\":9,\"mtime\":9}]}"));
      assertTrue(client.readToEnd(PATIENCE).body().contains("processed: 1"));

      String checks = Visit.ACTIVE_CHECKS.first(server);

      assertTrue(checks.contains("'lastlogsize':0,'mtime':0"), checks);
    }
  }

  /** What a client may have seen, by the numbers of the resets around its connect. */
  private record Seen(int preparedBefore, int begunAfter, String response) {}

  private static final Pattern ROUND = Pattern.compile("round (\\d+)");

  @Test
  void inThousands_besideResets_useRulesOfTheirOwnRoundOnly() throws Exception {
    int rounds = 120;
    AtomicInteger prepared = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    Semaphore finished = new Semaphore(0);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (MockZabbixServer server = new MockZabbixServer(CONFIG).start()) {
      List<Future<List<Seen>>> clients = new ArrayList<>();
      for (int seed = 0; seed < 4; seed++) {
        Random random = new Random(seed);
        Callable<List<Seen>> client =
            () -> {
              List<Seen> all = new ArrayList<>();
              while (!done.get()) {
                all.add(visit(server, prepared, begun, random));
                finished.release();
              }
              return all;
            };
        clients.add(threads.submit(client));
      }
      for (int round = 1; round <= rounds; round++) {
        begun.set(round);
        server.reset();
        server.when(RequestMatcher.senderData()).reply(Responder.failed("round " + round));
        prepared.set(round);
        assertTrue(finished.tryAcquire(20, 20, TimeUnit.SECONDS));
      }
      done.set(true);
      for (Future<List<Seen>> client : clients) {
        client.get(60, TimeUnit.SECONDS).forEach(LateConnectionsTest::check);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Seen visit(
      MockZabbixServer server, AtomicInteger prepared, AtomicInteger begun, Random random)
      throws IOException {
    int before = prepared.get();
    try (Connected connected = new Connected(server, Visit.SENDER_DATA)) {
      int after = begun.get();
      if (random.nextInt(4) == 0) {
        connected.send(random.nextInt(connected.length()));
      }
      return new Seen(before, after, connected.finish());
    }
  }

  private static void check(Seen seen) {
    Matcher found = ROUND.matcher(seen.response());
    if (!found.find()) {
      assertTrue(seen.response().contains("processed: 1"), seen::toString); // late, or in between
      return;
    }
    int round = Integer.parseInt(found.group(1));
    assertTrue(seen.preparedBefore() <= round && round <= seen.begunAfter(), seen::toString);
  }
}
