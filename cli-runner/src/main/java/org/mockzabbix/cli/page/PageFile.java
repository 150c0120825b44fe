package org.mockzabbix.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the page, which is a resource next to this class. Immutable.
 *
 * @param contentType the value of the header {@code Content-Type}
 * @param tag the value of the header {@code ETag}: files with other content have another one
 */
public record PageFile(String contentType, String text, String tag) {

  /**
   * The policy that the browser enforces: scripts and styles only from this server, and no markup
   * made of text. Text that clients of the server sent can thus not become a script.
   */
  public static final String SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "md", "text/markdown; charset=utf-8");

  /** Lower-case names in at most one folder: no path leads to another resource. */
  private static final Pattern PATH =
      Pattern.compile("/((?:[a-z]+/)?[a-z][a-z.-]*\\.(" + String.join("|", TYPES.keySet()) + "))");

  /**
   * Returns the file at a path such as {@code /} or {@code /views/values.js}. Empty if there is
   * none.
   */
  public static Optional<PageFile> find(String path) {
    Matcher parts = PATH.matcher(path.equals("/") ? "/index.html" : path);
    return parts.matches() ? read(parts.group(1), parts.group(2)) : Optional.empty();
  }

  private static Optional<PageFile> read(String name, String extension) {
    try (InputStream in = PageFile.class.getResourceAsStream(name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      String text = new String(bytes, StandardCharsets.UTF_8);
      return Optional.of(new PageFile(String.valueOf(TYPES.get(extension)), text, tag(bytes)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
