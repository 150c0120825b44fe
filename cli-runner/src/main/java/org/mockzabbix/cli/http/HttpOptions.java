package org.mockzabbix.cli.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of the HTTP port.
 *
 * @param port the port to listen on; 0 for any free port
 * @param required whether the port must be this one, because the user requested it; if not, any
 *     free port replaces one in use
 * @param token the bearer token that clients must send; null to require one only if clients of
 *     other machines can connect, and to create it then
 * @param allowedHosts the names that clients may use for this machine, besides loopback names
 * @param allowedOrigins the origins of web pages that may call the API, for example {@code
 *     http://localhost:3000}
 */
public record HttpOptions(
    int port,
    boolean required,
    @Nullable String token,
    List<String> allowedHosts,
    List<String> allowedOrigins) {

  public HttpOptions {
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
  }
}
