package org.mockzabbix.protocol;

import java.nio.charset.StandardCharsets;
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

  /** The rows of {@code rows}, whose characters are bytes, so that they need not be UTF-8. */
  static RequestValues ofBytes(String rows) {
    byte[] bytes = json(rows).getBytes(StandardCharsets.ISO_8859_1);
    return Decoder.ofServer(ZabbixVersion.newest()).decode(Bytes.of(bytes)).values();
  }

  /** The rows of a request that a client of the frontend's API sends. */
  static RequestValues pushed(String rows) {
    return request("{\"request\":\"history.push\",\"data\":[" + rows + "]}").values();
  }

  /** The text of a request around {@code rows}. */
  public static String json(String rows) {
    return "{\"request\":\"sender data\",\"data\":[" + rows + "]}";
  }
}
