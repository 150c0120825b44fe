package org.mockzabbix.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTTP port without its endpoints: who may call, and limits. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HttpPortTest {

  private static final Endpoint HELLO =
      Endpoint.get("/hello", "Says hello.", call -> HttpReply.of(200, HttpReply.TEXT, "hello\n"));

  private static final Endpoint ECHO =
      Endpoint.post("/echo/{name}", "Returns the body.", HttpPortTest::echo)
          .segment("name", "a", "Any text.")
          .body("RuleSwitch", "{\"enabled\": true}");

  private static HttpReply echo(HttpCall call) {
    return HttpReply.of(200, HttpReply.TEXT, call.segment("name") + ": " + call.body());
  }

  private static HttpPort open(HttpOptions options, Endpoint... endpoints) throws IOException {
    return HttpPort.open(
        options, "127.0.0.1", access -> new HttpRouter(List.of(endpoints)), Duration.ofSeconds(60));
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
    CountDownLatch cutOff = new CountDownLatch(1);
    Endpoint large =
        Endpoint.get(
            "/large",
            "Returns much.",
            call -> HttpReply.of(200, HttpReply.TEXT, "x".repeat(size)).then(cutOff::countDown));
    try (HttpPort port =
            HttpPort.open(
                ApiServer.OPEN,
                "127.0.0.1",
                access -> new HttpRouter(List.of(large, HELLO)),
                Duration.ofSeconds(5));
        Socket client = HttpText.connect(port.port())) {
      client
          .getOutputStream()
          .write("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      HttpText.readUntil(client.getInputStream(), "\r\n\r\n");
      assertTrue(cutOff.await(60, TimeUnit.SECONDS), "the writer waits");

      assertTrue(count(client.getInputStream()) < size, "the whole body arrived");
      assertEquals("hello\n", get(port, "/hello").body());
    }
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
  void whatAReplyHoldsIsReleased_alsoIfTheClientLeaves() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(2);
    Endpoint holding =
        Endpoint.get(
            "/holding",
            "Returns much when the client has left.",
            call -> {
              left.await();
              String body = "x".repeat(64 << 20);
              return HttpReply.of(200, HttpReply.TEXT, body).then(released::countDown);
            });
    Endpoint stream =
        Endpoint.get(
            "/stream",
            "Streams nothing.",
            call -> HttpReply.stream(HttpReply.TEXT, out -> {}).then(released::countDown));
    try (HttpPort port = open(ApiServer.OPEN, holding, stream)) {
      try (Socket client = HttpText.connect(port.port())) {
        client.setSoLinger(true, 0); // closes with a reset
        client
            .getOutputStream()
            .write("GET /holding HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      }
      left.countDown();
      HttpText head = HttpText.request(port.port(), "HEAD", "/stream", "", List.of());

      assertEquals(200, head.status());
      assertTrue(released.await(60, TimeUnit.SECONDS), "held");
    }
  }

  /** The server of the JDK refuses these before it calls a handler, as the page says. */
  @ParameterizedTest
  @CsvSource({
    "/api/v1/values?host=%zz, 400",
    "/api/v1/values?key=a{1}, 400",
    "/api/v1/values?key=a|b, 400",
    "/api/v1/values?key=a^b, 400",
    "/api/v1/hosts/web01/items/a[1], 400",
    "*, 404",
  })
  void requestThatIsNotHttp_getsThePageOfTheJdk(String path, int status) throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText reply = api.send("GET", path);

      assertEquals(status, reply.status());
      assertTrue(reply.head().contains("Content-Type: text/html"), reply.head());
      assertEquals(200, api.send("GET", "/api/v1/values?key=a[1]").status());
    }
  }

  @Test
  void aStreamThatFailsHasNoRegularEnd() throws Exception {
    Endpoint failing =
        Endpoint.get(
            "/fail",
            "Fails after the first bytes.",
            call ->
                HttpReply.stream(
                    HttpReply.TEXT,
                    out -> {
                      out.write('a');
                      out.flush(); // newer JDKs keep the head until then
                      throw new IllegalStateException("cut");
                    }));
    try (HttpPort port = open(ApiServer.OPEN, failing);
        Socket client = HttpText.connect(port.port())) {
      client
          .getOutputStream()
          .write("GET /fail HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));

      String received = new String(client.getInputStream().readAllBytes(), UTF_8);

      assertTrue(received.contains("Transfer-encoding: chunked"), received);
      assertFalse(received.endsWith("0\r\n\r\n"), received);
    }
  }

  @Test
  void eachPieceOfABodyHasTheWholeTime() throws Exception {
    List<Integer> pieces = new ArrayList<>();
    OutputStream client =
        new OutputStream() {
          @Override
          public void write(int any) {
            pieces.add(1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            pieces.add(length);
          }
        };
    try (HttpDeadlines deadlines = new HttpDeadlines(Duration.ofSeconds(60));
        OutputStream out = deadlines.limit(client)) {
      out.write(new byte[150_000]);
    }

    assertEquals(List.of(65_536, 65_536, 18_928), pieces);
  }

  @Test
  void closingNamesTheThreadsThatDoNotEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Endpoint stuck =
        Endpoint.get(
            "/stuck",
            "Ignores interrupts.",
            call -> {
              begun.countDown();
              awaitUninterruptibly(end);
              return HttpReply.noContent();
            });
    HttpPort port = open(ApiServer.OPEN, stuck);
    try (Socket client = HttpText.connect(port.port())) {
      client
          .getOutputStream()
          .write("GET /stuck HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      begun.await();

      IllegalStateException left = assertThrows(IllegalStateException.class, port::close);

      assertEquals("HTTP did not end within 5 s: mock-zabbix-http-1", left.getMessage());
    } finally {
      end.countDown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch end) {
    while (true) {
      try {
        end.await();
        return;
      } catch (InterruptedException ignored) {
        // as code that blocks on a socket
      }
    }
  }

  @Test
  void anErrorIsAProblem_andTheServerGoesOn() throws Exception {
    Endpoint failing =
        Endpoint.get(
            "/fail",
            "Fails.",
            call -> {
              throw new AssertionError("no such state");
            });
    try (HttpPort port = open(ApiServer.OPEN, failing, HELLO)) {
      HttpText response = get(port, "/fail");

      assertEquals(500, response.status());
      assertEquals(
          "unexpected failure: java.lang.AssertionError: no such state",
          response.problem("detail"));
      assertEquals(Optional.of("application/problem+json"), response.header("Content-Type"));
      assertEquals(200, get(port, "/hello").status());
    }
  }

  @Test
  void theAddressThatThePortIsBoundToIsNotForeign() throws Exception {
    HttpRouter router = new HttpRouter(List.of(HELLO));
    try (HttpPort port =
        HttpPort.open(ApiServer.OPEN, "127.0.0.2", access -> router, Duration.ofSeconds(60))) {
      URI url = URI.create(port.url() + "/hello");

      assertEquals("127.0.0.2", url.getHost());
      assertEquals("hello\n", new String(url.toURL().openStream().readAllBytes(), UTF_8));
    }
  }

  @Test
  void loopbackAddressesMayBeWrittenInEveryForm() throws Exception {
    try (HttpPort port = open(ApiServer.OPEN, HELLO)) {
      for (String host : List.of("LOCALHOST:1", "127.0.0.1", "127.1.2.3:80", "[::1]", "[0::0:1]")) {
        assertEquals(200, get(port, "/hello", "Host: " + host).status(), host);
      }
      for (String host : List.of("127.0.0.1.example", "10.0.0.1", "[::2]", "[::1].example", "")) {
        assertEquals(403, get(port, "/hello", "Host: " + host).status(), host);
      }
    }
  }

  @Test
  void theNameOfTheAddressThatThePortIsBoundToIsNotForeign() throws Exception {
    HttpOptions options = new HttpOptions(0, true, "secret", List.of(), List.of());
    HttpAccess access =
        HttpAccess.of(options, "Zabbix.test", InetAddress.getByAddress(new byte[] {10, 0, 0, 1}));

    access.check("/hello", caller("zabbix.test:80"));
    HttpProblem foreign =
        assertThrows(HttpProblem.class, () -> access.check("/hello", caller("evil.test")));
    assertEquals(
        "the host \"evil.test\" is foreign: use 127.0.0.1 or localhost, or add --http-allow-host"
            + " evil.test",
        foreign.getMessage());
  }

  private static HttpAccess.Caller caller(String host) {
    return new HttpAccess.Caller(host, null, "Bearer secret", null);
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
            access -> new HttpRouter(List.of(HELLO)),
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
            access -> {
              created.countDown();
              return new HttpRouter(List.of(HELLO));
            },
            Duration.ofSeconds(60))) {
      assertEquals(1, created.getCount());
      assertEquals(200, get(port, "/hello").status());
      assertEquals(0, created.getCount());
    }
  }
}
