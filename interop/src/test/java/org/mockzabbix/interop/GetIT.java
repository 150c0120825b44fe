package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.ZabbixVersion;

/** The real {@code zabbix_get} reads what a mock agent's script says. */
@NeedsProgram("zabbix_get")
@Timeout(120)
class GetIT {

  private final RealProgram program = new RealProgram("zabbix_get");

  static Stream<Arguments> agents() {
    return Stream.of(ZabbixVersion.values())
        .flatMap(
            version -> Stream.of(Variant.values()).map(variant -> Arguments.of(version, variant)));
  }

  private static MockAgent start(ZabbixVersion version, Variant variant) {
    return new MockAgent(AgentConfig.of("web01").withVersion(version).withVariant(variant)).start();
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsFixedValue(ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant).reply("agent.ping", "1")) {
      assertEquals("1\n", get(agent, "agent.ping"));
      assertEquals(1, agent.exchanges().size());
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsSequence(ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant)) {
      agent.reply("counter", KeyScript.sequence("1", "2").thenNotSupported("no more"));

      assertEquals("1\n", get(agent, "counter"));
      assertEquals("2\n", get(agent, "counter"));
      assertEquals("ZBX_NOTSUPPORTED: no more\n", get(agent, "counter"));
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsTemplate(ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant)) {
      agent.reply("up.echo[*]", KeyScript.template("{1}|{2}"));

      assertEquals("a b|c\n", get(agent, "up.echo[\"a b\",c]"));
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsMegabyte(ZabbixVersion version, Variant variant) throws Exception {
    String value = "0123456789abcdef".repeat(1 << 16);
    try (MockAgent agent = start(version, variant).reply("big", value)) {
      assertTrue((value + "\n").equals(get(agent, "big")));
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsUtf8AndLines(ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant).reply("text", "Köln 😀\nsecond line")) {
      assertEquals("Köln 😀\nsecond line\n", get(agent, "text"));
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsWhyKeyIsNotSupported(ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant)) {
      agent.reply("broken", KeyScript.notSupported("No such file"));

      assertEquals("ZBX_NOTSUPPORTED: No such file\n", get(agent, "broken"));
      assertEquals(
          variant == Variant.AGENT
              ? "ZBX_NOTSUPPORTED: Unsupported item key.\n"
              : "ZBX_NOTSUPPORTED: Unknown metric no.such\n",
          get(agent, "no.such"));
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsDelayedValue(ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant)) {
      agent.reply("slow", KeyScript.value("late").delayed(Duration.ofSeconds(1)));
      long start = System.nanoTime();

      assertEquals("late\n", get(agent, "slow"));
      assertTrue(System.nanoTime() - start >= 1_000_000_000);
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void givesUpOnDelayedValue(ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant)) {
      agent.reply("slow", KeyScript.value("late").delayed(Duration.ofMinutes(5)));

      RealProgram.Outcome outcome = run(agent, "slow", "-t", "1");

      assertEquals(1, outcome.exitCode(), outcome.output());
      assertEquals("", outcome.output());
    }
  }

  /** What it prints, if it ends with 0: as 6.0.14 does for keys that are not supported too. */
  private String get(MockAgent agent, String key) throws IOException, InterruptedException {
    RealProgram.Outcome outcome = run(agent, key);
    assertEquals(0, outcome.exitCode(), outcome.errors());
    assertEquals("", outcome.errors());
    return outcome.output();
  }

  private RealProgram.Outcome run(MockAgent agent, String key, String... options)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-s", agent.host(), "-p", String.valueOf(agent.port()), "-k", key));
    arguments.addAll(List.of(options));
    return program.run(arguments);
  }
}
