package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.ZabbixVersion;

/** What the real {@code zabbix_sender} sends is recorded, and what it prints is the usual. */
@NeedsProgram("zabbix_sender")
@Timeout(120)
class SenderIT {

  /** Each sender understands each server. */
  static Stream<Arguments> pairs() {
    return RealDaemons.pairs("zabbix_sender");
  }

  /** The exit code after rows that failed. Only 7.0.9, of all measured releases, forgets them. */
  private static int failed(Release release) {
    return release == Release.R7_0_9 ? 0 : 2;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void sendsOneValue(Release release, ZabbixVersion version) throws Exception {
    try (MockZabbixServer server = start(ServerConfig.lenient(), version)) {
      RealSender.Outcome sender =
          sender(release, server).send("web01", "app.path[\"a b\",\\]", "say \"hi\" to C:\\dir");

      assertPrinted(
          """
          Response from "SERVER": "processed: 1; failed: 0; total: 1; seconds spent: S"
          sent: 1; skipped: 0; total: 1
          """,
          sender);
      assertEquals(
          List.of(
              "web01 app.path[\"a b\",\\] = \"say \"hi\" to C:\\dir\""), // no clock: none was sent
          shown(server.items()));
      assertEquals(
          release.is70() ? List.of("request", "data", "clock", "ns") : List.of("request", "data"),
          members(server.exchanges().get(0)));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void sendsThroughAServerThatForwards(Release release, ZabbixVersion version) throws Exception {
    Host host = Host.of("web01", Item.trapper("app.ok"));
    try (MockZabbixServer real = start(ServerConfig.strict(host), version);
        MockZabbixServer between =
            start(
                ServerConfig.lenient().toBuilder()
                    .forward("127.0.0.1:" + real.trapperPort())
                    .build(),
                version)) {
      RealSender.Outcome accepted = sender(release, between).send("web01", "app.ok", "1");
      RealSender.Outcome refused = sender(release, between).send("web01", "app.olk", "1");

      assertPrinted(
          """
          Response from "SERVER": "processed: 1; failed: 0; total: 1; seconds spent: S"
          sent: 1; skipped: 0; total: 1
          """,
          accepted);
      assertEquals(failed(release), refused.exitCode());
      assertEquals(List.of("web01 app.ok = \"1\""), shown(real.items()));
      assertEquals(List.of("web01 app.ok = \"1\""), shown(between.items()));
      for (int i = 0; i < 2; i++) {
        assertArrayEquals(
            real.exchanges().get(i).packetBytes(), between.exchanges().get(i).packetBytes());
        assertArrayEquals(
            real.exchanges().get(i).responseBytes(), between.exchanges().get(i).responseBytes());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void sendsThousandValuesInPacketsOf250(
      Release release, ZabbixVersion version, @TempDir Path directory) throws Exception {
    Path file = directory.resolve("values.txt");
    Files.write(file, numbered("web01 app.n[#] CLOCK NS value #"), UTF_8);
    try (MockZabbixServer server = start(ServerConfig.lenient(), version)) {
      RealSender.Outcome sender = sender(release, server).sendFile(file, "-T", "-N");

      assertPrinted(
          """
          Response from "SERVER": "processed: 250; failed: 0; total: 250; seconds spent: S"
          Response from "SERVER": "processed: 250; failed: 0; total: 250; seconds spent: S"
          Response from "SERVER": "processed: 250; failed: 0; total: 250; seconds spent: S"
          Response from "SERVER": "processed: 250; failed: 0; total: 250; seconds spent: S"
          sent: 1000; skipped: 0; total: 1000
          """,
          sender);
      assertEquals(
          numbered("web01 app.n[#] = \"value #\" clock CLOCK ns NS"), shown(server.items()));
      assertEquals(4, server.exchanges().size());
      for (Exchange exchange : server.exchanges()) {
        assertEquals(RequestKind.SENDER_DATA, exchange.kind());
        assertEquals(250, exchange.items().size());
        assertEquals(List.of("request", "data", "clock", "ns"), members(exchange));
        assertEquals(List.of(), exchange.warnings());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void sendsCharactersOfFourBytes(Release release, ZabbixVersion version) throws Exception {
    String lines =
        """
        "Köln 𠀀" "log[\\"C:\\\\dir\\",𝒳]" "😀 \\"quoted\\" \\\\ ü\\n𝒳"
        "Köln 𠀀" log[€] 😀 "not quoted" \\ \\n ü/𝒳
        """;
    try (MockZabbixServer server = start(ServerConfig.lenient(), version)) {
      RealSender.Outcome sender = sender(release, server).sendLines(lines);

      assertPrinted(
          """
          Response from "SERVER": "processed: 2; failed: 0; total: 2; seconds spent: S"
          sent: 2; skipped: 0; total: 2
          """,
          sender);
      List<ItemValue> items = server.items();
      assertEquals(2, items.size());
      assertValue("Köln 𠀀", "log[\"C:\\dir\",𝒳]", "😀 \"quoted\" \\ ü\n𝒳", items.get(0));
      assertValue("Köln 𠀀", "log[€]", "😀 \"not quoted\" \\ \\n ü/𝒳", items.get(1));
    }
  }

  private static void assertValue(String host, String key, String value, ItemValue actual) {
    assertEquals(host, actual.host());
    assertEquals(key, actual.key());
    assertEquals(value, actual.value());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void sendsValueOfFiveMegabytes(Release release, ZabbixVersion version, @TempDir Path directory)
      throws Exception {
    String value =
        IntStream.range(0, 625_000)
            .mapToObj(i -> String.format("%07d,", i))
            .collect(Collectors.joining());
    Path file =
        Files.writeString(directory.resolve("values.txt"), "web01 app.dump " + value, UTF_8);
    try (MockZabbixServer server = start(ServerConfig.lenient(), version)) {
      RealSender.Outcome sender = sender(release, server).sendFile(file);

      assertPrinted(
          """
          Response from "SERVER": "processed: 1; failed: 0; total: 1; seconds spent: S"
          sent: 1; skipped: 0; total: 1
          """,
          sender);
      ItemValue received = assertThat(server).received(item("web01", "app.dump")).now();
      assertEquals(5_000_000, received.value().length());
      assertTrue(value.equals(received.value()), "the same length, but another text");
      assertEquals(1, server.exchanges().size());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void sendsForUnknownHost(Release release, ZabbixVersion version) throws Exception {
    try (MockZabbixServer server = start(strict(), version)) {
      RealSender.Outcome sender = sender(release, server).send("web02", "app.ok", "1");

      assertEquals(failed(release), sender.exitCode(), sender.errors());
      assertEquals(
          """
          Response from "SERVER": "processed: 0; failed: 1; total: 1; seconds spent: S"
          sent: 1; skipped: 0; total: 1
          """,
          sender.output());
      assertThat(server).received(item("web02", "app.ok")).never();
      assertEquals(List.of(Outcome.UNKNOWN_HOST), outcomes(server.rejected()));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void sendsForKnownAndUnknownKeys(Release release, ZabbixVersion version) throws Exception {
    try (MockZabbixServer server = start(strict(), version)) {
      RealSender.Outcome sender =
          sender(release, server)
              .sendLines(
                  """
                  web01 app.ok 1
                  web01 app.KO 2
                  web01 app.ok 3
                  """);

      assertEquals(failed(release), sender.exitCode(), sender.errors());
      assertEquals(
          """
          Response from "SERVER": "processed: 2; failed: 1; total: 3; seconds spent: S"
          sent: 3; skipped: 0; total: 3
          """,
          sender.output());
      assertEquals(List.of("web01 app.ok = \"1\"", "web01 app.ok = \"3\""), shown(server.items()));
      assertEquals(List.of(Outcome.UNKNOWN_KEY), outcomes(server.rejected()));
    }
  }

  private static ServerConfig strict() {
    return ServerConfig.strict(Host.of("web01", Item.trapper("app.ok")));
  }

  private static MockZabbixServer start(ServerConfig config, ZabbixVersion version) {
    return new MockZabbixServer(config.toBuilder().version(version).build()).start();
  }

  private static RealSender sender(Release release, MockZabbixServer server) {
    return new RealSender(release, server.trapperPort());
  }

  /** A thousand lines, each with its number, a clock and the nanoseconds of that second. */
  private static List<String> numbered(String line) {
    return IntStream.range(0, 1000)
        .mapToObj(
            i ->
                line.replace("#", String.valueOf(i))
                    .replace("CLOCK", String.valueOf(1_700_000_000 + i))
                    .replace("NS", String.valueOf(i * 999_999)))
        .toList();
  }

  private static void assertPrinted(String expected, RealSender.Outcome sender) {
    assertEquals(0, sender.exitCode(), sender.errors());
    assertEquals(expected, sender.output());
    assertEquals("", sender.errors());
  }

  private static List<String> shown(List<ItemValue> items) {
    return items.stream().map(ItemValue::toString).toList();
  }

  private static List<Outcome> outcomes(List<ItemValue> items) {
    return items.stream().map(ItemValue::outcome).toList();
  }

  /** The names in the packet's JSON, in order. */
  private static List<String> members(Exchange exchange) {
    return exchange.json().properties().stream().map(member -> member.getKey()).toList();
  }
}
