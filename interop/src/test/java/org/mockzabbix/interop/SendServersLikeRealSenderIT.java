package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * The servers, hosts and source addresses that {@code send} and the real senders read from {@code
 * -z}, {@code -p}, {@code -I} and the file of {@code -c}. In all texts, A and B are servers, and B
 * does not know the item.
 */
@NeedsProgram("zabbix_sender")
@Timeout(300)
class SendServersLikeRealSenderIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] NOTHING = {};

  /** Configuration files; {@code DIR} is a directory with files to include. */
  private static final List<String> FILES =
      List.of(
          "Hostname=h1|ServerActive=A",
          "Hostname=h1|ServerActive=A,B",
          "Hostname=h1|ServerActive=B,A",
          "Hostname=h1|ServerActive=A , B",
          "Hostname=h1|ServerActive=A,127.0.0.1:1",
          "Hostname=h1|ServerActive=127.0.0.1:1,A",
          "Hostname=h1|ServerActive=127.0.0.1:1,127.0.0.1:2",
          "Hostname=h1|ServerActive=A,A",
          "Hostname=h1|ServerActive=A , A",
          "Hostname=h1|ServerActive=A,",
          "Hostname=h1|ServerActive=A,,",
          "Hostname=h1|ServerActive=,A",
          "Hostname=h1|ServerActive=A;B",
          "Hostname=h1|ServerActive=127.0.0.1:1;A",
          "Hostname=h1|ServerActive=127.0.0.1:1;A,B",
          "Hostname=h1|ServerActive=127.0.0.1:1;127.0.0.1:2",
          "Hostname=h1|ServerActive=A;A",
          "Hostname=h1|ServerActive=A;B,A",
          "Hostname=h1|ServerActive=A;",
          "Hostname=h1|ServerActive=;A",
          "Hostname=h1|ServerActive=A ; B",
          "Hostname=h1|ServerActive=",
          "Hostname=h1",
          "",
          "Hostname=h1|Server=127.0.0.1|ServerActive=A|ListenPort=123|ListenIP=127.0.0.9",
          "Hostname=h1|Server=A",
          "Hostname=h1|serveractive=A",
          "ServerActive=A",
          "Hostname=|ServerActive=A",
          "Hostname=a,b|ServerActive=A",
          "Hostname= a , b |ServerActive=A",
          "Hostname=,b|ServerActive=A",
          "Hostname=a b|ServerActive=A",
          "Hostname=\"q\"|ServerActive=A",
          "Hostname=a=b|ServerActive=A",
          "Hostname=K\u00c3\u00b6ln|ServerActive=A",
          "Hostname=h1\u000b|ServerActive=A",
          "Hostname=h1\u00c2\u00a0|ServerActive=A",
          "Hostname=h1\0x|ServerActive=A",
          "HostnameItem=system.hostname|ServerActive=A",
          "Hostname=h1|Hostname=h2|ServerActive=A|ServerActive=B",
          "Hostname=h1|ServerActive=A|SourceIP=127.0.0.9",
          "Hostname=h1|ServerActive=A|SourceIP=192.0.2.1",
          "Hostname=h1|ServerActive=A|SourceIP=localhost",
          "Hostname=h1|ServerActive=A|SourceIP=",
          "Hostname=h1|ServerActive=A|Timeout=5|LogFile=/x|UserParameter=a,b|Unknown=1",
          "Hostname=h1|junk|ServerActive=A",
          "Hostname=h1|=x|ServerActive=A",
          "Hostname=h1| # x||\t|  ServerActive\t=  A ",
          "Hostname=h1|;x|ServerActive=A",
          "Hostname=h1|ServerActive=A # comment",
          "# K\u00f6ln|Hostname=h1|ServerActive=A",
          "\u00ef\u00bb\u00bfHostname=h1|ServerActive=A",
          "Hostname=h1\r|ServerActive=A\r",
          "#" + "a".repeat(2047) + "|Hostname=h1|ServerActive=A",
          "#" + "a".repeat(2048) + "|Hostname=h1|ServerActive=A",
          "Hostname=h1|ServerActive=127.0.0.1:junk",
          "Hostname=h1|ServerActive=127.0.0.1:",
          "Hostname=h1|ServerActive=127.0.0.1:99999",
          "Hostname=h1|ServerActive=127.0.0.1:+5",
          "Hostname=h1|ServerActive=[127.0.0.1]:5",
          "Hostname=h1|ServerActive=[::1]:1",
          "Hostname=h1|ServerActive=[::1]x",
          "Hostname=h1|ServerActive=[]",
          "Hostname=h1|ServerActive=localhost:1",
          "Hostname=h1|ServerActive=a b",
          "Hostname=h1|ServerActive=a/b:5",
          "Hostname=h1|ServerActive=-a:5",
          "Hostname=h1|ServerActive=:5",
          "Include=DIR|ServerActive=A",
          "Include=DIR/|ServerActive=A",
          "Include=DIR/bad/*.txt|ServerActive=A",
          "Include=DIR/*.none|Hostname=h1|ServerActive=A",
          "Include=DIR/none/*.conf|Hostname=h1|ServerActive=A",
          "Include=DIR/bad/?.txt|ServerActive=A",
          "Include=DIR/a.conf|ServerActive=A",
          "Include=DIR/none.conf|ServerActive=A",
          "Include=DIR/bad/bad.conf|Hostname=h1|ServerActive=A",
          "Include=DIR/../agentd.conf|Hostname=h1|ServerActive=A",
          "Hostname=h1|ServerActive=A|TLSConnect=unencrypted|TLSAccept=psk");

  /** Options beside {@code -k} and {@code -o}, or instead of them. */
  private static final List<String> OPTIONS =
      List.of(
          "-c FILE",
          "-c FILE -s x",
          "-c FILE -s x,y",
          "-c FILE -I 127.0.0.8",
          "-c FILE -z 127.0.0.1 -p PORT_B",
          "-c FILE -z 127.0.0.1 -p 1",
          "-c FILE -p PORT_B",
          "-c FILE -p 1",
          "-c /no/such/file",
          "-c DIR",
          "-s h -z 127.0.0.1 -p PORT_A -I 127.0.0.8",
          "-s h -z 127.0.0.1 -p PORT_A -I 192.0.2.1",
          "-s h -z 127.0.0.1 -p PORT_A -I ::1",
          "-s h -z 127.0.0.1 -p PORT_A -I localhost",
          "-s h -z 127.0.0.1 -p 1",
          "-s h -z localhost -p 1",
          "-s h -z ::1 -p 1",
          "-s h -z no.such.host.invalid -p 1",
          "-s h -z A",
          "-s h -z A,B",
          "-s h -z A;B",
          "-s h -z A,A",
          "-s h -z 127.0.0.1,localhost -p PORT_A",
          "-s h -z 127.0.0.1:1;A",
          "-s h -z a/b -p 1",
          "-s h -z [::1] -p 1",
          "-s h -z [127.0.0.1] -p 1",
          "-s h -z 127.0.0.1: -p 1",
          "-s h -z A, -p 1");

  static Stream<Release> releases() {
    return Release.having("zabbix_sender");
  }

  /** What a run printed and returned, and the packets of each server with the source address. */
  private record Sent(ToolRun run, List<String> packets) {}

  @ParameterizedTest
  @MethodSource("releases")
  void configurationFiles(Release release, @TempDir Path directory) throws Exception {
    included(directory);
    List<String> differences = new ArrayList<>();
    for (String file : FILES) {
      compare(release, directory, file, "-c FILE -vv", differences);
    }
    assertEquals("", String.join("\n", differences));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void options(Release release, @TempDir Path directory) throws Exception {
    included(directory);
    List<String> differences = new ArrayList<>();
    for (String options : OPTIONS) {
      String file = "Hostname=h1|ServerActive=A,127.0.0.1:1|SourceIP=127.0.0.9";
      compare(release, directory, file, options + " -vv", differences);
    }
    assertEquals("", String.join("\n", differences));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void version(Release release) throws Exception {
    ToolRun.assertSameVersion(
        ToolRun.real(release, "zabbix_sender", PATIENCE), ToolRun.own(release, "send"), release);
  }

  static Stream<Release> releasesWithTimeout() {
    return releases().filter(release -> release.version().atLeast(ZabbixVersion.V6_0));
  }

  /** The programs of 5.0 have no timeout, and wait for 60 s. */
  @ParameterizedTest
  @MethodSource("releasesWithTimeout")
  void responseThatDoesNotCome(Release release) throws Exception {
    IntFunction<List<String>> arguments =
        port -> List.of(("-z 127.0.0.1 -p " + port + " -t 1 -vv -s h -k k -o v").split(" ", -1));

    assertEquals(
        ToolRun.Unanswered.of(ToolRun.real(release, "zabbix_sender", PATIENCE), arguments),
        ToolRun.Unanswered.of(ToolRun.own(release, "send"), arguments));
  }

  private static void included(Path directory) throws Exception {
    Files.createDirectories(directory.resolve("include/bad"));
    Files.writeString(directory.resolve("include/a.conf"), "Hostname=fromA\n");
    Files.writeString(directory.resolve("include/bad/c.txt"), "Hostname=fromC");
    Files.writeString(directory.resolve("include/bad/bad.conf"), "Hostname=x\njunk\n");
  }

  private static void compare(
      Release release, Path directory, String file, String options, List<String> differences)
      throws Exception {
    Sent real = send(ToolRun.real(release, "zabbix_sender", PATIENCE), directory, file, options);
    Sent own = send(ToolRun.own(release, "send"), directory, file, options);
    if (!real.equals(own)) {
      differences.add(file + " " + options + "\n  " + real + "\n  " + own);
    }
  }

  private static Sent send(ToolRun.Tool tool, Path directory, String file, String options)
      throws Exception {
    try (MockZabbixServer a = new MockZabbixServer().start();
        MockZabbixServer b =
            new MockZabbixServer(ServerConfig.strict(Host.of("x", Item.trapper("y")))).start()) {
      String included = directory.resolve("include").toString();
      Path path = directory.resolve("agentd.conf");
      String text = named(file.replace("DIR", included), a, b).replace('|', '\n') + "\n";
      Files.write(path, text.getBytes(ISO_8859_1));
      List<String> arguments = new ArrayList<>();
      for (String option : List.of(options.split(" ", -1))) {
        arguments.add(
            option.startsWith("-")
                ? option
                : named(option, a, b).replace("FILE", path.toString()).replace("DIR", included));
      }
      arguments.addAll(List.of("-k", "k", "-o", "1"));
      ToolRun run =
          tool.run(NOTHING, arguments)
              .replacing(String.valueOf(a.trapperPort()), "A")
              .replacing(String.valueOf(b.trapperPort()), "B")
              .sorted(); // real senders send to all servers at the same time
      return new Sent(
          run.as7022(tool), Stream.concat(packets("A", a), packets("B", b)).sorted().toList());
    }
  }

  /** Writes the addresses for the names A and B where they stand alone. */
  private static String named(String text, MockZabbixServer a, MockZabbixServer b) {
    return text.replaceAll("PORT_A", String.valueOf(a.trapperPort()))
        .replaceAll("PORT_B", String.valueOf(b.trapperPort()))
        .replaceAll("(?<![A-Za-z])A(?![A-Za-z])", "127.0.0.1:" + a.trapperPort())
        .replaceAll("(?<![A-Za-z])B(?![A-Za-z])", "127.0.0.1:" + b.trapperPort());
  }

  private static Stream<String> packets(String server, MockZabbixServer receiver) {
    return receiver.exchanges().stream().map(exchange -> server + packet(exchange));
  }

  private static String packet(Exchange exchange) {
    byte[] bytes = exchange.packetBytes();
    String data = new String(Arrays.copyOfRange(bytes, 13, bytes.length), ISO_8859_1);
    return exchange.peer().getAddress() + data.replaceAll(",\"clock\":[0-9]+,\"ns\":[0-9]+}$", "}");
  }
}
