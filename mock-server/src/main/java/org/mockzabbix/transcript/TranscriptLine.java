package org.mockzabbix.transcript;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import org.mockzabbix.protocol.json.JsonLimits;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.wire.Bytes;

/** Reads the members of one line of a transcript that are needed later. Skips all others. */
final class TranscriptLine {

  private static final List<String> PORTS = List.of("trapper", "agent", "poller", "api");

  private final String file;
  private final int number;
  private final TranscriptExchange.Draft exchange;
  private boolean hasTime;
  private boolean hasRaw;

  TranscriptLine(String file, int number) {
    this.file = file;
    this.number = number;
    this.exchange = new TranscriptExchange.Draft(number);
  }

  /** Returns whether a line is a whole JSON value, or blank. */
  static boolean isComplete(byte[] line) {
    try (JsonParser json = JsonLimits.anySize().createParser(line)) {
      if (json.nextToken() != null) {
        json.skipChildren();
      }
      return true;
    } catch (IOException cut) {
      return false;
    }
  }

  /** Returns a message about this line. */
  String error(String problem) {
    return file + ":" + number + ": " + problem;
  }

  private TranscriptException invalid(String problem) {
    return new TranscriptException(error(problem));
  }

  TranscriptExchange read(byte[] line) throws TranscriptException {
    try (JsonParser json = JsonLimits.anySize().createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("must be a JSON object, as serve --record writes it");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        member(json.currentName(), json);
      }
      if (json.nextToken() != null) {
        throw invalid("more text follows the JSON object");
      }
      return checked();
    } catch (TranscriptException named) {
      throw named;
    } catch (JsonProcessingException e) {
      throw invalid("not valid JSON: " + e.getOriginalMessage());
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void member(String name, JsonParser json) throws IOException {
    JsonToken value = json.nextToken();
    switch (name) {
      case "time" -> exchange.time = time(text(name, value, json));
      case "port" -> exchange.port = port(text(name, value, json));
      case "host" -> exchange.host = text(name, value, json);
      case "request" -> exchange.kind = text(name, value, json);
      case "raw" -> raw(value, json);
      default -> json.skipChildren();
    }
  }

  private String text(String name, JsonToken value, JsonParser json) throws IOException {
    if (value != JsonToken.VALUE_STRING) {
      throw invalid(name + " must be a string");
    }
    return json.getText();
  }

  private Instant time(String text) throws TranscriptException {
    hasTime = true;
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException notTime) {
      throw invalid(
          "time must be a time such as 2026-11-29T01:59:35.903Z, but was " + Quoting.quote(text));
    }
  }

  private String port(String text) throws TranscriptException {
    if (!PORTS.contains(text)) {
      throw invalid(
          "port must be one of " + String.join(", ", PORTS) + ", but was " + Quoting.quote(text));
    }
    return text;
  }

  private void raw(JsonToken value, JsonParser json) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      throw invalid("raw must be an object");
    }
    hasRaw = true;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken bytes = json.nextToken();
      switch (name) {
        case "request" -> exchange.request = bytes("raw.request", bytes, json);
        case "reply" -> exchange.reply = bytes("raw.reply", bytes, json);
        default -> json.skipChildren();
      }
    }
  }

  private Bytes bytes(String name, JsonToken value, JsonParser json) throws IOException {
    try {
      return Bytes.of(Base64.getDecoder().decode(text(name, value, json)));
    } catch (IllegalArgumentException notBase64) {
      throw invalid(name + " must be base64: " + notBase64.getMessage());
    }
  }

  private TranscriptExchange checked() throws TranscriptException {
    if (!hasTime) {
      throw invalid("time is missing");
    }
    if (exchange.port.isEmpty()) {
      throw invalid("port is missing: use one of " + String.join(", ", PORTS));
    }
    if (!hasRaw && !exchange.port.equals("api")) {
      throw invalid("raw is missing: record the exchanges with their bytes");
    }
    return exchange.build();
  }
}
