package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.fixtures.PlainSender;

/** {@code serve} with a scenario file, and with options that override the file. */
@Timeout(180)
class ServeScenarioTest {

  private static final String PASSIVE_ITEMS =
      """
      trapperPort: 0
      hosts:
        - {host: behind, proxy: px, items: [{key: agent.ping, type: passive}]}
        - {host: off, status: disabled, items: [{key: agent.ping, type: passive}]}
        - host: a
          agent: a
          items:
            - {key: agent.ping, type: passive}
            - {key: system.uptime, type: passive}
            - {key: off, type: passive, status: disabled}
            - {key: trap, type: trapper}
      agents: [{host: a, port: 0, keys: {agent.ping: 1, system.uptime: 2}}]
      """;

  @TempDir private Path directory;

  @Test
  void answersByTheRulesOfTheFile() throws Exception {
    Path file = scenario("trapperPort: 0\nrules: [{reply: {failure: not now}, times: 1}]\n");
    try (ProgramRun run = ProgramRun.of("serve", "--scenario", file.toString())) {
      PlainSender sender = run.awaitReady();

      String first = sender.sendValue("h", "k", "1");
      String second = sender.sendValue("h", "k", "2");

      assertEquals("{\"response\":\"failed\",\"info\":\"not now\"}", first);
      assertTrue(second.contains("processed: 1;"), second);
      assertEquals(List.of("host:h\tkey:k\tvalue:2\tclock:0"), run.out.lines());
    }
  }

  @Test
  void negatedFlag_overridesTheFile() throws Exception {
    Path file = scenario("trapperPort: 0\nstrict: true\n");
    try (ProgramRun run = ProgramRun.of("serve", "--no-strict", "--scenario", file.toString())) {
      assertTrue(run.awaitReady().sendValue("h", "k", "1").contains("processed: 1;"));
    }
  }

  @Test
  void variableThatIsFalse_overridesTheFile() throws Exception {
    Path file = scenario("trapperPort: 0\nstrict: true\n");
    try (ProgramRun run =
        ProgramRun.of(
            Map.of("MOCK_ZABBIX_STRICT", "false"), "serve", "--scenario", file.toString())) {
      assertTrue(run.awaitReady().sendValue("h", "k", "1").contains("processed: 1;"));
    }
  }

  @Test
  void theAddressOfTheOption_isThatOfAllAgents_alsoOfALaterScenario() throws Exception {
    Path file = scenario("trapperPort: 0\nagents: [{host: a}, {host: b, bind: 127.0.0.1}]\n");
    try (ProgramRun run =
        ProgramRun.of("--http-port=0", "--agent-port=0", "--bind=::1", "--scenario=" + file)) {
      String ready = run.err.awaitLine("READY");
      String api = ready.substring(ready.indexOf("http=") + 5) + "/api/v1/";
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest.Builder put = HttpRequest.newBuilder(URI.create(api + "scenario"));
      put.PUT(BodyPublishers.ofString("agents: [{host: c}]"));
      assertEquals(200, client.send(put.build(), BodyHandlers.ofString()).statusCode());
      HttpRequest get = HttpRequest.newBuilder(URI.create(api + "agents/c")).build();
      String later = client.send(get, BodyHandlers.ofString()).body();

      assertTrue(ready.contains(" agent[a]=[::1]:"), ready);
      assertTrue(ready.contains(" agent[b]=[::1]:"), ready);
      assertTrue(later.contains("\"address\":\"[::1]:"), later);
    }
  }

  @Test
  void aCommandThatAnOptionMakesImpossible_isNamed() throws Exception {
    Path file = scenario("trapperPort: 0\ncommands: [{host: web01, command: uptime}]\n");
    assertImpossible(file, file + ":2: ");
    assertImpossible(scenario("dialect: '7.0'\ncommands: [{host: web01, command: uptime}]\n"), "");
  }

  private static void assertImpossible(Path scenario, String place) throws Exception {
    try (ProgramRun run =
        ProgramRun.of("serve", "--dialect", "6.0", "--scenario", scenario.toString())) {
      assertEquals(69, run.exitCode());
      assertEquals(
          List.of(
              "mock-zabbix: "
                  + place
                  + "a command for web01 would have no effect: a server of 6.0 does not send"
                  + " commands to active agents: use 7.0, or poll system.run[...]"),
          run.err.lines());
    }
  }

  @Test
  void limitsOfTheFile_count() throws Exception {
    Path file = scenario("trapperPort: 0\nmaxPacketSize: 64\n");
    try (ProgramRun run = ProgramRun.of("serve", "--scenario", file.toString())) {
      assertEquals("", run.awaitReady().sendValue("host", "key", "x".repeat(64)));
    }
  }

  @Test
  void optionsWinOverTheFile() throws Exception {
    Path file = scenario("trapperPort: 1\nmaxPacketSize: 64\ntrapperTimeout: 1h\n");
    try (ProgramRun run =
        ProgramRun.of(
            "serve",
            "--scenario=" + file,
            "--trapper-port=0",
            "--max-packet-size=1K",
            "--trapper-timeout=5s")) {
      String answer = run.awaitReady().sendValue("host", "key", "x".repeat(64));

      assertTrue(answer.contains("processed: 1;"), answer);
    }
  }

  @Test
  void agentsRules_areThoseOfTheFile() throws Exception {
    Path file =
        scenario("trapperPort: 0\nagents: [{host: h, port: 0, rules: [{reply: {json: no}}]}]\n");
    try (ProgramRun run = ProgramRun.of("serve", "--scenario=" + file)) {
      run.awaitReady();
      PlainSender asker =
          PlainSender.to(run.errorLines().get(0)); // the agent is the last to be named

      assertEquals("no", asker.send("agent.ping"));
    }
  }

  @Test
  void passiveItems_arePolledOnRequest() throws Exception {
    Path file = scenario(PASSIVE_ITEMS);
    try (ProgramRun run = ProgramRun.of("serve", "--poll", "--scenario=" + file)) {
      assertTrue(run.out.awaitLine("host:a").startsWith("host:a\t"));

      run.stop();
      assertFalse(run.err.text().contains("WARNING"), run.err.text());
    }
  }

  @Test
  void passiveItems_thatNobodyPolls_areReported() throws Exception {
    Path file = scenario(PASSIVE_ITEMS);
    try (ProgramRun run = ProgramRun.of("serve", "--scenario=" + file)) {
      assertEquals(
          "WARNING scenario: 2 passive items are not polled, for example a agent.ping: use --poll,"
              + " or poll: true in the scenario",
          run.err.awaitLine("WARNING"));
    }
  }

  @Test
  void passiveProxies_thatNobodyPolls_areReported() throws Exception {
    Path file = scenario("proxies: [{name: branch, mode: passive, address: '127.0.0.1:1'}]\n");
    try (ProgramRun run = ProgramRun.of("serve", "--scenario=" + file)) {
      assertEquals(
          "WARNING scenario: 1 passive proxy is not polled, for example branch: use --poll, or"
              + " poll: true in the scenario",
          run.err.awaitLine("WARNING"));
    }
  }

  @Test
  void passiveProxy_thatIsDown_isReported() throws Exception {
    Path file = scenario("proxies: [{name: branch, mode: passive, address: '127.0.0.1:1'}]\n");
    try (ProgramRun run = ProgramRun.of("serve", "--poll", "--scenario=" + file)) {
      assertEquals(
          "FAILED 127.0.0.1:1: proxy config: the proxy branch cannot be polled: cannot connect to"
              + " [[127.0.0.1]:1]: Connection refused",
          run.err.awaitLine("FAILED"));
    }
  }

  @Test
  void mistakeInTheFile_isToldWithItsLine() throws Exception {
    Path file = scenario("rules:\n  - {fault: reste}\n");
    try (ProgramRun run = ProgramRun.of("serve", "--scenario=" + file)) {
      int code = run.exitCode();

      assertEquals(69, code);
      assertEquals(
          List.of(
              "mock-zabbix: "
                  + file
                  + ":2: rules[0].fault must be one of close, corruptHeader, duplicateReply,"
                  + " emptyReply, extraMembers, extraWhitespace, halfClose, largePacketReply,"
                  + " missingCloseNotify, missingHeader, reset, stall, zlibReply, but was \"reste\": did you mean \"reset\"?"),
          run.errorLines());
    }
  }

  private Path scenario(String text) throws IOException {
    return Files.writeString(directory.resolve("scenario.yaml"), text);
  }
}
