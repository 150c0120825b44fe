package org.mockzabbix.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream of server-sent events. */
@Timeout(120)
class EventsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern EVENT = Pattern.compile("id: (\\d+)\ndata: (.*)\n\n");

  private static Socket open(ApiServer api, String query, String header) throws IOException {
    Socket socket = HttpText.connect(api.port.port());
    String head =
        "GET /api/v1/events" + query + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
    socket.getOutputStream().write(head.getBytes(UTF_8));
    String begin = HttpText.readUntil(socket.getInputStream(), ": connected\n\n");
    assertTrue(begin.startsWith("HTTP/1.1 200 "), begin);
    return socket;
  }

  /** Waits for an event, and returns its id and data, whose form is the documented one. */
  private static String event(Socket socket, String name) throws IOException {
    HttpText.readUntil(socket.getInputStream(), "event: " + name + "\n");
    String event =
        HttpText.readUntil(socket.getInputStream(), "\n\n").replaceAll("\r\n[0-9a-f]+\r\n", "");
    Matcher parts = EVENT.matcher(event);
    assertTrue(parts.matches(), event);
    DocumentedForm.check(
        "Event",
        MAPPER
            .createObjectNode()
            .put("event", name)
            .put("id", Long.parseLong(parts.group(1)))
            .set("data", MAPPER.readTree(parts.group(2))),
        "GET /api/v1/events");
    return event;
  }

  @Test
  void aNewExchangeIsAnEvent() throws Exception {
    try (ApiServer api = new ApiServer();
        Socket socket = open(api, "", "")) {
      api.sender().sendValue("web01", "app.ok", "7");

      String event = event(socket, "exchange");

      assertTrue(event.startsWith("id: 3\ndata: {\"id\":3,"), event);
      assertTrue(event.contains("\"value\":\"7\""), event);
    }
  }

  @Test
  void aStreamContinuesAfterTheLastEvent() throws Exception {
    try (ApiServer api = new ApiServer();
        Socket socket = open(api, "", "Last-Event-ID: 1\r\n")) {
      assertTrue(event(socket, "exchange").startsWith("id: 2\n"));
    }
  }

  @Test
  void aFilterAppliesToEvents() throws Exception {
    try (ApiServer api = new ApiServer();
        Socket socket = open(api, "?after=0&state=rejected", "")) {
      assertTrue(event(socket, "exchange").startsWith("id: 2\n"));
    }
  }

  @Test
  void aSummaryCounts() throws Exception {
    try (ApiServer api = new ApiServer();
        Socket socket = open(api, "?summary=true&after=0", "")) {
      assertEquals(
          "id: 2\ndata: {\"exchanges\":2,\"from\":1,\"to\":2,\"values\":1,\"rejected\":1}\n\n",
          event(socket, "summary"));
    }
  }

  @Test
  void aResetIsAnEvent() throws Exception {
    try (ApiServer api = new ApiServer();
        Socket socket = open(api, "", "")) {
      assertEquals(204, api.send("POST", "/api/v1/reset").status());

      assertEquals("id: 2\ndata: {}\n\n", event(socket, "reset"));
    }
  }

  @Test
  void anExchangeRightAfterAReset_comesAfterTheEvent() throws Exception {
    try (ApiServer api = new ApiServer();
        Socket socket = open(api, "", "")) {
      api.send("POST", "/api/v1/reset");
      api.sender().sendValue("web01", "app.ok", "3");

      assertEquals("id: 2\ndata: {}\n\n", event(socket, "reset"));
      assertTrue(event(socket, "exchange").startsWith("id: 3\n"));
    }
  }

  @Test
  void manyCallsOfHeadHoldNothing() throws Exception {
    try (ApiServer api = new ApiServer()) {
      for (int i = 0; i < 101; i++) {
        assertEquals(200, api.send("HEAD", "/api/v1/events").status());
      }

      open(api, "", "").close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?summary=true&after=0"})
  void aStreamEndsWithTheServer(String query) throws Exception {
    try (ApiServer api = new ApiServer();
        Socket socket = open(api, query, "")) {
      api.port.close();

      assertTrue(isEnded(socket));
    }
  }

  private static boolean isEnded(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        // the rest of the stream
      }
      return true;
    } catch (SocketException reset) {
      return true;
    }
  }
}
