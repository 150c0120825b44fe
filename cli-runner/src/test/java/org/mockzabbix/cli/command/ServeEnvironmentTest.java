package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.fixtures.PlainSender;

/** Options of {@code serve} as environment variables. */
@Timeout(180)
class ServeEnvironmentTest {

  @TempDir Path directory;

  @Test
  void speaksTheDialectOfTheEnvironment() throws Exception {
    try (ProgramRun run =
        ProgramRun.of(Map.of("MOCK_ZABBIX_DIALECT", "6.0", "MOCK_ZABBIX_TRAPPER_PORT", "0"))) {
      String answer =
          run.awaitReady().send("{\"request\":\"sender data\",\"data\":[],\"session\":\"short\"}");

      assertTrue(answer.contains("\"response\":\"failed\""), answer);
    }
  }

  @Test
  void takesEveryOptionFromTheEnvironment() throws Exception {
    Path output = directory.resolve("out");
    Path ports = directory.resolve("ports");
    Map<String, String> environment =
        Map.of(
            "MOCK_ZABBIX_TRAPPER_PORT", "0",
            "MOCK_ZABBIX_BIND", "localhost",
            "MOCK_ZABBIX_STRICT", "false",
            "MOCK_ZABBIX_OUTPUT", output.toString(),
            "MOCK_ZABBIX_FORMAT", "json",
            "MOCK_ZABBIX_PORT_FILE", ports.toString(),
            "MOCK_ZABBIX_STOP_ON_STDIN_EOF", "true",
            "MOCK_ZABBIX_MAX_PACKET_SIZE", "1K",
            "MOCK_ZABBIX_TRAPPER_TIMEOUT", "5s");
    try (ProgramRun run = ProgramRun.of(environment)) {
      PlainSender sender = run.awaitReady();
      boolean portsWritten = Files.exists(ports);

      sender.sendValue("h", "k", "v");
      sender.sendValue("h", "k", "x".repeat(1024));
      run.endInput();
      int code = run.exitCode();

      assertTrue(portsWritten);
      assertTrue(Files.readString(output).startsWith("{\"host\":\"h\","));
      assertTrue(run.err.text().contains("the limit here is 1024"), run.err.text());
      assertEquals(0, code);
    }
  }

  @Test
  void commandLineWinsOverTheEnvironment() throws Exception {
    Map<String, String> environment =
        Map.of(
            "MOCK_ZABBIX_TRAPPER_PORT", "wrong",
            "MOCK_ZABBIX_FORMAT", "json",
            "MOCK_ZABBIX_STRICT", "true");
    try (ProgramRun run =
        ProgramRun.of(
            environment, "--trapper-port=0", "--format=ltsv", "--no-strict", "--output=-")) {
      run.awaitReady().sendValue("h", "k", "v");

      assertEquals("host:h\tkey:k\tvalue:v\tclock:0\n", run.out.text());
    }
  }

  @Test
  void flagOnBothTheCommandLineAndInTheEnvironment_isOn() throws Exception {
    try (ProgramRun run =
        ProgramRun.of(Map.of("MOCK_ZABBIX_STRICT", "true"), "--trapper-port=0", "--strict")) {
      String answer = run.awaitReady().sendValue("h", "k", "v");

      assertTrue(answer.contains("failed: 1;"), answer);
    }
  }

  @Test
  void emptyVariableIsNone() throws Exception {
    try (ProgramRun run =
        ProgramRun.of(
            Map.of("MOCK_ZABBIX_FORMAT", "", "MOCK_ZABBIX_STRICT", ""), "--trapper-port=0")) {
      run.awaitReady().sendValue("h", "k", "v");

      assertEquals("host:h\tkey:k\tvalue:v\tclock:0\n", run.out.text());
    }
  }

  @Test
  void pathOfTheJar_isForScripts() throws Exception {
    Map<String, String> environment = Map.of("MOCK_ZABBIX_JAR", "mock-zabbix.jar");
    try (ProgramRun run = ProgramRun.of(environment, "--trapper-port", "0")) {
      run.awaitReady();
    }
  }
}
