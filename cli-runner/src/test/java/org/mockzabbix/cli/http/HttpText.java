package org.mockzabbix.cli.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A response of an HTTP server, read from a plain socket. */
record HttpText(int status, String head, String body) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static { // a value has any size
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
  }

  private static final int TIMEOUT_MILLIS = 60_000;

  /** Sends a request, and reads until the server closes the connection. */
  static HttpText request(int port, String method, String path, String body, List<String> headers)
      throws IOException {
    boolean hasHost =
        headers.stream().anyMatch(h -> h.toLowerCase(Locale.ROOT).startsWith("host:"));
    try (Socket socket = connect(port)) {
      byte[] bytes = body.getBytes(UTF_8);
      StringBuilder head = new StringBuilder(method + ' ' + path + " HTTP/1.1\r\n");
      head.append(hasHost ? "" : "Host: 127.0.0.1:" + port + "\r\n");
      head.append("Connection: close\r\nContent-Length: ").append(bytes.length).append("\r\n");
      headers.forEach(header -> head.append(header).append("\r\n"));
      socket.getOutputStream().write(head.append("\r\n").toString().getBytes(UTF_8));
      socket.getOutputStream().write(bytes);
      return parse(socket.getInputStream().readAllBytes());
    }
  }

  /** Sends a request for a stream, which has no end, and reads the head of the response. */
  static HttpText beginOfStream(int port, String path, List<String> headers) throws IOException {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
    request.append("Host: 127.0.0.1:").append(port).append("\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(request.append("\r\n").toString().getBytes(UTF_8));
      String head = readUntil(socket.getInputStream(), "\r\n\r\n");
      return new HttpText(Integer.parseInt(head.split(" ", 3)[1]), head, "");
    }
  }

  /** Opens a connection, whose reads fail after a minute. */
  static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  /** Reads the lines of the head and of the first event of a stream. */
  static String readUntil(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the stream ended after " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private static HttpText parse(byte[] response) throws IOException {
    String text = new String(response, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no HTTP response: " + text);
    }
    String head = text.substring(0, end);
    String body = text.substring(end + 4);
    boolean chunked = head.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked");
    byte[] bytes = (chunked && !body.isEmpty() ? joined(body) : body).getBytes(ISO_8859_1);
    return new HttpText(Integer.parseInt(head.split(" ", 3)[1]), head, new String(bytes, UTF_8));
  }

  /** Joins the chunks of a body. */
  private static String joined(String chunks) {
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (true) {
      int line = chunks.indexOf("\r\n", at);
      int size = Integer.parseInt(chunks.substring(at, line), 16);
      if (size == 0) {
        return body.toString();
      }
      body.append(chunks, line + 2, line + 2 + size);
      at = line + 2 + size + 2;
    }
  }

  JsonNode json() throws IOException {
    return MAPPER.readTree(body);
  }

  /** Returns the text of a member of a problem document. */
  String problem(String member) throws IOException {
    return json().path(member).asText();
  }

  Optional<String> header(String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
        .map(line -> line.substring(name.length() + 2))
        .findFirst();
  }
}
