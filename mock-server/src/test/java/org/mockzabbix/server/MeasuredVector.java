package org.mockzabbix.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.testing.WireClient;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;

/** A request with the responses that were measured on real servers and agents. */
record MeasuredVector(JsonNode json) {

  private static final List<String> FILES = List.of("requests.json", "more-requests.json");

  /** Returns the vectors of both files in their order, which matters. */
  static List<MeasuredVector> toPort(String port) {
    return FILES.stream().flatMap(file -> read(file).stream()).filter(v -> v.isTo(port)).toList();
  }

  /** Returns the vectors of one file. */
  static List<MeasuredVector> read(String file) {
    try (InputStream in = MeasuredVector.class.getResourceAsStream("/vectors/" + file)) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false)
          .map(MeasuredVector::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  String name() {
    return json.get("name").asText();
  }

  /** Returns the {@code request} member; empty if the request is not in JSON. */
  String request() {
    return json.path("in_json").path("request").asText();
  }

  boolean isTo(String port) {
    return json.get("port").asText().equals(port);
  }

  /** Returns whether the response depends on the program that answers, not on the protocol. */
  boolean isNotOurs() {
    return json.has("not_ours");
  }

  /** Returns the response of a program such as {@code 7.0.22 server}. */
  Optional<JsonNode> measuredOn(String program) {
    return Optional.ofNullable(json.get("measured").get(program));
  }

  /** Connects from the address that the request was sent from. */
  WireClient connect(int port) throws IOException {
    return json.has("source_ip")
        ? new WireClient(json.get("source_ip").asText(), port)
        : new WireClient(port);
  }

  /**
   * Sends the request on which the response of a program depends, and which is no vector itself.
   */
  void sendBefore(String program, int port) throws IOException {
    JsonNode before = json.path("before").path(program);
    if (!before.isMissingNode()) {
      WireClient.ask(port, before.toString());
    }
  }

  void send(WireClient client) throws IOException {
    if (json.has("in_chunks")) {
      sendChunks(client, json.get("in_chunks"));
    } else if (json.has("in_hex")) {
      client.send(HexFormat.of().parseHex(json.get("in_hex").asText()));
    } else {
      client.send(Packets.frame(json.get("in_json").toString()));
    }
    if (json.path("half_close_after_send").asBoolean()) {
      client.halfClose();
    }
  }

  /**
   * Sends segments with pauses, which are the case under test. After a whole packet, the pause ends
   * with the response: on a busy machine the server might otherwise read what follows together with
   * the packet.
   */
  private static void sendChunks(WireClient client, JsonNode chunks) throws IOException {
    String sent = "";
    for (JsonNode chunk : chunks) {
      if (Packet.find(Bytes.of(HexFormat.of().parseHex(sent))).isPresent()) {
        client.awaitAnswer();
      }
      client.send(HexFormat.of().parseHex(chunk.get("hex").asText()));
      sent += chunk.get("hex").asText();
      LockSupport.parkNanos((long) (chunk.path("then_sleep_s").asDouble() * 1e9));
    }
  }
}
