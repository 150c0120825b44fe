package org.mockzabbix.cli.http;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.text.Quoting;

/** A question to a server whether it is ready. */
public final class HealthCheck {

  private static final String PATH = "/readyz";
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int LARGEST_PORT = 65_535;

  private final URL url;

  private HealthCheck(URL url) {
    this.url = url;
  }

  /**
   * Returns the check of a server.
   *
   * @param url the URL of its HTTP API, for example {@code http://127.0.0.1:10080}
   * @throws IllegalArgumentException if the URL is not valid
   */
  public static HealthCheck of(String url) {
    try {
      URI uri = new URI(url);
      boolean valid =
          ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
              && uri.getHost() != null
              && uri.getPort() <= LARGEST_PORT;
      if (valid) {
        String path = String.valueOf(uri.getPath()).replaceFirst("/+$", "");
        String readiness = path.endsWith(PATH) ? path : path + PATH;
        return new HealthCheck(uri.resolve(readiness).toURL());
      }
    } catch (URISyntaxException | IOException | IllegalArgumentException invalid) {
      // the message below says so
    }
    throw new IllegalArgumentException(
        "URL must be a URL, for example http://127.0.0.1:10080, but was " + Quoting.quote(url));
  }

  /** Asks the server, prints a failure, and returns the exit code. */
  public int run(Console console) {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK) {
        return ExitCode.OK;
      }
      console.printError(url + " responded with status " + status);
    } catch (IOException failure) {
      console.printError("cannot read " + url + ": " + failure.getMessage());
    }
    return ExitCode.FAILED;
  }
}
