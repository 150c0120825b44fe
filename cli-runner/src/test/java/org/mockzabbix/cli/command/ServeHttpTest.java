package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.fixtures.ReservedPort;

/** The HTTP port of {@code serve}: its options, and what the user learns of it. */
@Timeout(120)
class ServeHttpTest {

  @TempDir Path directory;

  private static String url(ProgramRun run) throws InterruptedException {
    String ready = run.err.awaitLine("READY");
    return ready.substring(ready.indexOf("http=") + 5);
  }

  private static HttpResponse<String> send(String method, String url, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void readyAndThePortFileNameThePort() throws Exception {
    Path ports = directory.resolve("ports");
    try (ProgramRun run =
        ProgramRun.of("serve", "--trapper-port=0", "--http-port=0", "--port-file=" + ports)) {
      String url = url(run);

      assertTrue(url.matches("http://127\\.0\\.0\\.1:\\d+"), url);
      assertEquals("ok\n", send("GET", url + "/readyz").body());
      assertTrue(
          Files.readString(ports).endsWith(", \"http\": " + URI.create(url).getPort() + "}\n"),
          Files.readString(ports));
    }
  }

  @Test
  void aClientStopsTheServer() throws Exception {
    try (ProgramRun run = ProgramRun.of("serve", "--trapper-port=0", "--http-port=0")) {
      assertEquals(202, send("POST", url(run) + "/api/v1/shutdown").statusCode());

      assertEquals(0, run.exitCode());
    }
  }

  @Test
  void aFreePortReplacesTheDefaultPortInUse() throws Exception {
    try (ReservedPort own = new ReservedPort();
        ServerSocket taken = new ServerSocket(10080, 1, InetAddress.getByName(own.ownHost()));
        ProgramRun run =
            ProgramRun.of(
                "serve", "--bind=" + own.ownHost(), "--trapper-port=0", "--http-token=secret")) {
      URI url = URI.create(url(run));
      String notice = run.err.awaitLine("mock-zabbix: port 10080");

      assertEquals("ok\n", send("GET", url + "/readyz").body());
      assertEquals(
          "mock-zabbix: port 10080 is in use: HTTP listens on port "
              + url.getPort()
              + "; choose an --http-port, or --no-http",
          notice);
      assertEquals(10080, taken.getLocalPort());
    }
  }

  @Test
  void aRequestedPortInUseIsAnError() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run =
          CommandRun.of("serve", "--trapper-port=0", "--http-port=" + taken.getLocalPort());

      assertEquals(69, run.exitCode());
      assertEquals(
          "mock-zabbix: cannot listen for HTTP on port "
              + taken.getLocalPort()
              + " (Address already in use): choose another --http-port, or --no-http\n",
          run.err());
    }
  }

  @Test
  void portAndNoPortContradictEachOther() {
    CommandRun run = CommandRun.of("serve", "--http-port=0", "--no-http");

    assertEquals(64, run.exitCode());
    assertTrue(
        run.err()
            .startsWith(
                "mock-zabbix: --http-port and --no-http contradict each other: remove one\n"),
        run.err());
  }

  @Test
  void invalidOptionsAreRefused() {
    assertTrue(
        CommandRun.of("serve", "--http-allow-origin=localhost")
            .err()
            .contains("must be scheme, name and port, for example http://localhost:3000"));
    assertTrue(
        CommandRun.of("serve", "--http-allow-host=zabbix:80")
            .err()
            .contains("must be a name or address without a port"));
    assertTrue(
        CommandRun.of("serve", "--http-token=a b")
            .err()
            .contains("must be a token without spaces"));
  }

  @Test
  void aTokenIsDemanded_alsoFromAVariable() throws Exception {
    try (ProgramRun run =
        ProgramRun.of(
            Map.of("MOCK_ZABBIX_HTTP_TOKEN", "secret"), "--trapper-port=0", "--http-port=0")) {
      String status = url(run) + "/api/v1/status";

      assertEquals(401, send("GET", status).statusCode());
      assertEquals(200, send("GET", status, "Authorization", "Bearer secret").statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--bind=0.0.0.0", "--expose"})
  void beyondLoopbackATokenIsPrinted(String option) throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--http-port=0", option)) {
      String url = url(run);
      String line = run.err.awaitLine("HTTP token=");
      String token = line.substring("HTTP token=".length(), line.indexOf(' ', 12));

      assertEquals(
          "HTTP token=" + token + " (send the header \"Authorization: Bearer " + token + "\")",
          line);
      assertEquals(401, send("GET", url + "/api/v1/status").statusCode());
      assertEquals(
          200,
          send("GET", url + "/api/v1/status", "Authorization", "Bearer " + token).statusCode());
    }
  }
}
