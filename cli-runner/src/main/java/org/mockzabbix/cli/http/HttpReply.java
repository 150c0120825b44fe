package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a request. Immutable.
 *
 * @param text the body; empty for none
 * @param stream writes the body; null if {@code text} is the body
 * @param afterwards releases what the reply holds, when the client has it or has left
 */
record HttpReply(
    int status,
    String contentType,
    String text,
    Map<String, String> headers,
    @Nullable Streaming stream,
    Runnable afterwards) {

  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";

  /** Writes a body, or a part of it until the client leaves or the server stops. */
  interface Streaming {
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  /** Writes a text, or a part of it until the client leaves or the server stops. */
  interface StreamingText {
    void writeTo(Writer out) throws IOException;
  }

  HttpReply {
    headers = Map.copyOf(headers);
  }

  static HttpReply of(int status, String contentType, String text) {
    return new HttpReply(status, contentType, text, Map.of(), null, () -> {});
  }

  static HttpReply json(JsonNode json) {
    return of(200, JSON, json.toString());
  }

  static HttpReply noContent() {
    return of(204, "", "");
  }

  static HttpReply stream(String contentType, Streaming stream) {
    return new HttpReply(200, contentType, "", Map.of(), stream, () -> {});
  }

  /** Returns a reply whose text may be of any size. */
  static HttpReply streamText(String contentType, StreamingText text) {
    return stream(
        contentType,
        out -> {
          Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          text.writeTo(writer);
          writer.flush();
        });
  }

  HttpReply withStatus(int changed) {
    return new HttpReply(changed, contentType, text, headers, stream, afterwards);
  }

  HttpReply withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new HttpReply(status, contentType, text, more, stream, afterwards);
  }

  /** Returns a copy after which an action runs, even if the client has left. */
  HttpReply then(Runnable action) {
    return new HttpReply(status, contentType, text, headers, stream, action);
  }
}
