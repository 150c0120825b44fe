package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.client.Getter;
import org.mockzabbix.fixtures.PlainSender;

/** Several files of {@code --scenario}, and {@code --watch}. */
@Timeout(180)
class ServeScenarioFilesTest {

  @TempDir Path directory;

  private Path first;
  private Path second;

  @BeforeEach
  void files() throws IOException {
    first = write("first.yaml", host("web01"));
    second = write("second.yaml", host("web02"));
  }

  private static String host(String name) {
    return "strict: true\nhosts: [{host: " + name + ", items: [{key: k, type: trapper}]}]\n";
  }

  /** Replaces a file as editors do. */
  private Path write(String name, String text) throws IOException {
    Path complete = Files.writeString(directory.resolve(name + "~"), text);
    return Files.move(complete, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private ProgramRun serve(String... more) {
    String[] scenario = {"serve", "--trapper-port=0", "--scenario", first.toString()};
    String[] args = new String[scenario.length + more.length];
    System.arraycopy(scenario, 0, args, 0, scenario.length);
    System.arraycopy(more, 0, args, scenario.length, more.length);
    return ProgramRun.of(args);
  }

  private static boolean isKnown(PlainSender sender, String host) throws IOException {
    return sender.sendValue(host, "k", "1").contains("processed: 1");
  }

  @Test
  void serveAddsLaterFilesToEarlierOnes() throws Exception {
    try (ProgramRun run = serve("--scenario", second.toString())) {
      PlainSender sender = run.awaitReady();

      assertTrue(isKnown(sender, "web01"));
      assertTrue(isKnown(sender, "web02"));
      assertFalse(isKnown(sender, "web03"));
    }
  }

  @Test
  void aContradictionNamesBothFiles() throws Exception {
    write("second.yaml", "strict: false");
    try (ProgramRun run = serve("--scenario", second.toString())) {
      assertEquals(69, run.exitCode());
      assertEquals(
          List.of(
              "mock-zabbix: "
                  + second
                  + ":1: strict is false, but true in "
                  + first
                  + ":1: remove one of them"),
          run.errorLines());
    }
  }

  @Test
  void verifyTakesTheExpectationsOfAllFiles() throws Exception {
    write("first.yaml", "expect: [{host: web01, key: k, times: 0}]");
    write("second.yaml", "expect: [{host: web02, key: k, times: 0}]");

    CommandRun run =
        CommandRun.of(
            "verify",
            "--no-http",
            "--scenario",
            first.toString(),
            "--scenario",
            second.toString(),
            "--timeout",
            "1ms",
            "--settle",
            "1ms");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().contains("MET web01 k"), run.err());
    assertTrue(run.err().contains("MET web02 k"), run.err());
  }

  @Test
  void oneFileComesFromTheEnvironment() throws Exception {
    Map<String, String> environment = Map.of("MOCK_ZABBIX_SCENARIO", first.toString());
    try (ProgramRun run = ProgramRun.of(environment, "serve", "--trapper-port=0")) {
      assertTrue(isKnown(run.awaitReady(), "web01"));
    }
  }

  @Test
  void watch_readsAChangedFile() throws Exception {
    try (ProgramRun run = serve("--scenario", second.toString(), "--watch")) {
      PlainSender sender = run.awaitReady();
      assertFalse(isKnown(sender, "web03"));

      write("second.yaml", host("web03"));
      run.err.awaitLine("RELOADED trapper=127.0.0.1:");

      assertTrue(isKnown(sender, "web01"));
      assertFalse(isKnown(sender, "web02"));
      assertTrue(isKnown(sender, "web03"));
      assertEquals(0, run.stop());
    }
  }

  @Test
  void watch_keepsTheOldScenario_ifTheNewOneIsInvalid() throws Exception {
    try (ProgramRun run = serve("--watch")) {
      PlainSender sender = run.awaitReady();

      write("first.yaml", "strict: true\nhots: []");
      String error = run.err.awaitLine("mock-zabbix: the scenario is not reloaded");
      assertEquals(
          "mock-zabbix: the scenario is not reloaded: "
              + first
              + ":2: unknown field \"hots\" in a scenario: did you mean \"hosts\"?",
          error);
      assertTrue(isKnown(sender, "web01"));

      write("first.yaml", host("web09"));
      run.err.awaitLine("RELOADED");
      assertTrue(isKnown(sender, "web09"));
    }
  }

  @Test
  void watch_refusesWhatCannotChange() throws Exception {
    try (ProgramRun run = serve("--watch")) {
      run.awaitReady();

      write("first.yaml", "dialect: '6.0'");

      assertEquals(
          "mock-zabbix: the scenario is not reloaded: dialect is 7.0 and cannot change to 6.0 while"
              + " the server runs: leave it out, or start a new server",
          run.err.awaitLine("mock-zabbix: the scenario"));
    }
  }

  @Test
  void watch_updatesAgentsPortFileAndExpectations() throws Exception {
    Path portFile = directory.resolve("ports");
    write("first.yaml", "expect: [{host: web01, key: k}]");
    try (ProgramRun run = serve("--watch", "--check", "--port-file", portFile.toString())) {
      run.awaitReady();

      write(
          "first.yaml",
          "expect: [{host: web02, key: k, times: 0}]\n"
              + "agents: [{host: a, port: 0, keys: {up: 5}}]");
      String line = run.err.awaitLine("RELOADED");

      String agent = line.replaceFirst(".*agent\\[a]=", "");
      assertEquals("5", new Getter().get(agent, "up").requireValue());
      String port = agent.replaceFirst(".*:", "");
      assertTrue(Files.readString(portFile).contains("\"agents\": {\"a\": " + port + "}"));
      assertEquals(0, run.stop());
      assertTrue(run.err.text().contains("MET web02 k"), run.err.text());
      assertFalse(Files.exists(portFile));
    }
  }

  @Test
  void watch_needsAFile() {
    CommandRun run = CommandRun.of("serve", "--no-http", "--watch");

    assertEquals(64, run.exitCode());
    assertEquals(
        "mock-zabbix: --watch requires --scenario FILE\nTry 'mock-zabbix serve --help' for more.\n",
        run.err());
  }
}
