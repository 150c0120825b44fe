package org.mockzabbix.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ScriptedPeer;

/**
 * {@code send} and {@code get} receive the responses that the real programs received, and must do
 * the same in each Zabbix version: exit code, both outputs and the number of connections.
 */
@Timeout(180)
class ZabbixToolVectorsTest {

  /** The response of an agent to JSON. To the bare key it responds with a JSON text. */
  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED\0Unsupported item key.";

  private static final String MEASURED_REDIRECT = "127.0.0.1:21090";

  @TestFactory
  Stream<DynamicTest> behavesAsMeasured() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode vector : vectors()) {
      for (String release : List.of("6.0.14", "7.0.22")) {
        String title =
            vector.get("tool").asText() + " " + release + " " + vector.get("name").asText();
        tests.add(DynamicTest.dynamicTest(title, () -> check(vector, release)));
      }
    }
    return tests.stream();
  }

  @Test
  void vectorsAreThoseThatWereMeasured() throws IOException {
    assertEquals(40, vectors().size());
  }

  private static void check(JsonNode vector, String release) throws IOException {
    JsonNode measured = vector.get("measured").get(release);
    try (ScriptedPeer peer = peer(vector)) {
      CommandRun run = CommandRun.of(command(vector, release.substring(0, 3), peer.port()));

      assertEquals(measured.get("exit").asInt(), run.exitCode(), run.err());
      assertEquals(measured.get("stdout").asText().replace(":PORT", ":" + peer.port()), run.out());
      assertEquals(measured.get("stderr").asText(), run.errWithoutPid());
      assertEquals(measured.get("connections").asInt(), peer.received().size());
    }
  }

  private static ScriptedPeer peer(JsonNode vector) throws IOException {
    JsonNode hex = vector.get("reply_hex");
    if (hex.isNull()) { // one that depends on the question
      return new ScriptedPeer(
          (n, text) -> Packets.frame(text.startsWith("{") ? NOT_SUPPORTED : "{\"a\":1}"));
    }
    byte[] reply = HexFormat.of().parseHex(hex.asText());
    if (!new String(reply, UTF_8).contains(MEASURED_REDIRECT)) {
      return ScriptedPeer.answering(reply);
    }
    String text = new String(reply, 13, reply.length - 13, UTF_8);
    AtomicInteger port = new AtomicInteger();
    ScriptedPeer peer =
        new ScriptedPeer(
            (n, asked) -> Packets.frame(text.replace(MEASURED_REDIRECT, "127.0.0.1:" + port)));
    port.set(peer.port()); // the measured peer redirected to itself
    return peer;
  }

  private static String[] command(JsonNode vector, String dialect, int port) {
    String number = String.valueOf(port);
    return vector.get("tool").asText().equals("zabbix_sender")
        ? new String[] {
          "send",
          "--dialect",
          dialect,
          "-z",
          "127.0.0.1",
          "-p",
          number,
          "-s",
          "h",
          "-k",
          "k",
          "-o",
          "v"
        }
        : new String[] {
          "get", "--dialect", dialect, "-s", "127.0.0.1", "-p", number, "-k", "agent.ping"
        };
  }

  private static List<JsonNode> vectors() throws IOException {
    try (InputStream in =
        ZabbixToolVectorsTest.class.getResourceAsStream("/vectors/replies.json")) {
      List<JsonNode> vectors = new ArrayList<>();
      new ObjectMapper().readTree(in).forEach(vectors::add);
      return vectors;
    }
  }
}
