package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.tls.TestPsk;

/** {@code serve --forward} between real programs and a second server. */
@NeedsProgram({"zabbix_sender", "zabbix_agentd", "zabbix_agent2"})
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // each test starts two servers as programs
class ForwardProgramsIT {

  private static final String SCENARIO =
      """
      dialect: "VERSION"
      strict: true
      hosts:
        - host: web01
          items:
            - {key: app.orders, type: trapper}
            - {key: app.one, type: active, delay: 1s, itemid: 23301}
      """;

  @RegisterExtension final RealDaemons daemons = new RealDaemons();

  @TempDir private Path folder;

  private MockZabbixProgram real(Release release) throws Exception {
    String text = SCENARIO.replace("VERSION", release.version().dialect());
    Path scenario = Files.writeString(folder.resolve("scenario.yaml"), text, UTF_8);
    return MockZabbixProgram.serve("--scenario", scenario.toString());
  }

  private static MockZabbixProgram between(MockZabbixProgram real, Release release)
      throws Exception {
    return MockZabbixProgram.serve(
        "--dialect", release.version().dialect(), "--forward", "127.0.0.1:" + real.trapperPort());
  }

  static Stream<Release> releases() {
    return Release.having("zabbix_sender");
  }

  @ParameterizedTest
  @MethodSource("releases")
  void sender_seesTheRealServer(Release release) throws Exception {
    try (MockZabbixProgram real = real(release);
        MockZabbixProgram between = between(real, release)) {
      RealSender sender = new RealSender(release, between.trapperPort());

      RealSender.Outcome known = sender.send("web01", "app.orders", "12");
      RealSender.Outcome unknown = sender.send("web01", "app.order", "12");

      assertEquals(
          """
          Response from "SERVER": "processed: 1; failed: 0; total: 1; seconds spent: S"
          sent: 1; skipped: 0; total: 1
          """,
          known.output());
      assertEquals(release == Release.R7_0_9 ? 0 : 2, unknown.exitCode());
      String line = "host:web01\tkey:app.orders\tvalue:12\tclock:0\n";
      assertEquals(line, Files.readString(real.file("stdout"), UTF_8));
      assertEquals(line, Files.readString(between.file("stdout"), UTF_8));
    }
  }

  /** Each agent of each release. */
  static Stream<Arguments> agents() {
    return Stream.of("zabbix_agentd", "zabbix_agent2")
        .flatMap(program -> Release.having(program).map(release -> Arguments.of(release, program)));
  }

  @ParameterizedTest
  @MethodSource("agents")
  void agent_receivesTheItemsOfTheRealServer(Release release, String program) throws Exception {
    try (MockZabbixProgram real = real(release);
        MockZabbixProgram between = between(real, release)) {
      boolean isAgent2 = program.equals("zabbix_agent2");
      daemons
          .create(release, program)
          .start(
              "ServerActive=127.0.0.1:"
                  + between.trapperPort()
                  + "\nHostname=web01\nBufferSend=1\nTimeout=30\nUserParameter=app.one,echo 1\n"
                  + (isAgent2
                      ? "ListenPort="
                          + Ports.free()
                          + "\nServer=127.0.0.1\nControlSocket=agent.sock\nPluginSocket=plugin.sock\n"
                      : "StartAgents=0\nAllowRoot=1\n"));

      JsonNode value = firstValue(between);

      assertEquals("1", value.path("value").asText());
      assertEquals(isAgent2 || release.is70() ? 23301 : 0, value.path("itemid").asLong());
      assertEquals(firstValue(real).path("clock"), value.path("clock"));
    }
  }

  /** The program has one key for the server between, and that one another key for the real one. */
  @ParameterizedTest
  @MethodSource("releases")
  void sender_isForwardedOverPsk(Release release) throws Exception {
    TlsFiles files = new TlsFiles(folder);
    try (MockZabbixProgram real = encryptedReal(release);
        MockZabbixProgram between = encryptedBetween(real, release, files)) {
      RealSender sender = new RealSender(release, between.trapperPort());

      RealSender.Outcome right =
          sender.send("web01", "app.orders", "12", files.psk(TlsFiles.IDENTITY, "right"));
      RealSender.Outcome wrong =
          sender.send("web01", "app.orders", "13", files.psk(TlsFiles.IDENTITY, "wrong"));

      assertEquals(0, right.exitCode(), right.output());
      assertEquals(1, wrong.exitCode(), wrong.output());
      String line = "host:web01\tkey:app.orders\tvalue:12\tclock:0\n";
      assertEquals(line, Files.readString(real.file("stdout"), UTF_8));
      assertEquals(line, Files.readString(between.file("stdout"), UTF_8));
    }
  }

  static Stream<Release> agentd() {
    return Release.having("zabbix_agentd");
  }

  @ParameterizedTest
  @MethodSource("agentd")
  void agent_isForwardedOverPsk(Release release) throws Exception {
    TlsFiles files = new TlsFiles(folder);
    try (MockZabbixProgram real = encryptedReal(release);
        MockZabbixProgram between = encryptedBetween(real, release, files)) {
      daemons
          .create(release, "zabbix_agentd")
          .start(
              "ServerActive=127.0.0.1:"
                  + between.trapperPort()
                  + "\nHostname=web01\nBufferSend=1\nTimeout=30\nUserParameter=app.one,echo 1\n"
                  + "StartAgents=0\nAllowRoot=1\n"
                  + files.pskLines(TlsFiles.IDENTITY, "right"));

      JsonNode value = firstValue(between);

      assertEquals("1", value.path("value").asText());
      assertEquals(firstValue(real).path("clock"), value.path("clock"));
    }
  }

  private MockZabbixProgram encryptedReal(Release release) throws Exception {
    String text = SCENARIO.replace("VERSION", release.version().dialect());
    Path scenario = Files.writeString(folder.resolve("scenario.yaml"), text, UTF_8);
    Path key = TestPsk.random("between").writeTo(folder.resolve("between.psk"));
    return MockZabbixProgram.serve(
        "--scenario",
        scenario.toString(),
        "--tls-accept=psk",
        "--tls-psk-identity=between",
        "--tls-psk-file=" + key);
  }

  private MockZabbixProgram encryptedBetween(
      MockZabbixProgram real, Release release, TlsFiles files) throws Exception {
    return MockZabbixProgram.serve(
        "--dialect",
        release.version().dialect(),
        "--tls-accept=psk",
        "--tls-psk-identity=" + TlsFiles.IDENTITY,
        "--tls-psk-file=" + files.keyFile("right"),
        "--forward",
        "127.0.0.1:" + real.trapperPort(),
        "--forward-tls-connect=psk",
        "--forward-tls-psk-identity=between",
        "--forward-tls-psk-file=" + folder.resolve("between.psk"));
  }

  /** Waits for the first value of the item by host and key. */
  private static JsonNode firstValue(MockZabbixProgram program) throws Exception {
    String query = "/api/v1/values?host=web01&key=app.one&waitFor=1&timeout=60s";
    try (InputStream json = URI.create(program.http() + query).toURL().openStream()) {
      return new ObjectMapper().readTree(json).path("values").path(0);
    }
  }
}
