package org.mockzabbix.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A report that the agent of a host is available or not: of a proxy, of the agent's own heartbeat,
 * or of a poll.
 *
 * @param host the host name
 * @param error why the agent is not available; empty if it is
 * @param proxy the name of the proxy that reported it; null if no proxy did
 */
public record HostAvailability(
    String host, Availability availability, String error, @Nullable String proxy) {}
