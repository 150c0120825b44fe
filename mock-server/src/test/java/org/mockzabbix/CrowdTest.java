package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.scenario.Scenario;

/** Hosts and agents in numbers. */
@Timeout(120)
class CrowdTest {

  private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

  private static final String SCENARIO =
      """
      strict: true
      hosts:
        - host: "web{n}"
          count: 50
          agent: "web{n}"
          items:
            - {key: load, type: passive, delay: 1s}
            - {key: users, type: passive, delay: 1s}
            - {key: bytes, type: passive, delay: 1s}
            - {key: time, type: passive, delay: 1s}
            - {key: agent.ping, type: active, delay: 7s}
            - {key: app.ok, type: trapper}
      agents:
        - host: "web{n}"
          count: 50
          keys:
            load: {walk: {max: 8, step: 0.25}}
            users: {random: {max: 1000000, seed: 4}}
            bytes: {counter: {perSecond: 1000}}
            time: {clock: true}
      """;

  private static ServerConfig crowd() {
    return Scenario.parse("crowd.yaml", SCENARIO).server();
  }

  /** Returns the values of each item that two rounds of polls collect, two seconds apart. */
  private static Map<String, List<String>> twoRounds() {
    AtomicReference<Instant> now = new AtomicReference<>(START);
    ServerConfig config = crowd().toBuilder().clock(now::get).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      assertEquals(200, server.pollSchedule().runDue().size());
      now.set(START.plusSeconds(2));
      assertEquals(200, server.pollSchedule().runDue().size());
      return server.exchanges().stream()
          .map(Exchange::items)
          .flatMap(List::stream)
          .collect(
              Collectors.groupingBy(
                  value -> value.host() + " " + value.key(),
                  TreeMap::new,
                  Collectors.mapping(ItemValue::value, Collectors.toList())));
    }
  }

  @Test
  void movesDifferently_butTheSameInEachRun() {
    Map<String, List<String>> values = twoRounds();

    assertEquals(values, twoRounds());
    assertEquals(200, values.size());
    for (int n = 1; n <= 50; n++) {
      assertEquals(List.of("0", "2000"), values.get("web" + n + " bytes"));
      assertEquals(List.of("1700000000", "1700000002"), values.get("web" + n + " time"));
    }
    assertTrue(distinct(values, "load") > 40, values::toString);
    assertEquals(50, distinct(values, "users"), values::toString);
  }

  private static int distinct(Map<String, List<String>> values, String key) {
    return new HashSet<>(
            IntStream.rangeClosed(1, 50).mapToObj(n -> values.get("web" + n + " " + key)).toList())
        .size();
  }

  @Test
  void isPolledFromTheStart_overRealSockets() {
    ServerConfig polled = crowd().toBuilder().poll(true).build();
    try (MockZabbixServer server = new MockZabbixServer(polled).start()) {
      for (int n = 1; n <= 50; n++) {
        for (String key : List.of("load", "users", "bytes", "time")) {
          assertThat(server)
              .received(item("web" + n, key))
              .atLeast(2)
              .within(Duration.ofSeconds(60));
        }
      }

      assertEquals(List.of(), server.rejected());
      assertEquals(50, server.agents().stream().map(MockAgent::port).distinct().count());
    }
  }

  @Test
  void startsAgainAfterAReset() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer(crowd()).start()) {
      String agent = server.agents().get(6).address();
      List<CheckResult> first = ask(agent, 5);

      server.reset();

      assertEquals(first, ask(agent, 5));
      assertEquals("web7", server.agents().get(6).name());
    }
  }

  private static List<CheckResult> ask(String agent, int times) throws IOException {
    CheckResult[] results = new CheckResult[times];
    for (int i = 0; i < times; i++) {
      results[i] = new Getter().get(agent, "load");
    }
    return List.of(results);
  }

  /** A value does not depend on who defines the script. */
  @Test
  void hasTheValuesOfTheSameScriptInJava() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer(crowd()).start();
        MockAgent alone = new MockAgent("web7").reply("load", KeyScript.walk(0.25, 0, 8)).start()) {
      assertEquals(ask(alone.address(), 3), ask(server.agents().get(6).address(), 3));
    }
  }

  @Test
  void hasTheActiveAndTrapperItemsOfEachHost() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer(crowd()).start()) {
      Sender sender = new Sender("127.0.0.1", server.trapperPort());
      for (int n = 1; n <= 50; n++) {
        String host = "web" + n;
        String checks =
            new PlainSender(server.trapperPort())
                .send("{\"request\":\"active checks\",\"host\":\"" + host + "\"}");

        assertTrue(checks.contains("\"key\":\"agent.ping\""), checks);
        assertTrue(checks.contains("\"delay\":7,"), checks);
        assertEquals(1, sender.send(host, "app.ok", "1").processed());
        assertEquals(1, sender.send(host, "load", "1").failed());
      }
      assertEquals(1, sender.send("web51", "app.ok", "1").failed());
    }
  }
}
