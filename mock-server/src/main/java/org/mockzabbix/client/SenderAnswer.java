package org.mockzabbix.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.text.HostAndPort;

/**
 * What a trapper answered to one packet.
 *
 * @param response the {@code response} member; null if there is none
 * @param info the {@code info} member; null if there is none
 * @param redirect where to go instead; null if there is no redirect, empty for back to the start
 */
record SenderAnswer(@Nullable String response, @Nullable String info, @Nullable String redirect) {

  private static final Pattern COUNTS =
      Pattern.compile("processed: (\\d{1,9}); failed: (\\d{1,9})");
  private static final String SUCCESS = "success";

  static SenderAnswer read(JsonCursor top) {
    String response = top.textOf("response");
    String redirect = SUCCESS.equals(response) ? null : redirect(top);
    return new SenderAnswer(response, top.textOf("info"), redirect);
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
   * Where the redirect leads; back to {@code start} for a reset.
   *
   * @throws NoSuccessException if that is no address
   */
  InetSocketAddress redirectTo(InetSocketAddress start, int defaultPort) throws NoSuccessException {
    if (redirect == null || redirect.isEmpty()) {
      return start;
    }
    try {
      return HostAndPort.parse(redirect, defaultPort).resolve();
    } catch (IllegalArgumentException noAddress) {
      throw new NoSuccessException(
          "the server redirects to what is no address: " + redirect, noAddress);
    }
  }

  /** This answer, if it is a success. */
  SenderAnswer orFail() throws IOException {
    if (!SUCCESS.equals(response)) {
      throw new NoSuccessException(
          response == null
              ? "the answer has no \"response\""
              : "the server answered " + response + (info == null ? "" : ": " + info),
          null);
    }
    return this;
  }

  int processed() {
    return count(1);
  }

  int failed() {
    return count(2);
  }

  /** Zero where the words do not say, as the real sender has it. */
  private int count(int group) {
    Matcher counts = COUNTS.matcher(info == null ? "" : info);
    return counts.lookingAt() ? Integer.parseInt(counts.group(group)) : 0;
  }
}
