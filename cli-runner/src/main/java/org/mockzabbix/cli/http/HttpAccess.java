package org.mockzabbix.cli.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Quoting;

/**
 * Decides which clients may use the API. A web page in the developer's browser must not reach it:
 * neither by its own origin, nor by a name that leads to this machine (DNS rebinding). Immutable.
 */
final class HttpAccess {

  private static final Set<String> WITHOUT_TOKEN = Set.of("/livez", "/readyz", "/metrics");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
  private static final Pattern ADDRESS = Pattern.compile("\\d+(\\.\\d+){3}|\\[[0-9a-f:.%]+]");
  private static final Pattern PORT = Pattern.compile(":\\d*$");

  private final HttpOptions options;
  private final String bind;
  private final boolean local;
  private final @Nullable String token;

  private HttpAccess(HttpOptions options, String bind, boolean local, @Nullable String token) {
    this.options = options;
    this.bind = bind;
    this.local = local;
    this.token = token;
  }

  /**
   * Returns the rules for a server that listens on an address. Creates a token if clients of other
   * machines can connect and the options have none.
   *
   * @param bind the address as the user wrote it, which clients may use, too
   */
  static HttpAccess of(HttpOptions options, String bind, InetAddress bound) {
    boolean local = bound.isLoopbackAddress();
    String token = options.token() == null && !local ? randomToken() : options.token();
    return new HttpAccess(options, bind, local, token);
  }

  private static String randomToken() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Returns the token that clients must send; null if they need none. */
  @Nullable String token() {
    return token;
  }

  /** Throws an {@link HttpProblem} if the client may not use the API. */
  void check(String path, @Nullable String host, @Nullable String origin, @Nullable String bearer) {
    checkHost(host);
    if (origin != null && !isSameOrigin(origin, String.valueOf(host)) && !allowsOrigin(origin)) {
      throw new HttpProblem(
          403,
          "Forbidden",
          "the origin "
              + Quoting.quote(origin)
              + " is foreign: to let its pages use the API, add --http-allow-origin "
              + origin);
    }
    if (token != null && !WITHOUT_TOKEN.contains(path)) {
      checkToken(token, bearer);
    }
  }

  private void checkHost(@Nullable String header) {
    String host = header == null ? "" : canonical(header.toLowerCase(Locale.ROOT));
    boolean allowed =
        LOOPBACK.matcher(host).matches()
            || host.equalsIgnoreCase(bind)
            || options.allowedHosts().stream().anyMatch(host::equalsIgnoreCase)
            || (!local && ADDRESS.matcher(host).matches());
    if (!allowed) {
      throw new HttpProblem(
          403,
          "Forbidden",
          "the host "
              + Quoting.quote(host)
              + " is foreign: use 127.0.0.1 or localhost, or add --http-allow-host "
              + (host.isEmpty() ? "NAME" : host));
    }
  }

  /** Returns the host without its port; an IPv6 address has one spelling. */
  private static String canonical(String header) {
    String host = PORT.matcher(header).replaceFirst("");
    boolean ipv6 = host.startsWith("[") && host.endsWith("]");
    return ipv6
        ? '[' + HostAndPort.canonicalHost(host.substring(1, host.length() - 1)) + ']'
        : host;
  }

  private static boolean isSameOrigin(String origin, String host) {
    return origin.equalsIgnoreCase("http://" + host);
  }

  /** Returns whether pages of this origin may use the API by the options. */
  boolean allowsOrigin(@Nullable String origin) {
    return origin != null && options.allowedOrigins().stream().anyMatch(origin::equalsIgnoreCase);
  }

  private static void checkToken(String expected, @Nullable String header) {
    String prefix = "bearer ";
    boolean valid =
        header != null
            && header.regionMatches(true, 0, prefix, 0, prefix.length())
            && MessageDigest.isEqual(
                header.substring(prefix.length()).strip().getBytes(StandardCharsets.UTF_8),
                expected.getBytes(StandardCharsets.UTF_8));
    if (!valid) {
      throw new HttpProblem(
          401,
          "Unauthorized",
          (header == null ? "the request has no token" : "the token is not valid")
              + ": send the header \"Authorization: Bearer TOKEN\" with the token that the server"
              + " printed, or that --http-token set");
    }
  }

  /** Returns the address that a server listens on for this setting. */
  static InetAddress address(String bind) throws UnknownHostException {
    return InetAddress.getByName(bind);
  }
}
