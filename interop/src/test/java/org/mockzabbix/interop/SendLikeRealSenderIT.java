package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;

/**
 * The command {@code send} and the real senders: the same files, servers and configurations, the
 * same packets, words and exit codes. Where 7.0.9 differs from 7.0.22, {@code send} follows 7.0.22.
 */
@NeedsProgram("zabbix_sender")
@Timeout(600)
class SendLikeRealSenderIT {

  private static final int FIRST_FILE = Integer.getInteger("mockzabbix.seed", 0);
  private static final int FILES = Integer.getInteger("mockzabbix.files", 200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PATIENCE_WITH_HANGS = Duration.ofSeconds(2);
  private static final byte[] NOTHING = {};

  /** What a run printed and returned, and the packets that it sent. */
  private record Sent(ToolRun run, List<String> packets) {}

  static Stream<Release> releases() {
    return Release.having("zabbix_sender");
  }

  @ParameterizedTest
  @MethodSource("releases")
  void generatedFiles(Release release, @TempDir Path directory) throws Exception {
    List<String> differences = new ArrayList<>();
    int refused = 0;
    int sent = 0;
    for (int seed = FIRST_FILE; seed < FIRST_FILE + FILES; seed++) {
      InputFiles files = new InputFiles(seed, release.version());
      List<String> options = files.options();
      String text = files.file();
      byte[] bytes = text.getBytes(ISO_8859_1);
      Path file = Files.write(directory.resolve("values.txt"), bytes);

      Sent real = send(ToolRun.real(release, "zabbix_sender", PATIENCE), file, options);
      Sent own = send(ToolRun.own(release, "send"), file, options);

      refused += real.run().output().contains("[line ") ? 1 : 0;
      sent += real.packets().isEmpty() ? 0 : 1;
      if (!real.equals(own)) {
        differences.add(difference(seed + " " + options + " " + shown(text), real, own));
      }
    }
    assertEquals("", shortened(differences));
    assertTrue(refused > FILES / 6 && sent > FILES / 6, refused + " refused, " + sent + " sent");
  }

  private static String shown(String file) {
    String text = file.replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\\0");
    return text;
  }

  private static Sent send(ToolRun.Tool tool, Path file, List<String> options) throws Exception {
    ServerConfig config =
        ServerConfig.strict(Host.of("db1", Item.trapper("k"), Item.trapper("log[/a,b]")));
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      String port = String.valueOf(server.trapperPort());
      List<String> arguments = new ArrayList<>(options);
      arguments.addAll(List.of("-z", "127.0.0.1", "-p", port));
      boolean reads = arguments.remove("-"); // the file is standard input
      arguments.addAll(List.of("-i", reads ? "-" : file.toString()));
      ToolRun run = tool.run(reads ? Files.readAllBytes(file) : NOTHING, arguments);
      Stream<String> packets =
          server.exchanges().stream()
              .map(exchange -> new String(exchange.packetBytes(), ISO_8859_1))
              .map(packet -> packet.replaceAll(",\"clock\":[0-9]+,\"ns\":[0-9]+}$", "}"))
              .map(packet -> packet.substring("ZBXD#LENGRESE".length()));
      ToolRun shown = run.replacing(port, "PORT").as7022(tool);
      return options.contains("-g")
          ? new Sent(shown.sorted(), packets.sorted().toList()) // in the order of a hash table
          : new Sent(shown, packets.toList());
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void oddServers(Release release) throws Exception {
    List<String> differences = new ArrayList<>();
    for (OddServer server : OddServer.all().toList()) {
      boolean differs = release == Release.R7_0_9 && server.of7022() != null;
      Duration patience = differs ? PATIENCE_WITH_HANGS : PATIENCE;
      Sent real = send(ToolRun.real(release, "zabbix_sender", patience), server);
      Sent own = send(ToolRun.own(release, "send"), server);
      if (differs) {
        String end = own.run().exitCode() + " " + lastLine(own.run());
        differences.addAll(
            end.equals(server.of7022()) ? List.of() : List.of(server + "\n  " + own.run()));
        assertNotEquals(real, own, "of7022 is not needed for " + server);
      } else if (!real.equals(own)) {
        differences.add(difference(server.toString(), real, own));
      }
    }
    assertEquals("", shortened(differences));
  }

  /** Returns the text without the middle of long repetitions. */
  private static String shortened(List<String> differences) {
    return String.join("\n", differences).replaceAll("(.{1,2})\\1{50,}", "$1...");
  }

  private static String lastLine(ToolRun run) {
    List<String> lines = run.output().lines().toList();
    return lines.get(lines.size() - 1);
  }

  private static Sent send(ToolRun.Tool tool, OddServer server) throws Exception {
    try (ScriptedPeer other = success();
        ScriptedPeer peer =
            new ScriptedPeer((connection, text) -> server.answer(connection, other.port()))) {
      List<String> arguments =
          new ArrayList<>(List.of("-vv", "-z", "127.0.0.1", "-p", String.valueOf(peer.port())));
      arguments.addAll(List.of("-s", "web01", "-k", "k", "-o", "1"));
      ToolRun run = tool.run(NOTHING, arguments);
      List<String> packets = new ArrayList<>(peer.received());
      packets.addAll(other.received());
      return new Sent(
          run.replacing(String.valueOf(peer.port()), "PORT")
              .replacing(String.valueOf(other.port()), "OTHER"),
          packets.stream()
              .map(text -> text.replaceAll(",\"clock\":[0-9]+,\"ns\":[0-9]+", ",clock"))
              .toList());
    }
  }

  private static ScriptedPeer success() throws IOException {
    return ScriptedPeer.answering(OddServer.success());
  }

  private static String difference(String what, Sent real, Sent own) {
    String packets = real.packets().equals(own.packets()) ? "" : "\n  " + real.packets();
    return what
        + "\n  "
        + real.run()
        + "\n  "
        + own.run()
        + packets
        + (packets.isEmpty() ? "" : "\n  " + own.packets());
  }
}
