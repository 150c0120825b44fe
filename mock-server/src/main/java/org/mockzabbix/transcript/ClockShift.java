package org.mockzabbix.transcript;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonLimits;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketWriter;

/**
 * Adds the same number of seconds to every {@code clock} of all requests, so that the first one is
 * now. All other bytes of the data stay as they are. Not thread-safe.
 */
final class ClockShift {

  private final long now;
  private @Nullable Long shift; // null until the first clock

  /** Creates a shift to the time {@code now}, in seconds since 1970. */
  ClockShift(long now) {
    this.now = now;
  }

  /** The digits of a clock in the data of a request. */
  private record Clock(int at, int length, long seconds) {}

  /** Returns the request with other clocks, framed and compressed as before. */
  Bytes applyTo(Bytes request) {
    Optional<Packet> packet = Packet.find(request);
    return packet.isEmpty() ? request : framed(packet.get(), request);
  }

  private Bytes framed(Packet packet, Bytes request) {
    byte[] data = packet.data().toArray();
    List<Clock> clocks = clocks(data);
    if (clocks.isEmpty()) {
      return request;
    }
    Bytes moved = Bytes.of(moved(data, clocks));
    boolean repeatsLength = packet.header().reserved() != 0 && !packet.header().compressed();
    return repeatsLength
        ? PacketWriter.frameRepeatingLength(packet.header().flags(), moved)
        : PacketWriter.frame(packet.header().flags(), moved);
  }

  /** Returns the clocks in JSON; none if the data is not JSON. */
  private static List<Clock> clocks(byte[] data) {
    List<Clock> clocks = new ArrayList<>();
    try (JsonParser json = JsonLimits.anySize().createParser(data)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals("clock")) {
          json.nextToken();
          clock(json).ifPresent(clocks::add);
        }
      }
      return clocks;
    } catch (IOException notJson) {
      return List.of();
    }
  }

  private static Optional<Clock> clock(JsonParser json) throws IOException {
    boolean quoted = json.currentToken() == JsonToken.VALUE_STRING;
    String digits = quoted || json.currentToken().isNumeric() ? json.getText() : "";
    if (!digits.matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    int at = Math.toIntExact(json.currentTokenLocation().getByteOffset()) + (quoted ? 1 : 0);
    return Optional.of(new Clock(at, digits.length(), Long.parseLong(digits)));
  }

  private byte[] moved(byte[] data, List<Clock> clocks) {
    ByteArrayOutputStream moved = new ByteArrayOutputStream(data.length);
    int copied = 0;
    for (Clock clock : clocks) {
      moved.write(data, copied, clock.at() - copied);
      moved.writeBytes(moved(clock.seconds()).getBytes(StandardCharsets.US_ASCII));
      copied = clock.at() + clock.length();
    }
    moved.write(data, copied, data.length - copied);
    return moved.toByteArray();
  }

  private String moved(long clock) {
    long known = shift == null ? now - clock : shift;
    shift = known;
    return Long.toString(clock + known);
  }
}
