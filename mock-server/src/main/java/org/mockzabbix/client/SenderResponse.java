package org.mockzabbix.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.text.HostAndPort;

/**
 * A server's response to one packet of a sender.
 *
 * @param response the {@code response} member; null if absent
 * @param info the {@code info} member; null if absent
 * @param redirect the address to send to instead; null without a redirect, empty for a redirect to
 *     the first server
 */
record SenderResponse(@Nullable String response, @Nullable String info, @Nullable String redirect) {

  private static final String SUCCESS = "success";

  static SenderResponse read(JsonCursor top) {
    String response = top.textOf("response");
    String redirect = SUCCESS.equals(response) ? null : redirect(top);
    return new SenderResponse(response, top.textOf("info"), redirect);
  }

  private static @Nullable String redirect(JsonCursor top) {
    if (!top.find("redirect")) {
      return null;
    }
    JsonCursor redirect = top.enter();
    String address = redirect.textOf("address");
    boolean reset = "true".equals(redirect.textOf("reset"));
    return reset ? "" : address;
  }

  boolean isRedirect() {
    return redirect != null;
  }

  /**
   * Returns the address of the redirect. Returns {@code start} if the redirect leads back to the
   * first server.
   *
   * @throws NoSuccessException if the redirect has no valid address
   */
  InetSocketAddress redirectTo(InetSocketAddress start, int defaultPort) throws NoSuccessException {
    if (redirect == null || redirect.isEmpty()) {
      return start;
    }
    try {
      return HostAndPort.parse(redirect, defaultPort).resolve();
    } catch (IllegalArgumentException noAddress) {
      throw new NoSuccessException(
          "the server redirects to an invalid address: " + redirect, noAddress);
    }
  }

  /** Returns this response if it reports success. */
  SenderResponse orFail() throws IOException {
    if (!SUCCESS.equals(response)) {
      throw new NoSuccessException(
          response == null
              ? "the response has no \"response\" member"
              : "the server responded \"" + response + '"' + (info == null ? "" : ": " + info),
          null);
    }
    return this;
  }

  int processed() {
    return counts().map(Processed::processed).orElse(0);
  }

  int failed() {
    return counts().map(Processed::failed).orElse(0);
  }

  /** Returns the counts of the info line. Without them, the real sender assumes zeros. */
  private Optional<Processed> counts() {
    return Processed.find(info);
  }
}
