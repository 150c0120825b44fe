package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.OwnProgram;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;

/** The command {@code send} and the real senders: the same files, packets, words and exit codes. */
@NeedsProgram("zabbix_sender")
@Timeout(300)
class SendLikeRealSenderIT {

  private static final int FILES = 120;

  /** What a run sent, printed and returned. */
  private record Result(int exitCode, String output, String errors, List<String> packets) {}

  static Stream<Release> releases() {
    return Release.having("zabbix_sender");
  }

  @ParameterizedTest
  @MethodSource("releases")
  void generatedFiles(Release release, @TempDir Path directory) throws Exception {
    List<String> differences = new ArrayList<>();
    int refused = 0;
    int sent = 0;
    for (int seed = 0; seed < FILES; seed++) {
      InputFiles files = new InputFiles(seed);
      List<String> options = files.options();
      Path file = Files.writeString(directory.resolve("values.txt"), files.file(), UTF_8);

      Result real = real(release, file, options);
      Result own = own(release, file, options);

      refused += real.output().contains("[line ") ? 1 : 0;
      sent += real.packets().isEmpty() ? 0 : 1;
      if (!real.equals(own)) {
        String text = Files.readString(file).replace("\n", "\\n").replace("\r", "\\r");
        differences.add(seed + " " + options + " " + text + "\n  " + real + "\n  " + own);
      }
    }
    assertEquals("", String.join("\n", differences));
    assertTrue(refused > 20 && sent > 20, refused + " refused, " + sent + " sent");
  }

  private static Result real(Release release, Path file, List<String> options) throws Exception {
    try (MockZabbixServer server = server()) {
      List<String> arguments = arguments(server, file, options);
      RealProgram.Outcome outcome = new RealProgram(release, "zabbix_sender").run(arguments);
      return result(server, exitCode(release, outcome), outcome.output(), outcome.errors());
    }
  }

  /** The sender of 7.0.9 forgets rows that failed; that of 7.0.22 does not, and so {@code send}. */
  private static int exitCode(Release release, RealProgram.Outcome outcome) {
    boolean failed = outcome.output().matches("(?s).*failed: [1-9].*");
    return release == Release.R7_0_9 && failed && outcome.exitCode() == 0 ? 2 : outcome.exitCode();
  }

  private static Result own(Release release, Path file, List<String> options) {
    try (MockZabbixServer server = server()) {
      List<String> arguments = new ArrayList<>(List.of("send", "--dialect"));
      arguments.add(release.is70() ? "7.0" : "6.0");
      arguments.addAll(arguments(server, file, options));
      OwnProgram own = OwnProgram.run(arguments);
      return result(server, own.exitCode(), own.output(), own.errors());
    }
  }

  private static List<String> arguments(MockZabbixServer server, Path file, List<String> options) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-z", "127.0.0.1", "-p", String.valueOf(server.trapperPort())));
    arguments.addAll(List.of("-i", file.toString()));
    return arguments;
  }

  private static MockZabbixServer server() {
    return new MockZabbixServer(
            ServerConfig.strict(Host.of("db1", Item.trapper("k"), Item.trapper("log[/a,b]"))))
        .start();
  }

  private static Result result(MockZabbixServer server, int exitCode, String out, String err) {
    List<String> packets =
        server.exchanges().stream()
            .map(exchange -> exchange.text().replaceAll(",\"clock\":[0-9]+,\"ns\":[0-9]+}$", "}"))
            .toList();
    return new Result(exitCode, shown(server, out), shown(server, err), packets);
  }

  private static String shown(MockZabbixServer server, String text) {
    return text.replaceAll("\\[[0-9]+]: ", "[PID]: ")
        .replaceAll("spent: [0-9.]+", "spent: S")
        .replace(":" + server.trapperPort(), ":PORT");
  }
}
