package org.mockzabbix.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.AgentVersion;

/**
 * A proxy of a running server, and what the server knows of it from its last contact.
 *
 * @param proxy the proxy as configured
 * @param version the version that the proxy reported last; null before the first contact
 * @param lastAccess the time of the last contact; null before the first
 * @param session the session of the proxy, which changes when the proxy restarts; null before the
 *     first contact, and if the proxy sent none
 * @param isCurrent whether the version is that of the server, so that the proxy accepts its
 *     configuration
 * @param isSupported whether the server accepts values from a proxy of this version
 */
public record ProxyState(
    Proxy proxy,
    @Nullable AgentVersion version,
    @Nullable Instant lastAccess,
    @Nullable String session,
    boolean isCurrent,
    boolean isSupported) {

  /** Returns the name of the proxy. */
  public String name() {
    return proxy.name();
  }

  /**
   * Returns {@code current}, {@code outdated} or {@code unsupported}, as the web frontend of 7.0
   * shows the version; {@code unknown} before the first contact.
   */
  public String compatibility() {
    if (version == null) {
      return "unknown";
    }
    return isCurrent ? "current" : isSupported ? "outdated" : "unsupported";
  }
}
