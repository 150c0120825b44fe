package org.mockzabbix.inventory;

import java.util.Objects;
import org.mockzabbix.text.HostNameCheck;

/**
 * A proxy that a server is configured with. Immutable.
 *
 * <p>A proxy that only {@link Host#monitoredBy} names is active.
 *
 * <pre>{@code ServerConfig.strict().toBuilder().proxy(Proxy.passive("branch")).build()}</pre>
 *
 * @param name the name, from 1 to 128 characters
 * @param mode who opens the connections
 */
public record Proxy(String name, Mode mode) {

  /** The modes of a proxy. */
  public enum Mode {
    /** The proxy connects to the server. */
    ACTIVE,
    /** The server connects to the proxy, and refuses the requests of the proxy. */
    PASSIVE
  }

  /**
   * Creates a proxy.
   *
   * @throws IllegalArgumentException if no server can have a proxy with this name
   */
  public Proxy {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(mode, "mode must not be null");
    HostNameCheck.check("a proxy", name);
  }

  /** Creates a proxy that connects to the server. */
  public static Proxy active(String name) {
    return new Proxy(name, Mode.ACTIVE);
  }

  /** Creates a proxy that the server connects to. */
  public static Proxy passive(String name) {
    return new Proxy(name, Mode.PASSIVE);
  }
}
