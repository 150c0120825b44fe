package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.Main;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.cli.certify.SenderTrials;
import org.mockzabbix.cli.certify.Trial;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;

/** The options of {@code certify}. {@code CertifyIT} runs the command with real programs. */
class CertifyCommandTest {

  private static final String TRY = "Try 'mock-zabbix certify --help' for more.\n";

  @Test
  void somethingIsTested() {
    assertUsageError(
        "nothing is tested: write a command after --, or --trapper or --agent", "certify");
  }

  @Test
  void oneThingIsTested() {
    assertUsageError(
        "use only one of --trapper and --agent",
        "certify",
        "--trapper",
        "127.0.0.1:10051",
        "--agent",
        "127.0.0.1:10050");
    assertUsageError(
        "--trapper and --agent do not test a command: leave it out",
        "certify",
        "--agent",
        "127.0.0.1:10050",
        "--",
        "sender");
  }

  @Test
  void getterIsNoPort() {
    assertUsageError(
        "--getter tests a command, and --trapper a program that listens: remove one of them",
        "certify",
        "--getter",
        "--trapper",
        "127.0.0.1:10051");
    assertUsageError(
        "--getter tests a command, and --agent a program that listens: remove one of them",
        "certify",
        "--agent=127.0.0.1:10050",
        "--getter",
        "--",
        "getter");
  }

  @ParameterizedTest
  @CsvSource({
    "--host, web01, --agent, --host is only for --trapper",
    "--active-key, agent.ping, --agent, --active-key is only for --trapper",
    "--value, 1, --trapper, --value is only for --agent",
    "--variant, agent2, --trapper, --variant is only for --agent",
    "--tls-connect, pks, --agent, invalid value of \"--tls-connect\" parameter",
    "--tls-psk-file, f, --agent, 'parameter \"--tls-psk-file\" is defined, but"
        + " \"--tls-psk-identity\" is not defined'",
  })
  void optionThatDoesNotApply(String option, String value, String port, String message) {
    assertUsageError(message, "certify", port, "127.0.0.1:1", option, value);
  }

  @Test
  void agent2Of50WasNotMeasured() {
    assertUsageError(
        "zabbix_agent2 of 5.0 was not measured: use --variant agent, or another --dialect",
        "certify",
        "--agent",
        "127.0.0.1:10050",
        "--variant",
        "agent2",
        "--dialect",
        "5.0");
  }

  @Test
  void keyIsOnlyForTrapperAndAgent() {
    assertUsageError(
        "--key is only for --trapper and --agent", "certify", "--key", "a", "--", "sender");
  }

  @Test
  void unknownVariantIsAnError() {
    assertUsageError(
        "Invalid value for option '--variant': unknown variant \"agent3\": use agent or agent2",
        "certify",
        "--agent",
        "127.0.0.1:10050",
        "--variant",
        "agent3");
  }

  @Test
  void trapperOfAnotherDialectFails() throws Exception {
    ServerConfig config =
        ServerConfig.strict(Host.of("h", Item.trapper("k"))).toBuilder()
            .version(ZabbixVersion.V6_0)
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      CommandRun run =
          CommandRun.of(
              "certify",
              "--trapper",
              "127.0.0.1:" + server.trapperPort(),
              "--dialect",
              "7.0",
              "--host",
              "h",
              "--key",
              "k",
              "--only",
              "values: data*",
              "--only",
              "packet: empty");

      assertEquals(
          """
          request                                 response  flags  closing  verdict
          packet: empty                           none      -      closed   PASS
          values: data null                       packet    0x01   closed   FAIL: \
          info "cannot open JSON object or array \\"null}\\"" instead of "cannot open \\"data\\" token"
          values: data an object                  packet    0x01   closed   PASS
          values: data a string                   packet    0x01   closed   FAIL: \
          info "cannot open JSON object or array \\"\\"[]\\"}\\"" instead of "cannot open \\"data\\" token"
          values: data empty                      packet    0x01   closed   PASS
          """,
          run.out());
      assertEquals("CERTIFIED 5 requests: 2 failed\n", run.err());
      assertEquals(1, run.exitCode());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--tls-connect",
        "--tls-server-cert-issuer",
        "--tls-server-cert-subject",
        "--tls-cipher",
        "--tls-cipher13"
      })
  void modePeerAndSuitesAreOnlyForTrapperAndAgent(String option) {
    assertUsageError(
        option + " is only for --trapper and --agent", "certify", option, "psk", "--", "sender");
  }

  @Test
  void encryptedTrapperPasses(@TempDir Path directory) throws Exception {
    TestPsk psk = TestPsk.random("web01");
    ServerConfig config =
        ServerConfig.strict(Host.of("web01", Item.trapper("app.ok"))).toBuilder()
            .tls(TlsConfig.psk(psk).accepting(TlsMode.PSK))
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      CommandRun run =
          CommandRun.of(
              "certify",
              "--trapper=127.0.0.1:" + server.trapperPort(),
              "--only=packet: one value",
              "--tls-connect=psk",
              "--tls-psk-identity=web01",
              "--tls-psk-file=" + psk.writeTo(directory.resolve("psk")));

      assertEquals("CERTIFIED 1 request: 0 failed\n", run.err(), run.out());
      assertEquals(0, run.exitCode());
    }
  }

  @Test
  void wrongKey_isNotCertified(@TempDir Path directory) throws Exception {
    TlsConfig other = TlsConfig.psk(TestPsk.random("web01"));
    ServerConfig config = ServerConfig.lenient().toBuilder().tls(other).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      CommandRun run =
          CommandRun.of(
              "certify",
              "--trapper=127.0.0.1:" + server.trapperPort(),
              "--tls-connect=psk",
              "--tls-psk-identity=web01",
              "--tls-psk-file=" + TestPsk.random("web01").writeTo(directory.resolve("psk")));

      assertEquals(
          "mock-zabbix: TCP successful, cannot establish TLS to [[127.0.0.1]:"
              + server.trapperPort()
              + "]: the peer closed the connection during the TLS handshake\n",
          run.err());
      assertEquals(69, run.exitCode());
    }
  }

  /** The programs are this one, as a process of its own. */
  @ParameterizedTest
  @ResourceLock(
      ProgramRun.CLOSED_PORT) // the process has copies of ports that others expect to be closed
  @CsvSource({
    "send -z {host} -p {trapper} -s web01 -k app.ok -o 1, ''",
    "get -s {host} -p {agent} -k agent.ping, --getter",
  })
  void encryptedProgramPasses(String program, String option, @TempDir Path directory)
      throws Exception {
    Path key = TestPsk.random("web01").writeTo(directory.resolve("psk"));
    List<String> options = List.of("--tls-psk-identity", "web01", "--tls-psk-file", key.toString());
    List<String> arguments = new ArrayList<>(List.of("certify", "--only", "good"));
    arguments.addAll(options);
    arguments.addAll(option.isEmpty() ? List.of() : List.of(option));
    arguments.addAll(List.of("--", java(), "-cp", System.getProperty("java.class.path")));
    arguments.add(Main.class.getName());
    arguments.addAll(List.of(program.split(" ")));
    CommandRun plain = CommandRun.of(arguments.toArray(String[]::new));
    arguments.addAll(options);
    arguments.addAll(List.of("--tls-connect", "psk"));
    CommandRun encrypted = CommandRun.of(arguments.toArray(String[]::new));
    for (int again = 0; again < 2 && encrypted.exitCode() != 0; again++) { // a handshake has 3 s
      encrypted = CommandRun.of(arguments.toArray(String[]::new));
    }

    assertEquals(1, plain.exitCode(), plain.out());
    assertEquals(0, encrypted.exitCode(), encrypted.out());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  @Test
  void agentPassesWithAnyValue() throws Exception {
    try (MockAgent agent = new MockAgent(AgentConfig.of("web01")).start()) {
      agent.reply("my.key", "42");

      CommandRun run =
          CommandRun.of(
              "certify", "--agent=127.0.0.1:" + agent.port(), "--key=my.key", "--timeout=1m");

      assertEquals("CERTIFIED 41 requests: 0 failed\n", run.err(), run.out());
      assertEquals(0, run.exitCode());
    }
  }

  @Test
  void nothingListens() throws Exception {
    try (ReservedPort port = new ReservedPort()) {
      CommandRun run = CommandRun.of("certify", "--trapper", "127.0.0.1:" + port.number());

      assertEquals(
          "mock-zabbix: cannot connect to [[127.0.0.1]:"
              + port.number()
              + "]: Connection refused\n",
          run.err());
      assertEquals(69, run.exitCode());
      assertEquals("", run.out());
    }
  }

  @Test
  void thePageShowsRows() throws Exception {
    byte[] success = Packets.frame("{\"response\":\"success\"}");
    try (ScriptedPeer peer = ScriptedPeer.answering(success)) {
      CommandRun run =
          CommandRun.of(
              "certify",
              "--trapper",
              "127.0.0.1:" + peer.port(),
              "--only",
              "packet: one value",
              "--only",
              "packet: compressed",
              "--only",
              "json: unknown request");

      assertEquals(MarkdownFile.read("docs/certify.md").snippets("text").get(1), run.out());
    }
  }

  @Test
  void unknownResponseIsAnError() {
    assertUsageError(
        "--only \"rest\": no such row: did you mean \"reset\"?",
        "certify",
        "--only",
        "rest",
        "--",
        "sender");
  }

  @Test
  void timeoutHasARange() {
    assertUsageError(
        "Invalid value for option '--timeout': timeout must be from 1 ms to 24 h, but was 0 s",
        "certify",
        "--timeout",
        "0s",
        "--",
        "sender");
  }

  @Test
  void helpNamesPlaceholdersAndExitCodes() {
    CommandRun run = CommandRun.of("certify", "--help");

    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("{host} and {trapper}"), run.out());
    assertTrue(run.out().contains("Exit codes: 0 the program passes; 1 it fails"), run.out());
  }

  @Test
  void thePageListsEachResponse() throws Exception {
    String section = MarkdownFile.read("docs/certify.md").text();
    List<String> listed =
        section
            .lines()
            .filter(line -> line.matches("\\| `[a-z -]+` \\|.*"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertEquals(SenderTrials.all().stream().map(Trial::name).toList(), listed);
  }

  private static void assertUsageError(String message, String... args) {
    CommandRun run = CommandRun.of(args);

    assertEquals("mock-zabbix: " + message + '\n' + TRY, run.err());
    assertEquals(64, run.exitCode());
    assertEquals("", run.out());
  }
}
