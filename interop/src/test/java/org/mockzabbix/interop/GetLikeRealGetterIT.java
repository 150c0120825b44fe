package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.cli.OwnProgram;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.ZabbixVersion;

/** The command {@code get} and the real getters: the same requests, words and exit codes. */
@NeedsProgram("zabbix_get")
@Timeout(600)
class GetLikeRealGetterIT {

  private static final int SEED = Integer.getInteger("mockzabbix.seed", 7);
  private static final int KEYS = Integer.getInteger("mockzabbix.files", 60);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] NOTHING = {};
  private static final List<ZabbixVersion> VERSIONS = List.of(ZabbixVersion.values());

  private static final String PIECES = "ab.1_-[],\"\\ \t{$@*";

  /** What a run printed and returned, and the requests that the agent received. */
  private record Got(ToolRun run, List<String> requests) {}

  static Stream<Release> releases() {
    return Release.having("zabbix_get");
  }

  @ParameterizedTest
  @MethodSource("releases")
  void oddResponses(Release release) throws Exception {
    List<String> differences = new ArrayList<>();
    for (OddAgent agent : OddAgent.all().toList()) {
      Got real = get(ToolRun.real(release, "zabbix_get", PATIENCE), agent);
      Got own = get(ToolRun.own(release, "get"), agent);
      compare(agent.toString(), real, own, differences);
    }
    assertEquals("", String.join("\n", differences));
  }

  private static Got get(ToolRun.Tool tool, OddAgent agent) throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer((connection, text) -> agent.answer(connection))) {
      ToolRun run = tool.run(NOTHING, arguments(peer.port(), "agent.ping"));
      return new Got(run.replacing(String.valueOf(peer.port()), "PORT"), peer.received());
    }
  }

  private static List<String> arguments(int port, String key) {
    return List.of("-s", "127.0.0.1", "-p", String.valueOf(port), "-k", key);
  }

  private static void compare(String what, Got real, Got own, List<String> differences) {
    if (!real.equals(own)) {
      differences.add(
          what
              + "\n  "
              + real.run()
              + "\n  "
              + own.run()
              + (real.requests().equals(own.requests())
                  ? ""
                  : "\n  " + real.requests() + "\n  " + own.requests()));
    }
  }

  /** The programs of 5.0 have no timeout, and wait for 30 s. */
  @ParameterizedTest
  @MethodSource("releases")
  void responseThatDoesNotCome(Release release) throws Exception {
    IntFunction<List<String>> withTimeout =
        port -> {
          List<String> arguments = new ArrayList<>(arguments(port, "k"));
          arguments.addAll(List.of("-t", "1"));
          return arguments;
        };
    if (release.version().atLeast(ZabbixVersion.V6_0)) {
      assertEquals(
          ToolRun.Unanswered.of(ToolRun.real(release, "zabbix_get", PATIENCE), withTimeout),
          ToolRun.Unanswered.of(ToolRun.own(release, "get"), withTimeout));
    } else {
      List<String> arguments = new ArrayList<>(withTimeout.apply(1));
      arguments.addAll(List.of("--dialect", "5.0"));
      arguments.add(0, "get");
      assertEquals(64, OwnProgram.run(NOTHING, arguments).exitCode());
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void addresses(Release release) throws Exception {
    List<String> differences = new ArrayList<>();
    try (MockAgent agent = new MockAgent("web01").start().reply("k", "1")) {
      String port = String.valueOf(agent.port());
      for (List<String> options :
          List.of(
              List.of("-s", "127.0.0.1", "-p", "1"),
              List.of("-s", "localhost", "-p", port),
              List.of("-s", "localhost", "-p", "1"),
              List.of("-s", "no.such.host.invalid", "-p", port),
              List.of("-s", "127.0.0.1", "-p", port, "-I", "127.0.0.9"),
              List.of("-s", "127.0.0.1", "-p", port, "-I", "192.0.2.1"),
              List.of("-s", "127.0.0.1", "-p", port, "-I", "::1"),
              List.of("-s", "127.0.0.1", "-p", port, "-I", "localhost"),
              List.of("-s", "127.0.0.1", "-p", port, "--tls-connect", "unencrypted"))) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-k", "k"));
        ToolRun real = ToolRun.real(release, "zabbix_get", PATIENCE).run(NOTHING, arguments);
        ToolRun own = ToolRun.own(release, "get").run(NOTHING, arguments);
        compare(options.toString(), new Got(real, List.of()), new Got(own, List.of()), differences);
      }
    }
    assertEquals("", String.join("\n", differences));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void version(Release release) throws Exception {
    ToolRun.assertSameVersion(
        ToolRun.real(release, "zabbix_get", PATIENCE), ToolRun.own(release, "get"), release);
  }

  @ParameterizedTest
  @MethodSource("releases")
  void generatedKeys(Release release) throws Exception {
    Random random = new Random(SEED);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      String key = key(random);
      ZabbixVersion version = VERSIONS.get(random.nextInt(VERSIONS.size()));
      Variant variant = random.nextBoolean() ? Variant.AGENT : Variant.AGENT2;
      Got real = get(ToolRun.real(release, "zabbix_get", PATIENCE), version, variant, key);
      Got own = get(ToolRun.own(release, "get"), version, variant, key);
      compare(key + " of an agent " + version + " " + variant, real, own, differences);
    }
    assertEquals("", String.join("\n", differences));
  }

  private static Got get(ToolRun.Tool tool, ZabbixVersion version, Variant variant, String key)
      throws Exception {
    AgentConfig config = AgentConfig.of("web01").withVersion(version).withVariant(variant);
    try (MockAgent agent =
        new MockAgent(config).start().reply("a[*]", KeyScript.template("{1}|{2}"))) {
      ToolRun run = tool.run(NOTHING, arguments(agent.port(), key));
      List<String> requests =
          agent.exchanges().stream()
              .map(exchange -> new String(exchange.packetBytes(), ISO_8859_1))
              .toList();
      return new Got(run, requests);
    }
  }

  private static String key(Random random) {
    StringBuilder key = new StringBuilder(random.nextBoolean() ? "a[" : "");
    int length = 1 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      key.append(PIECES.charAt(random.nextInt(PIECES.length())));
    }
    return key.append(random.nextInt(3) > 0 ? "]" : "").toString();
  }

  /**
   * An agent that responds in an unusual way. Each character of a name is a byte.
   *
   * @param answers the responses to the first connections; the last one is repeated
   */
  private record OddAgent(String name, List<byte[]> answers) {

    private static final String PACKAGE = "{\"version\":\"7.0.9\",\"variant\":1,\"data\":[ROW]}";

    static Stream<OddAgent> all() {
      return Stream.of(
              raw(),
              Stream.of(new OddAgent("closes", List.of(ScriptedPeer.disconnect()))),
              Stream.of(new OddAgent("resets", List.of(ScriptedPeer.reset()))),
              texts().map(OddAgent::framed),
              rows().map(row -> framed(PACKAGE.replace("ROW", row))),
              documents().map(OddAgent::framed),
              sequences())
          .flatMap(part -> part);
    }

    private static Stream<OddAgent> raw() {
      return Stream.of(
              "Z",
              "ZBXD",
              "ZBXD\1",
              "ZBXD\1\5\0\0",
              "ZBXD\1\5\0\0\0\0\0\0\0ab",
              "ZBXD\1\1\0\0\0\0\0\0\0ab",
              "ZBXD\0\1\0\0\0\0\0\0\0a",
              "ZBXD\5\1\0\0\0\0\0\0\0a",
              "ZBXD\u0081\1\0\0\0\0\0\0\0a",
              "ZBXD\u0084\1\0\0\0\0\0\0\0a",
              "ZBXD\1\1\0\0\0\7\0\0\0a",
              "ZBXD\1\1\0\0\0\u00ff\u00ff\u00ff\u007fa",
              "ZBXD\1\u00ff\u00ff\u00ff\u007f\0\0\0\0a",
              "ZBXD\1\u00ff\u00ff\u00ff\u00ff\0\0\0\0a",
              "ZBXD\3\5\0\0\0\144\0\0\0abcde",
              "ZBXD\3\5\0\0\0\u00ff\u00ff\u00ff\u007fabcde",
              "junk",
              "HTTP/1.1 400 Bad Request\r\n\r\n")
          .map(bytes -> new OddAgent(bytes, List.of(bytes.getBytes(ISO_8859_1))));
    }

    private static Stream<String> texts() {
      return Stream.of(
          "",
          "a",
          "a\n\n",
          "a\n\r\n ",
          "a\r",
          "  a  ",
          "a\0b",
          "\0",
          "K\u00f6ln \u00ff\u00e2\u0082|\u00c0\u0080|\u00ed\u00a0\u0080|\u00f5",
          "K\u00c3\u00b6ln \u00f0\u009f\u0098\u0080",
          "ZBX_NOTSUPPORTED",
          "ZBX_NOTSUPPORTED\n",
          "ZBX_NOTSUPPORTED\0",
          "ZBX_NOTSUPPORTED\0why",
          "ZBX_NOTSUPPORTED\0why \u00ff\0x",
          "ZBX_NOTSUPPORTED\0why\n\n",
          "ZBX_NOTSUPPORTED\0\0",
          "ZBX_NOTSUPPORTEDx\0y",
          "ZBX_NOTSUPPORTE",
          "ZBX_ERROR",
          "ZBX_ERROR\0x",
          "ZBX_ERROR\n",
          "x".repeat(70_000));
    }

    private static Stream<String> rows() {
      return Stream.of(
          "{\"value\":\"v\"}",
          "{\"value\":\"K\u00f6 \u00ff\u00e2\u0082|\u00c0\u0080|\u00ed\u00a0\u0080\"}",
          "{\"value\":\"\\u00fc\\ud83d\\ude00\"}",
          "{\"value\":\"a\\ud83db\"}",
          "{\"value\":\"a\\u0000b\"}",
          "{\"value\":\"a\\n\\n\"}",
          "{\"value\":\" a \"}",
          "{\"value\":\"\"}",
          "{\"value\":1.50}",
          "{\"value\":-1e5}",
          "{\"value\":true}",
          "{\"value\":null}",
          "{\"value\":{\"a\":1}}",
          "{\"value\":[1]}",
          "{\"value\":\"" + "y".repeat(70_000) + "\"}",
          "{\"error\":\"bad \u00ff\\nx\"}",
          "{\"error\":\"\"}",
          "{\"error\":5}",
          "{\"error\":null}",
          "{\"error\":\"a\\u0000b\"}",
          "{\"error\":\"" + "y".repeat(2047) + "\"}",
          "{\"error\":\"" + "y".repeat(2048) + "\"}",
          "{\"value\":\"v\",\"error\":\"e\"}",
          "{\"Value\":\"v\"}",
          "{}",
          "",
          "{\"value\":\"v\"},{\"value\":\"w\"}",
          "\"x\"",
          "5",
          "null",
          "[\"value\"]");
    }

    private static Stream<String> documents() {
      return Stream.of(
          "{\"data\":[{\"value\":\"v\"}]}",
          "{\"version\":7,\"data\":[{\"value\":\"v\"}]}",
          "{\"version\":\"x\",\"data\":[{\"value\":\"v\"}]}",
          "{\"version\":\"6.0.0\",\"data\":[{\"value\":\"v\"}]}",
          "{\"version\":\"7.0.9\",\"error\":\"no\"}",
          "{\"version\":\"7.0.9\",\"error\":\"no\",\"data\":[{\"value\":\"v\"}]}",
          "{\"error\":\"no\"}",
          "{\"version\":\"7.0.9\",\"data\":{\"value\":\"v\"}}",
          "{\"version\":\"7.0.9\"}",
          "{\"version\":\"7.0.9\",\"data\":\"x\"}",
          "{\"version\":\"7.0.9\",\"data\":null}",
          "{\"version\":null,\"data\":[{\"value\":\"v\"}]}",
          "{}",
          "[]",
          "[{\"value\":\"v\"}]",
          "{\"version\":\"7.0.9\",\"data\":[{\"value\":\"v\"}]",
          "{\"version\":\"7.0.9\",\"data\":[{\"value\":\"v\"}]}x",
          "{\"version\":\"7.0.9\",\"data\":[{\"value\":\"v\"}]} \n",
          " \n{\"version\":\"7.0.9\",\"data\":[{\"value\":\"v\"}]}",
          "{\"version\":\"7.0.9\",\"data\":[{\"value\":\"v\"}]}\0x",
          "\u00ef\u00bb\u00bf{\"version\":\"7.0.9\",\"data\":[{\"value\":\"v\"}]}",
          "5",
          "\"x\"",
          "true");
    }

    private static Stream<OddAgent> sequences() {
      String json = PACKAGE.replace("ROW", "{\"value\":\"v\"}");
      return Stream.of(
              List.of("ZBX_NOTSUPPORTED\0unknown", "v"),
              List.of("ZBX_NOTSUPPORTED\0unknown", json),
              List.of("ZBX_NOTSUPPORTED\0unknown", "ZBX_NOTSUPPORTED\0why"),
              List.of("", "v"))
          .map(
              texts ->
                  new OddAgent(
                      texts.toString(),
                      texts.stream().map(text -> framed(text).answers.get(0)).toList()));
    }

    private static OddAgent framed(String text) {
      return new OddAgent(text, List.of(Packets.frame(1, text.getBytes(ISO_8859_1))));
    }

    private byte[] answer(int connection) {
      return answers.get(Math.min(connection, answers.size()) - 1);
    }

    @Override
    public String toString() {
      return name.length() > 150 ? name.substring(0, 150) : name;
    }
  }
}
