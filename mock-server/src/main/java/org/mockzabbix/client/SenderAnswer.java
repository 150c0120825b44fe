package org.mockzabbix.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonCursor;

/**
 * What a trapper answered to one packet.
 *
 * @param response the {@code response} member; null if there is none
 * @param info the {@code info} member; null if there is none
 * @param redirect where to go instead; null if there is no redirect, empty for back to the start
 */
record SenderAnswer(@Nullable String response, @Nullable String info, @Nullable String redirect) {

  private static final Pattern COUNTS = Pattern.compile("processed: (\\d+); failed: (\\d+).*");

  static SenderAnswer read(JsonCursor top) {
    return new SenderAnswer(top.textOf("response"), top.textOf("info"), redirect(top));
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

  /** Where the redirect leads; back to {@code start} for a reset. */
  InetSocketAddress redirectTo(InetSocketAddress start, int defaultPort) {
    if (redirect == null || redirect.isEmpty()) {
      return start;
    }
    Matcher parts = Pattern.compile("\\[?([^]]*?)]?(?::(\\d{1,5}))?").matcher(redirect);
    boolean matches = parts.matches();
    String host = matches ? parts.group(1) : redirect;
    String port = matches ? parts.group(2) : null;
    return new InetSocketAddress(host, port == null ? defaultPort : Integer.parseInt(port));
  }

  /** This answer, if it is a success. */
  SenderAnswer orFail() throws IOException {
    if (!"success".equals(response)) {
      throw new IOException(
          response == null
              ? "the answer has no \"response\""
              : "the server answered " + response + (info == null ? "" : ": " + info));
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
    return counts.matches() ? Integer.parseInt(counts.group(group)) : 0;
  }
}
