package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.cli.OwnProgram;
import org.mockzabbix.fixtures.ScriptedPeer;

/** The command {@code get} and the real getters: the same words and exit codes. */
@NeedsProgram("zabbix_get")
@Timeout(300)
class GetLikeRealGetterIT {

  private static final int KEYS = 60;

  /** Responses as bytes, each written as one character. */
  private static final List<String> RESPONSES =
      List.of(
          "",
          "Z",
          "ZBXD",
          "ZBXD\001",
          "ZBXD\001\005\0\0\0\0\0\0\0ab",
          "ZBXD\005\001\0\0\0\0\0\0\0a",
          "ZBXD\001\001\0\0\0\0\0\0\0ab",
          "ZBXD\001\0\0\0\0\0\0\0\0",
          "ZBXD\001\001\0\0\0\0\0\0\0a",
          "ZBXD\001\003\0\0\0\0\0\0\0a\n\n",
          "ZBXD\001\020\0\0\0\0\0\0\0ZBX_NOTSUPPORTED",
          "ZBXD\001\021\0\0\0\0\0\0\0ZBX_NOTSUPPORTED\0",
          "ZBXD\001\024\0\0\0\0\0\0\0ZBX_NOTSUPPORTED\0why",
          "junk",
          "HTTP/1.1 400 Bad Request\r\n\r\n");

  private static final String PIECES = "ab.1_-[],\"\\ \t{$@*";

  /** What a run printed and returned. */
  private record Result(int exitCode, String output, String errors) {}

  static Stream<Release> releases() {
    return Release.having("zabbix_get");
  }

  @ParameterizedTest
  @MethodSource("releases")
  void oddResponses(Release release) throws Exception {
    List<String> differences = new ArrayList<>();
    for (String response : RESPONSES) {
      try (ScriptedPeer peer = ScriptedPeer.answering(response.getBytes(ISO_8859_1))) {
        compare(release, peer.port(), "agent.ping", differences);
      }
    }
    assertEquals("", String.join("\n", differences));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void generatedKeys(Release release) throws Exception {
    Random random = new Random(7);
    List<String> differences = new ArrayList<>();
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("a[*]", KeyScript.template("{1}|{2}"));
      for (int i = 0; i < KEYS; i++) {
        compare(release, agent.port(), key(random), differences);
      }
    }
    assertEquals("", String.join("\n", differences));
  }

  private static String key(Random random) {
    StringBuilder key = new StringBuilder(random.nextBoolean() ? "a[" : "");
    int length = 1 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      key.append(PIECES.charAt(random.nextInt(PIECES.length())));
    }
    return key.append(random.nextInt(3) > 0 ? "]" : "").toString();
  }

  private static void compare(Release release, int port, String key, List<String> differences)
      throws Exception {
    List<String> arguments = List.of("-s", "127.0.0.1", "-p", String.valueOf(port), "-k", key);
    RealProgram.Outcome real = new RealProgram(release, "zabbix_get").run(arguments);
    List<String> command = new ArrayList<>(List.of("get", "--dialect"));
    command.add(release.is70() ? "7.0" : "6.0");
    command.addAll(arguments);
    OwnProgram own = OwnProgram.run(command);
    Result expected = result(real.exitCode(), real.output(), real.errors());
    Result actual = result(own.exitCode(), own.output(), own.errors());
    if (!expected.equals(actual)) {
      differences.add(key + "\n  " + expected + "\n  " + actual);
    }
  }

  private static Result result(int exitCode, String out, String err) {
    return new Result(exitCode, out, err.replaceAll("\\[[0-9]+]: ", "[PID]: "));
  }
}
