package org.mockzabbix.client.internal;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonType;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.wire.Bytes;

/**
 * A server's response to one packet of a sender, as zabbix_sender reads it. Immutable.
 *
 * @param server the address that responded, as it was written
 * @param data the data up to the first NUL; empty if the server closed without a response
 * @param response the {@code response} member; null if absent
 * @param info the {@code info} member; null if absent or longer than zabbix_sender can read
 * @param redirect the redirect; null if absent or not valid
 * @param problem why the response does not report success; null if it does
 */
public record SenderResponse(
    InetSocketAddress server,
    Bytes data,
    @Nullable String response,
    @Nullable String info,
    @Nullable Redirect redirect,
    @Nullable String problem) {

  private static final String SUCCESS = "success";
  private static final String FAILED = "failed";
  private static final int LONGEST_MEMBER = 2047;
  private static final int TRAPPER_PORT = 10_051;
  private static final String REVISION = "[0-9]{1,20}";

  /**
   * A redirect of Zabbix 7.0.
   *
   * @param address the address to send to; null for a reset, which leads to the next address of the
   *     server
   */
  public record Redirect(@Nullable HostAndPort address) {}

  /** Returns the absent response of a server that closes the connection. */
  static SenderResponse closed(InetSocketAddress server, String problem) {
    return new SenderResponse(server, Bytes.empty(), null, null, null, problem);
  }

  static SenderResponse read(InetSocketAddress server, Bytes data) {
    Bytes text = untilNul(data);
    if (text.length() == 0) {
      return closed(server, "the response is empty");
    }
    try {
      int end = text.offset() + text.length();
      return read(server, text, JsonCursor.open(text.array(), text.offset(), end));
    } catch (InvalidJsonException invalid) {
      String problem = "the response is not valid JSON: " + invalid.getMessage();
      return new SenderResponse(server, text, null, null, null, problem);
    }
  }

  private static Bytes untilNul(Bytes data) {
    int end = 0;
    while (end < data.length() && data.at(end) != 0) {
      end++;
    }
    return data.slice(0, end);
  }

  private static SenderResponse read(InetSocketAddress server, Bytes data, JsonCursor top) {
    String response = member(top, "response");
    String info = member(top, "info");
    if (SUCCESS.equals(response)) {
      return new SenderResponse(server, data, response, info, null, null);
    }
    String problem = problem(response, info);
    try {
      return new SenderResponse(server, data, response, info, redirect(top), problem);
    } catch (IllegalArgumentException noAddress) {
      String redirects = "the server redirects to an invalid address: " + noAddress.getMessage();
      return new SenderResponse(server, data, response, info, null, redirects);
    }
  }

  private static @Nullable String member(JsonCursor object, String name) {
    String text = object.textOf(name);
    boolean fits = text != null && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_MEMBER;
    return fits ? text : null;
  }

  private static @Nullable Redirect redirect(JsonCursor top) {
    if (!top.find("redirect") || top.type() != JsonType.OBJECT) {
      return null;
    }
    JsonCursor redirect = top.enter();
    if ("true".equals(redirect.textOf("reset"))) {
      return new Redirect(null);
    }
    String revision = redirect.textOf("revision");
    String address = redirect.textOf("address");
    boolean isComplete = address != null && revision != null && revision.matches(REVISION);
    return isComplete ? new Redirect(target(address)) : null;
  }

  private static HostAndPort target(@Nullable String address) {
    HostAndPort target = ServerAddress.parse(String.valueOf(address), TRAPPER_PORT);
    return target.port() == 0 ? new HostAndPort(target.host(), TRAPPER_PORT) : target;
  }

  private static String problem(@Nullable String response, @Nullable String info) {
    return response == null
        ? "the response has no \"response\" member"
        : "the server responded \"" + response + '"' + (info == null ? "" : ": " + info);
  }

  /** Returns whether a sender of Zabbix 7.0 sends the packet again. */
  boolean isFollowed() {
    return redirect != null && FAILED.equals(response);
  }

  /** Returns the number of processed values, according to the server. */
  public int processed() {
    return counts().map(Processed::processed).orElse(0);
  }

  /** Returns the number of failed values, according to the server. */
  public int failed() {
    return counts().map(Processed::failed).orElse(0);
  }

  /** Returns the counts of the info line. Without them, the real sender assumes zeros. */
  private Optional<Processed> counts() {
    return Processed.find(info);
  }
}
