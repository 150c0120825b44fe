package org.mockzabbix.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The HTTP port without its endpoints: who may call, and limits. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HttpPortTest {

  private static final Endpoint HELLO =
      Endpoint.get("/hello", "Says hello.", call -> HttpReply.of(200, HttpReply.TEXT, "hello\n"));

  private static final Endpoint ECHO =
      Endpoint.post("/echo/{name}", "Returns the body.", HttpPortTest::echo)
          .segment("name", "a", "Any text.")
          .body("{}");

  private static HttpReply echo(HttpCall call) {
    return HttpReply.of(200, HttpReply.TEXT, call.segment("name") + ": " + call.body());
  }

  private static HttpPort open(HttpOptions options, Endpoint... endpoints) throws IOException {
    return HttpPort.open(
        options, "127.0.0.1", () -> new HttpRouter(List.of(endpoints)), Duration.ofSeconds(60));
  }

  private static HttpText get(HttpPort port, String path, String... headers) throws IOException {
    return HttpText.request(port.port(), "GET", path, "", List.of(headers));
  }

  @Test
  void aPathIsDecoded_slashesAndPlusSignsIncluded() throws Exception {
    try (HttpPort port = open(ApiServer.OPEN, ECHO)) {
      HttpText response =
          HttpText.request(port.port(), "POST", "/echo/a%2Fb+c%C3%A9", "ü", List.of());

      assertEquals("a/b+cé: ü", response.body());
    }
  }

  @Test
  void anUnknownPathOrMethodNamesTheValidOnes() throws Exception {
    try (HttpPort port = open(ApiServer.OPEN, HELLO, ECHO)) {
      HttpText path = get(port, "/helo");
      HttpText method = HttpText.request(port.port(), "DELETE", "/hello", "", List.of());

      assertEquals(
          "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
              + "\"detail\":\"unknown path \\\"/helo\\\": did you mean \\\"/hello\\\"?\","
              + "\"nearest\":\"/hello\"}",
          path.body());
      assertEquals(405, method.status());
      assertEquals(
          "/hello does not support \"DELETE\": use GET", method.problem("detail"), method.body());
    }
  }

  @Test
  void headReturnsNoBody() throws Exception {
    try (HttpPort port = open(ApiServer.OPEN, HELLO)) {
      HttpText response = HttpText.request(port.port(), "HEAD", "/hello", "", List.of());

      assertEquals(200, response.status());
      assertEquals("", response.body());
      assertEquals(Optional.of("6"), response.header("Content-Length"));
    }
  }

  @Test
  void aLargeBodyIsRefused_withoutReadingIt() throws Exception {
    try (HttpPort port = open(ApiServer.OPEN, ECHO);
        Socket socket = HttpText.connect(port.port())) {
      String head = "POST /echo/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 16777217\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      String response = HttpText.readUntil(socket.getInputStream(), "}");

      assertTrue(response.startsWith("HTTP/1.1 413 "), response);
      assertTrue(response.contains("the body must be at most 16 MiB"), response);
    }
  }

  @Test
  void aLargeBodyInChunksIsRefused() throws Exception {
    try (HttpPort port = open(ApiServer.OPEN, ECHO);
        Socket socket = HttpText.connect(port.port())) {
      String head =
          "POST /echo/a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      byte[] chunk = ("10000\r\n" + "x".repeat(1 << 16) + "\r\n").getBytes(UTF_8);
      for (int i = 0; i < 256; i++) {
        socket.getOutputStream().write(chunk);
      }
      socket.getOutputStream().write("1\r\nx\r\n0\r\n\r\n".getBytes(UTF_8));
      String response = HttpText.readUntil(socket.getInputStream(), "}");

      assertTrue(response.startsWith("HTTP/1.1 413 "), response);
    }
  }

  @Test
  void aBodyThatIsNotUtf8IsRefused() throws Exception {
    try (HttpPort port = open(ApiServer.OPEN, ECHO);
        Socket socket = HttpText.connect(port.port())) {
      String head = "POST /echo/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(0xff);

      String response = HttpText.readUntil(socket.getInputStream(), "}");
      assertTrue(response.contains("the body must be in UTF-8"), response);
    }
  }

  @Test
  void aClientThatSendsSlowlyIsCutOff() throws Exception {
    try (HttpPort port = open(ApiServer.OPEN, HELLO);
        Socket silent = HttpText.connect(port.port());
        Socket slow = HttpText.connect(port.port())) {
      slow.getOutputStream().write("GET /hello HTTP/1.1\r\nHost: loc".getBytes(UTF_8));

      assertTrue(isClosed(silent), "silent");
      assertTrue(isClosed(slow), "slow");
      assertEquals("hello\n", get(port, "/hello").body());
    }
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void aClientThatDoesNotReadIsCutOff() throws Exception {
    int size = 64 << 20;
    Endpoint large =
        Endpoint.get(
            "/large", "Returns much.", call -> HttpReply.of(200, HttpReply.TEXT, "x".repeat(size)));
    try (HttpPort port =
            HttpPort.open(
                ApiServer.OPEN,
                "127.0.0.1",
                () -> new HttpRouter(List.of(large, HELLO)),
                Duration.ofSeconds(2));
        Socket client = HttpText.connect(port.port())) {
      client
          .getOutputStream()
          .write("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      HttpText.readUntil(client.getInputStream(), "\r\n\r\n");
      awaitNoWorker();

      assertTrue(count(client.getInputStream()) < size, "the whole body arrived");
      assertEquals("hello\n", get(port, "/hello").body());
    }
  }

  /** Waits until the writer gave up: the body that is left in the socket is short then. */
  private static void awaitNoWorker() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    while (Thread.getAllStackTraces().values().stream().anyMatch(HttpPortTest::writesLarge)) {
      never.await(20, TimeUnit.MILLISECONDS);
    }
  }

  private static boolean writesLarge(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().endsWith("HttpPort") && frame.getMethodName().equals("writeBody")) {
        return true;
      }
    }
    return false;
  }

  private static long count(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long count = 0;
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        count += n;
      }
    } catch (SocketException reset) {
      // the server closed the connection
    }
    return count;
  }

  @Test
  void anExceptionIsAProblemOnOneLine() throws Exception {
    Endpoint failing =
        Endpoint.get(
            "/fail",
            "Fails.",
            call -> {
              throw new UnsupportedOperationException("a\nb");
            });
    try (HttpPort port = open(ApiServer.OPEN, failing)) {
      HttpText response = get(port, "/fail");

      assertEquals(500, response.status());
      assertEquals(
          "unexpected failure: java.lang.UnsupportedOperationException: a\\nb",
          response.problem("detail"));
    }
  }

  @Test
  void anAllowedHostAndOriginMayCall() throws Exception {
    HttpOptions options =
        new HttpOptions(0, true, "secret", List.of("zabbix"), List.of("http://localhost:3000"));
    String origin = "Origin: http://localhost:3000";
    try (HttpPort port = open(options, HELLO)) {
      HttpText host = get(port, "/hello", "Host: zabbix:80", "Authorization: bearer secret");
      HttpText allowed = get(port, "/hello", origin, "Authorization: Bearer secret");
      HttpText preflight = HttpText.request(port.port(), "OPTIONS", "/hello", "", List.of(origin));

      assertEquals(200, host.status());
      assertEquals(Optional.empty(), host.header("Access-Control-Allow-Origin"));
      assertEquals(200, allowed.status());
      assertEquals(
          Optional.of("http://localhost:3000"), allowed.header("Access-Control-Allow-Origin"));
      assertEquals(204, preflight.status());
      assertEquals(
          Optional.of("Authorization, Content-Type, Last-Event-ID"),
          preflight.header("Access-Control-Allow-Headers"));
    }
  }

  @Test
  void aPageOfTheServerItselfMayCall() throws Exception {
    try (HttpPort port = open(ApiServer.OPEN, HELLO)) {
      String own = "Origin: http://127.0.0.1:" + port.port();

      assertEquals(200, get(port, "/hello", own).status());
      assertEquals(403, get(port, "/hello", "Origin: http://127.0.0.1:1").status());
      assertEquals(403, get(port, "/hello", "Origin: null").status());
    }
  }

  @Test
  void beyondLoopbackATokenIsMadeUp() throws Exception {
    try (HttpPort port =
        HttpPort.open(
            ApiServer.OPEN,
            "0.0.0.0",
            () -> new HttpRouter(List.of(HELLO)),
            Duration.ofSeconds(60))) {
      String token = port.token();

      assertNotNull(token);
      assertTrue(token.matches("[0-9a-f]{32}"), token);
      assertEquals(401, get(port, "/hello").status());
      assertEquals(Optional.of("Bearer"), get(port, "/hello").header("WWW-Authenticate"));
      assertEquals(200, get(port, "/hello", "Authorization: Bearer " + token).status());
      assertEquals("http://127.0.0.1:" + port.port(), port.url());
    }
  }

  @Test
  void aPortInUseIsAnException() throws Exception {
    try (HttpPort port = open(ApiServer.OPEN, HELLO)) {
      HttpOptions same = new HttpOptions(port.port(), true, null, List.of(), List.of());

      assertThrows(IOException.class, () -> open(same, HELLO).close());
    }
  }

  @Test
  void endpointsAreCreatedAtTheFirstRequest() throws Exception {
    CountDownLatch created = new CountDownLatch(1);
    try (HttpPort port =
        HttpPort.open(
            ApiServer.OPEN,
            "127.0.0.1",
            () -> {
              created.countDown();
              return new HttpRouter(List.of(HELLO));
            },
            Duration.ofSeconds(60))) {
      assertEquals(1, created.getCount());
      assertEquals(200, get(port, "/hello").status());
      assertEquals(0, created.getCount());
      assertFalse(port.url().isEmpty());
    }
  }
}
