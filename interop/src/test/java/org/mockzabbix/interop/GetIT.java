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

  static Stream<Arguments> agents() {
    return Release.having("zabbix_get").flatMap(GetIT::agents);
  }

  private static Stream<Arguments> agents(Release release) {
    return Stream.of(ZabbixVersion.values())
        .flatMap(
            version ->
                Stream.of(Variant.values())
                    .map(variant -> Arguments.of(new Getter(release), version, variant)));
  }

  private static MockAgent start(ZabbixVersion version, Variant variant) {
    return new MockAgent(AgentConfig.of("web01").withVersion(version).withVariant(variant)).start();
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsFixedValue(Getter getter, ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant).reply("agent.ping", "1")) {
      assertEquals("1\n", getter.get(agent, "agent.ping"));
      assertEquals(getter.requestsTo(version), agent.exchanges().size());
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsSequence(Getter getter, ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant)) {
      agent.reply("counter", KeyScript.sequence("1", "2").thenNotSupported("no more"));

      assertEquals("1\n", getter.get(agent, "counter"));
      assertEquals("2\n", getter.get(agent, "counter"));
      assertEquals("ZBX_NOTSUPPORTED: no more\n", getter.refuse(agent, "counter"));
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsTemplate(Getter getter, ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant)) {
      agent.reply("up.echo[*]", KeyScript.template("{1}|{2}"));

      assertEquals("a b|c\n", getter.get(agent, "up.echo[\"a b\",c]"));
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsMegabyte(Getter getter, ZabbixVersion version, Variant variant) throws Exception {
    String value = "0123456789abcdef".repeat(1 << 16);
    try (MockAgent agent = start(version, variant).reply("big", value)) {
      assertTrue((value + "\n").equals(getter.get(agent, "big")));
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsUtf8AndLines(Getter getter, ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant).reply("text", "Köln 😀\nsecond line")) {
      assertEquals("Köln 😀\nsecond line\n", getter.get(agent, "text"));
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsWhyKeyIsNotSupported(Getter getter, ZabbixVersion version, Variant variant)
      throws Exception {
    try (MockAgent agent = start(version, variant)) {
      agent.reply("broken", KeyScript.notSupported("No such file"));

      assertEquals("ZBX_NOTSUPPORTED: No such file\n", getter.refuse(agent, "broken"));
      assertEquals(
          variant == Variant.AGENT
              ? "ZBX_NOTSUPPORTED: Unsupported item key.\n"
              : "ZBX_NOTSUPPORTED: Unknown metric no.such\n",
          getter.refuse(agent, "no.such"));
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void readsDelayedValue(Getter getter, ZabbixVersion version, Variant variant) throws Exception {
    try (MockAgent agent = start(version, variant)) {
      agent.reply("slow", KeyScript.value("late").delayed(Duration.ofSeconds(1)));
      long start = System.nanoTime();

      assertEquals("late\n", getter.get(agent, "slow"));
      assertTrue(System.nanoTime() - start >= 1_000_000_000);
    }
  }

  /** The program of 5.0 has no timeout. */
  static Stream<Arguments> agentsWithTimeout() {
    return Release.having("zabbix_get")
        .filter(release -> release != Release.R5_0_8)
        .flatMap(GetIT::agents);
  }

  @ParameterizedTest
  @MethodSource("agentsWithTimeout")
  void givesUpOnDelayedValue(Getter getter, ZabbixVersion version, Variant variant)
      throws Exception {
    try (MockAgent agent = start(version, variant)) {
      agent.reply("slow", KeyScript.value("late").delayed(Duration.ofMinutes(5)));

      RealProgram.Outcome outcome = getter.run(agent, "slow", "-t", "1");

      assertEquals(1, outcome.exitCode(), outcome.output());
      assertEquals("", outcome.output());
    }
  }

  /** The real program of one release. */
  record Getter(Release release) {

    /** An agent before 7.0 does not understand JSON, with which a getter of 7.0 begins. */
    int requestsTo(ZabbixVersion version) {
      return release.is70() && !version.atLeast(ZabbixVersion.V7_0) ? 2 : 1;
    }

    /** What it prints for a value. */
    String get(MockAgent agent, String key) throws IOException, InterruptedException {
      return printed(0, agent, key);
    }

    /** What it prints for a key that is not supported. It ends with 1 since 7.0. */
    String refuse(MockAgent agent, String key) throws IOException, InterruptedException {
      return printed(release.is70() ? 1 : 0, agent, key);
    }

    private String printed(int exitCode, MockAgent agent, String key)
        throws IOException, InterruptedException {
      RealProgram.Outcome outcome = run(agent, key);
      assertEquals(exitCode, outcome.exitCode(), outcome.errors());
      assertEquals("", outcome.errors());
      return outcome.output();
    }

    RealProgram.Outcome run(MockAgent agent, String key, String... options)
        throws IOException, InterruptedException {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("-s", agent.host(), "-p", String.valueOf(agent.port()), "-k", key));
      arguments.addAll(List.of(options));
      return new RealProgram(release, "zabbix_get").run(arguments);
    }

    @Override
    public String toString() {
      return "zabbix_get " + release;
    }
  }
}
