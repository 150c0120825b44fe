package org.mockzabbix.cli.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.page.PageFile;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Quoting;

/**
 * Decides which clients may use the API. A web page in the developer's browser must not reach it:
 * neither by its own origin, nor by a name that leads to this machine (DNS rebinding). Immutable.
 */
final class HttpAccess {

  private static final Set<String> WITHOUT_TOKEN = Set.of("/livez", "/readyz", "/metrics");

  /** Compiled with the first request, and not before the server is ready. */
  private static final class HostPatterns {
    private static final Pattern LOOPBACK =
        Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern ADDRESS = Pattern.compile("\\d+(\\.\\d+){3}|\\[[0-9a-f:.%]+]");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
  }

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

  /**
   * Returns the header that gives a web page a cookie, which it may send instead of the token.
   * Other pages and scripts cannot read it. Empty if clients need no token.
   */
  Optional<String> cookie() {
    return Optional.ofNullable(token)
        .map(secret -> cookie(secret) + "; Path=/; HttpOnly; SameSite=Strict");
  }

  /** Returns name and value of the cookie. Ports of a machine share cookies, so names differ. */
  private static String cookie(String token) {
    try {
      byte[] text = ("mock-zabbix cookie " + token).getBytes(StandardCharsets.UTF_8);
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
      return "mock-zabbix-" + digest.substring(0, 8) + '=' + digest.substring(8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The headers of a request that identify its client. */
  record Caller(
      @Nullable String host,
      @Nullable String origin,
      @Nullable String authorization,
      @Nullable String cookie) {}

  /** Throws an {@link HttpProblem} if the client may not use the API. */
  void check(String path, Caller caller) {
    String host = caller.host();
    String origin = caller.origin();
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
    if (token != null && !isPublic(path) && !hasCookie(token, caller.cookie())) {
      checkToken(token, caller.authorization());
    }
  }

  /** Returns whether a path needs no token: the files of the page ask for one themselves. */
  private static boolean isPublic(String path) {
    return WITHOUT_TOKEN.contains(path) || PageFile.find(path).isPresent();
  }

  private void checkHost(@Nullable String header) {
    String host = header == null ? "" : canonical(header.toLowerCase(Locale.ROOT));
    boolean allowed =
        HostPatterns.LOOPBACK.matcher(host).matches()
            || host.equalsIgnoreCase(bind)
            || options.allowedHosts().stream().anyMatch(host::equalsIgnoreCase)
            || (!local && HostPatterns.ADDRESS.matcher(host).matches());
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
    String host = HostPatterns.PORT.matcher(header).replaceFirst("");
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

  private static boolean hasCookie(String token, @Nullable String header) {
    String expected = cookie(token);
    return header != null
        && Stream.of(header.split(";", -1)).anyMatch(cookie -> isEqual(cookie.strip(), expected));
  }

  /** Compares texts in a time that does not depend on their content. */
  private static boolean isEqual(String text, String expected) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private static void checkToken(String expected, @Nullable String header) {
    String prefix = "bearer ";
    boolean valid =
        header != null
            && header.regionMatches(true, 0, prefix, 0, prefix.length())
            && isEqual(header.substring(prefix.length()).strip(), expected);
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
