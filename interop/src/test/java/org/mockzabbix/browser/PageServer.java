package org.mockzabbix.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.interop.MockZabbixProgram;

/** A server of the runnable jar with hosts, an agent, a proxy, rules and expectations. */
final class PageServer implements AutoCloseable {

  static final String SCENARIO =
      """
      hosts:
        - host: web01
          agent: web01
          items:
            - {key: app.ok, type: trapper, valueType: unsigned}
            - {key: "system.cpu.load[all,avg1]", type: trapper, valueType: float}
            - {key: vm.memory.size, type: trapper, valueType: unsigned}
            - {key: agent.ping, type: passive}
        - host: app-ruby
          items:
            - {key: app.orders.count, type: trapper, valueType: unsigned}
            - {key: app.latency.p99, type: trapper, valueType: float}
            - {key: app.version, type: trapper}
        - host: db01
          items:
            - {key: vfs.fs.discovery, type: trapper}
        - host: edge-7
          proxy: px-berlin
      agents:
        - host: web01
          port: 0
          keys:
            agent.ping: "1"
            "echo[*]": {reply: "{1}"}
            vm.memory.size: {sequence: [1, 2, 3]}
      rules:
        - when: {request: sender data, host: web09}
          fault: reset
        - when: {request: active checks}
          reply: {failure: no such host today}
          times: 2
      expect:
        - {host: web01, key: app.ok}
        - {host: web01, key: app.missing, times: 3}
        - {host: app-ruby, key: app.orders.count, atMost: 2}
      strict: true
      """;

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final MockZabbixProgram program;
  private final Path directory;

  private PageServer(MockZabbixProgram program, Path directory) {
    this.program = program;
    this.directory = directory;
  }

  /** Starts a server with {@link #SCENARIO}. */
  static PageServer strict() throws Exception {
    Path directory = Files.createTempDirectory("page");
    Path file = Files.writeString(directory.resolve("demo.yaml"), SCENARIO);
    return new PageServer(MockZabbixProgram.serve("--scenario", file.toString()), directory);
  }

  /** Starts a server that accepts every host and item. */
  static PageServer lenient() throws Exception {
    return new PageServer(MockZabbixProgram.serve(), Files.createTempDirectory("page"));
  }

  /** Starts such a server whose HTTP port is given. */
  static PageServer lenient(int httpPort) throws Exception {
    return new PageServer(
        MockZabbixProgram.typed(
            "java -jar " + MockZabbixProgram.JAR + " serve --http-port " + httpPort),
        Files.createTempDirectory("page"));
  }

  String url() throws IOException {
    return program.http();
  }

  PlainSender sender() throws IOException {
    return new PlainSender(program.trapperPort());
  }

  void send(String host, String key, String value) throws IOException {
    sender().sendValue(host, key, value);
  }

  /** Sends a value of an item many times. */
  void sendTimes(int times, String value) throws IOException {
    for (int i = 0; i < times; i++) {
      send("web01", "app.ok", value);
    }
  }

  /** Sends bytes, and does not care how the server ends the connection. */
  void sendBytes(byte[] bytes) throws IOException {
    try (Socket socket = sender().connect()) {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException reset) {
      // a fault, or bytes that the server did not read
    }
  }

  /** Sends what makes every view interesting. */
  void sendTraffic() throws IOException {
    for (int i = 0; i < 40; i++) {
      double load = 0.5 + 0.3 * Math.sin(i / 5.0);
      sender()
          .sendValues(
              "{\"host\":\"web01\",\"key\":\"system.cpu.load[all,avg1]\",\"value\":\"%.2f\"}"
                      .formatted(load)
                  + ",{\"host\":\"app-ruby\",\"key\":\"app.orders.count\",\"value\":%d}"
                      .formatted(1000 + 7 * i));
    }
    send("web01", "app.ok", "1");
    send("web01", "vm.memory.size", "6291210240");
    send("app-ruby", "app.latency.p99", "0,183");
    send("app-ruby", "app.version", "2.14.0-rc1");
    send("web01", "app.olk", "1");
    send("db01", "vfs.fs.discovery", "[]");
    sendBytes(tooShortLength());
    sendBytes("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
    sendBytes(("\u0016\u0003\u0001" + "x".repeat(40)).getBytes(UTF_8));
    sendBytes(new byte[0]);
    sendBytes(
        packet(
            "{\"request\":\"sender data\",\"data\":[{\"host\":\"web09\",\"key\":\"x\",\"value\":1}]}"));
    sender().send("{\"request\":\"active checks\",\"host\":\"web01\"}");
    sender().send("{\"request\":\"nonsense\"}");
  }

  /** A packet whose length counts characters instead of bytes. */
  static byte[] tooShortLength() {
    String data =
        "{\"request\":\"sender data\",\"data\":[{\"host\":\"web01\",\"key\":\"app.city\",\"value\":\"Köln, Łódź\"}]}";
    return framed(data.getBytes(UTF_8), data.length());
  }

  static byte[] packet(String data) {
    byte[] bytes = data.getBytes(UTF_8);
    return framed(bytes, bytes.length);
  }

  private static byte[] framed(byte[] data, int length) {
    return ByteBuffer.allocate(13 + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("ZBXD\u0001".getBytes(UTF_8))
        .putInt(length)
        .putInt(0)
        .put(data)
        .array();
  }

  /** Returns what the API says. */
  JsonNode get(String path) throws Exception {
    return send(request(path).GET());
  }

  JsonNode put(String path, String body) throws Exception {
    return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  JsonNode post(String path) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path) throws IOException {
    return HttpRequest.newBuilder(URI.create(url() + "/api/v1/" + path));
  }

  private static JsonNode send(HttpRequest.Builder request) throws Exception {
    return MAPPER.readTree(
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
  }

  int stop() throws InterruptedException {
    return program.stop();
  }

  @Override
  public void close() throws IOException {
    program.close();
    Files.deleteIfExists(directory.resolve("demo.yaml"));
    Files.delete(directory);
  }
}
