package org.mockzabbix.client.internal;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.Sender.OutgoingValue;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.wire.Bytes;

/** Writes the requests {@code sender data}, with the members in the order of zabbix_sender. */
public final class SenderRequest {

  private SenderRequest() {}

  /**
   * Returns the data of a request. A sender before 7.0 tells its clock only if a value has one;
   * since 7.0, {@link PacketSender} adds it.
   *
   * @param charset the encoding of the texts: UTF-8, or ISO 8859-1 if each of their characters
   *     stands for a byte, so that bytes that are not UTF-8 are sent as they are
   */
  public static Bytes of(
      List<OutgoingValue> values, ZabbixVersion version, Instant now, Charset charset) {
    JsonWriter json = new JsonWriter().object().put("request", "sender data").array("data");
    for (OutgoingValue value : values) {
      json.object().put("host", value.host()).put("key", value.key()).put("value", value.value());
      put(json, "clock", value.clock());
      put(json, "ns", value.ns());
      json.end();
    }
    Bytes data = Bytes.of(json.end().end().toString().getBytes(charset));
    boolean timed = values.stream().anyMatch(value -> value.clock() != null);
    return timed && !version.atLeast(ZabbixVersion.V7_0) ? withClock(data, now) : data;
  }

  private static void put(JsonWriter json, String name, @Nullable Number number) {
    if (number != null) {
      json.put(name, number.longValue());
    }
  }

  /** Returns a request with the members {@code clock} and {@code ns} at its end. */
  static Bytes withClock(Bytes request, Instant now) {
    Bytes open = request.slice(0, request.length() - 1);
    return open.plus(
        Bytes.of(",\"clock\":" + now.getEpochSecond() + ",\"ns\":" + now.getNano() + '}'));
  }
}
