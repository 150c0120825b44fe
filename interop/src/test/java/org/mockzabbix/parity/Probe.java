package org.mockzabbix.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;

/**
 * A connection to play to both servers.
 *
 * @param name the name that reports and accepted differences use
 * @param segments what is sent
 * @param halfClose whether the client then ends its output
 * @param from the loopback address to connect from; null for any
 */
record Probe(String name, List<Segment> segments, boolean halfClose, @Nullable String from) {

  /** Longer than the 4 s after which a real server gives up a connection without a byte. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  /** Bytes in hexadecimal digits, and the pause after them. */
  record Segment(String hex, Duration pause) {

    private static Segment of(byte[] bytes) {
      return new Segment(HexFormat.of().formatHex(bytes), Duration.ZERO);
    }
  }

  Probe {
    segments = List.copyOf(segments);
  }

  /** Returns a request in a packet with these flags. */
  static Probe request(String name, int flags, String json) {
    return raw(name, (flags & 2) == 0 ? Packets.frame(flags, bytes(json)) : packet(flags, json));
  }

  private static byte[] packet(int flags, String json) {
    return Packets.packet(flags, json);
  }

  /** Returns bytes that need not be a packet. The client ends its output after them. */
  static Probe raw(String name, byte[] bytes) {
    return new Probe(name, List.of(Segment.of(bytes)), true, null);
  }

  /** Returns the same from a loopback address. */
  Probe from(String address) {
    return new Probe(name, segments, halfClose, address);
  }

  /** Returns a vector of the files with measured responses. */
  static Probe of(JsonNode vector) {
    List<Segment> segments = new ArrayList<>();
    if (vector.has("in_chunks")) {
      vector
          .get("in_chunks")
          .forEach(
              chunk ->
                  segments.add(
                      new Segment(
                          chunk.get("hex").asText(),
                          Duration.ofMillis(
                              (long) (chunk.path("then_sleep_s").asDouble() * 1000)))));
    } else if (vector.has("in_hex")) {
      segments.add(new Segment(vector.get("in_hex").asText(), Duration.ZERO));
    } else {
      segments.add(Segment.of(Packets.frame(vector.get("in_json").toString())));
    }
    return new Probe(
        vector.get("name").asText(),
        segments,
        vector.path("half_close_after_send").asBoolean(),
        vector.has("source_ip") ? vector.get("source_ip").asText() : null);
  }

  /** A lone surrogate from U+DC80 stands for a byte that is not UTF-8. */
  static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(
            c -> {
              if (c >= 0xdc80 && c <= 0xdcff) {
                bytes.write(c - 0xdc00);
              } else {
                bytes.writeBytes(Character.toString(c).getBytes(UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  /** Plays this to the server at a port of the loopback address. */
  Reply play(int port) throws IOException {
    try (PlainSocket socket = from == null ? new PlainSocket(port) : new PlainSocket(from, port)) {
      try {
        send(socket);
      } catch (IOException closedEarly) {
        // A server may close before it has read everything: its reply is what counts.
      }
      return Reply.of(socket.listen((int) PATIENCE.toMillis()));
    }
  }

  private void send(PlainSocket socket) throws IOException {
    for (Segment segment : segments) {
      socket.send(HexFormat.of().parseHex(segment.hex()));
      // The pause between segments is a part of the request.
      LockSupport.parkNanos(segment.pause().toNanos());
    }
    if (halfClose) {
      socket.halfClose();
    }
  }

  /** Returns whether this asks for active checks: a server may be asked again. */
  boolean asksForChecks() {
    return name.endsWith("active checks");
  }

  /** Returns the start of what is sent, for a report; inflated if it is a compressed packet. */
  String sent() {
    byte[] all =
        HexFormat.of().parseHex(String.join("", segments.stream().map(Segment::hex).toList()));
    boolean packet = all.length > Packets.HEADER_LENGTH && all[0] == 'Z';
    String text = new String(packet ? Reply.data(all) : all, UTF_8);
    String printable = text.replaceAll("[\\x00-\\x1f\\x7f]", ".");
    String shown = printable.length() > 1000 ? printable.substring(0, 1000) + "..." : printable;
    return (packet ? "flags " + all[4] + ' ' : "") + shown + (from == null ? "" : " from " + from);
  }
}
