package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSender;

/** {@code serve --record FILE}. */
@Timeout(180)
class ServeRecordTest {

  @TempDir private Path directory;

  private Path record() {
    return directory.resolve("record");
  }

  private List<JsonNode> recorded() throws Exception {
    List<JsonNode> exchanges = new ArrayList<>();
    for (String line : Files.readAllLines(record())) {
      exchanges.add(new ObjectMapper().readTree(line));
    }
    return exchanges;
  }

  @Test
  void hasEachExchangeOfTheTrapper_beforeTheResponse() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--record=" + record())) {
      PlainSender sender = run.awaitReady();

      sender.sendValue("h", "k", "ä");
      sender.send("{\"request\":\"active checks\",\"host\":\"web01\",\"host_metadata\":\"linux\"}");
      sender.send("no json");
      List<JsonNode> exchanges = recorded();

      assertEquals(3, exchanges.size());
      assertEquals("sender data", exchanges.get(0).path("request").asText());
      assertEquals("ä", exchanges.get(0).path("rows").path(0).path("value").asText());
      assertEquals(
          Base64.getEncoder().encodeToString(Packets.frame(Packets.senderData("h", "k", "ä"))),
          exchanges.get(0).path("raw").path("request").asText());
      assertEquals("linux", exchanges.get(1).path("hostMetadata").asText());
      assertTrue(exchanges.get(2).has("unreadable"), exchanges.get(2).toString());
    }
  }

  @Test
  void hasTheExchangesOfMockAgents_withTheirHosts() throws Exception {
    Path scenario =
        Files.writeString(
            directory.resolve("s.yaml"),
            "trapperPort: 0\nagents: [{host: web 01, port: 0, keys: {agent.ping: 1}}]\n");
    try (ProgramRun run = ProgramRun.of("--scenario=" + scenario, "--record=" + record())) {
      run.awaitReady();
      PlainSender asker = PlainSender.to(run.errorLines().get(0)); // the agent is named last

      asker.send("agent.ping");
      JsonNode exchange = recorded().get(0);

      assertEquals("agent", exchange.path("port").asText());
      assertEquals("web 01", exchange.path("host").asText());
      assertEquals("agent.ping", exchange.path("rows").path(0).path("key").asText());
      assertEquals("1", exchange.path("rows").path(0).path("value").asText());
      assertTrue(exchange.path("raw").has("reply"));
    }
  }

  @Test
  void beginsEmpty_andKeepsTwoFiles() throws Exception {
    Files.writeString(record(), "of another run\n");
    try (ProgramRun run =
        ProgramRun.of("--trapper-port=0", "--record=" + record(), "--record-max=1K")) {
      PlainSender sender = run.awaitReady();

      String value = "x".repeat(1024);
      for (int i = 1; i <= 4; i++) {
        sender.sendValue("h", "k" + i, value);
      }
      int code = run.stop();

      assertEquals(0, code);
      assertEquals(4, recorded().get(0).path("id").asInt());
      assertEquals(
          3,
          new ObjectMapper()
              .readTree(Files.readString(directory.resolve("record.1")))
              .path("id")
              .asInt());
      assertFalse(Files.exists(directory.resolve("record.2")));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // has a disk that is always full
  void servesOnWhenTheDiskIsFull() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--record=/dev/full")) {
      PlainSender sender = run.awaitReady();

      sender.sendValue("h", "k", "1");
      sender.sendValue("h", "k", "2");
      int code = run.stop();

      assertEquals(2, run.out.lines().size());
      assertEquals(74, code);
      assertEquals(
          List.of(
              "READY trapper=127.0.0.1:" + sender.port(),
              "mock-zabbix: cannot write to /dev/full (No space left on device): the server keeps"
                  + " running without recording exchanges",
              "mock-zabbix: 2 exchanges not written to /dev/full",
              "STOPPED values=2 rejected=0 exchanges=2 unreadable=0 evicted=0"),
          run.errorLines());
    }
  }

  @Test
  void inNoDirectory() throws Exception {
    Path file = directory.resolve("missing/record");

    CommandRun run = CommandRun.of("--trapper-port=0", "--record=" + file);

    assertEquals(69, run.exitCode());
    assertEquals("mock-zabbix: cannot write " + file + " (No such file or directory)\n", run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --record-max=1M                  | --record-max needs --record FILE
          --record=-                       | --record needs a file, because standard output has the values: use --record FILE
          --record=./a --output=a          | --output and --record are the same file (./a): use two files
          --record=a --output=a.1          | --output and the second file of --record are the same file (a.1): use two files
          --record=a --record-max=0        | Invalid value for option '--record-max': the size must be at least 1 byte, but was 0 bytes
          """)
  void refuses(String options, String why) throws Exception {
    CommandRun run = CommandRun.of(("serve " + options).split(" "));

    assertEquals(64, run.exitCode());
    assertEquals("mock-zabbix: " + why, run.err().lines().findFirst().orElse(""));
  }
}
