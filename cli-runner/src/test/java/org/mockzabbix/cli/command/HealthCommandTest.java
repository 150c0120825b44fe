package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.fixtures.ReservedPort;

/** The command {@code health} against real HTTP ports. */
@Timeout(180)
class HealthCommandTest {

  private static String url(ProgramRun run) throws InterruptedException {
    String ready = run.err.awaitLine("READY");
    return ready.substring(ready.indexOf("http=") + "http=".length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/readyz"})
  void readyServer(String path) throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--http-port=0")) {
      CommandRun health = CommandRun.of("health", url(run) + path);

      assertEquals(new CommandRun(0, "", ""), health);
    }
  }

  @Test
  void serverOfTheEnvironment() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--http-port=0", "--http-token=t")) {
      String url = url(run);
      String port = url.substring(url.lastIndexOf(':') + 1);

      assertEquals(0, health(Map.of("MOCK_ZABBIX_HTTP", url)).exitCode());
      assertEquals(0, health(Map.of("MOCK_ZABBIX_HTTP_PORT", port)).exitCode());
    }
  }

  private static CommandRun health(Map<String, String> environment) {
    return CommandRun.withEnvironment(environment, "health");
  }

  @Test
  void invalidPortOfTheEnvironment() {
    CommandRun health = health(Map.of("MOCK_ZABBIX_HTTP_PORT", "x"));

    assertEquals(
        new CommandRun(
            64,
            "",
            """
            mock-zabbix: the environment variable MOCK_ZABBIX_HTTP_PORT must be an integer from 0 to\
             65535, but was "x"
            Try 'mock-zabbix health --help' for more.
            """),
        health);
  }

  @Test
  void serverThatIsNotReady() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(503, -1));
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();

      CommandRun health = CommandRun.of("health", url);

      assertEquals(
          new CommandRun(1, "", "mock-zabbix: " + url + "/readyz responded with status 503\n"),
          health);
    } finally {
      server.stop(0);
    }
  }

  @Test
  @ResourceLock(value = ProgramRun.CLOSED_PORT, mode = ResourceAccessMode.READ)
  void serverThatWasClosed() throws Exception {
    try (ReservedPort port = new ReservedPort()) {
      String url;
      try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--http-port=" + port.number())) {
        url = url(run);
      }

      CommandRun health = CommandRun.of("health", url);

      assertEquals(
          new CommandRun(
              1, "", "mock-zabbix: cannot read " + url + "/readyz: Connection refused\n"),
          health);
    }
  }
}
