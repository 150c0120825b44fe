package org.mockzabbix.protocol;

import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.wire.Bytes;

/** Requests and rows for tests, read by the decoder as a server would read them. */
public final class Rows {

  private Rows() {}

  /** What a server of the newest version makes of {@code text}. */
  public static Request request(String text) {
    return request(ZabbixVersion.newest(), text);
  }

  /** What a server of {@code version} makes of {@code text}. */
  public static Request request(ZabbixVersion version, String text) {
    return Decoder.ofServer(version).decode(Bytes.of(text));
  }

  /** A request around {@code rows}, the text of a JSON array without its brackets. */
  public static Request.SenderData senderData(String rows) {
    return (Request.SenderData) request(json(rows));
  }

  /** The rows of {@code rows}, the text of a JSON array without its brackets. */
  public static RequestValues of(String rows) {
    return senderData(rows).values();
  }

  /** The text of a request around {@code rows}. */
  public static String json(String rows) {
    return "{\"request\":\"sender data\",\"data\":[" + rows + "]}";
  }
}
