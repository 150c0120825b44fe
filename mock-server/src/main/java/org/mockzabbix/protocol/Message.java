package org.mockzabbix.protocol;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.Refused;
import org.mockzabbix.protocol.json.JsonCursor;

/**
 * The JSON object of one request, and the version that reads it: what the decoders of the request
 * kinds share. Confined to one call of the decoder.
 */
final class Message {

  private static final int SESSION_LENGTH = 32;

  /** Bytes of an unfit {@code data} that the server quotes at most. */
  private static final int QUOTED_DATA = 64;

  private final byte[] text;
  private final int end;
  private final JsonCursor top;
  private final ZabbixVersion version;

  Message(byte[] text, int end, JsonCursor top, ZabbixVersion version) {
    this.text = text;
    this.end = end;
    this.top = top;
    this.version = version;
  }

  /** Whether the server that reads this is of 7.0 or later. */
  boolean isFor70() {
    return version.atLeast(ZabbixVersion.V7_0);
  }

  @Nullable String text(String name) {
    return top.textOf(name);
  }

  OptionalLong number(String name) {
    return top.numberOf(name);
  }

  /** A number, or null where it is missing or none. */
  @Nullable Long numberOrNull(String name) {
    OptionalLong number = top.numberOf(name);
    return number.isPresent() ? number.getAsLong() : null;
  }

  boolean has(String name) {
    return top.find(name);
  }

  /** Whether {@code name} is an array or an object. */
  boolean hasContainer(String name) {
    return top.find(name) && !top.type().isScalar();
  }

  /** The document from the value of {@code name} on, as error texts quote it. */
  String restFrom(String name) {
    return top.find(name) ? top.restOfText(QUOTED_DATA) : "";
  }

  /** The value of {@code name}, opened; empty if it is missing or a scalar. */
  JsonCursor container(String name) {
    return top.find(name) ? top.enter() : JsonCursor.reopen(text, end, end);
  }

  /** The rows of {@code name}; none if it is missing or a scalar. */
  HistoryRows rows(String name, HistoryRows.Naming naming) {
    return top.find(name)
        ? HistoryRows.read(text, end, top.enter(), naming)
        : HistoryRows.none(naming);
  }

  /**
   * Refuses a session whose length is not that of a session; null if there is nothing to refuse.
   */
  @Nullable Refused refusedSession(RequestKind kind) {
    String session = text("session");
    int length = session == null ? SESSION_LENGTH : session.getBytes(StandardCharsets.UTF_8).length;
    return length == SESSION_LENGTH
        ? null
        : new Refused(kind, "invalid session token length " + length);
  }

  /** Refuses a request that has no rows to read; null if there is nothing to refuse. */
  @Nullable Refused refusedData(RequestKind kind) {
    if (hasContainer("data")) {
      return null;
    }
    if (isFor70()) {
      return new Refused(kind, "cannot open \"data\" token");
    }
    return new Refused(
        kind,
        has("data")
            ? "cannot open JSON object or array \"" + restFrom("data") + "\""
            : "cannot find pair with name \"data\"");
  }
}
