package org.mockzabbix.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.wire.PacketLimits;

/**
 * The settings of a {@link Listener}.
 *
 * @param name the purpose of the listener, for example {@code trapper}; part of its thread's name
 * @param address the address and port to listen on; port 0 for any free port
 * @param limits the size limits of packets
 * @param timeouts the longest times to wait for clients and for functions of the test
 * @param maxConnections the largest number of open connections, at least 1; further connections are
 *     closed and counted
 * @param maxHandshakes the largest number of TLS handshakes that compute at the same time, at least
 *     1; further ones wait
 * @param clock the clock for the times of received packets
 */
public record ListenerConfig(
    String name,
    InetSocketAddress address,
    PacketLimits limits,
    ListenerTimeouts timeouts,
    int maxConnections,
    int maxHandshakes,
    InstantSource clock) {

  private static final int MAX_HANDSHAKES = Runtime.getRuntime().availableProcessors();

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public ListenerConfig {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(address, "address must not be null");
    Objects.requireNonNull(limits, "limits must not be null");
    Objects.requireNonNull(timeouts, "timeouts must not be null");
    Objects.requireNonNull(clock, "clock must not be null");
    IntegerRange.atLeast(1).check("maxConnections", maxConnections);
    IntegerRange.atLeast(1).check("maxHandshakes", maxHandshakes);
  }

  /** Returns settings with the default timeouts, and at most 10,000 connections. */
  public static ListenerConfig of(String name, InetSocketAddress address, PacketLimits limits) {
    return new ListenerConfig(
        name,
        address,
        limits,
        ListenerTimeouts.DEFAULT,
        10_000,
        MAX_HANDSHAKES,
        InstantSource.system());
  }

  /** Returns a copy of these settings with other size limits. */
  public ListenerConfig withLimits(PacketLimits limits) {
    return new ListenerConfig(
        name, address, limits, timeouts, maxConnections, maxHandshakes, clock);
  }

  /** Returns a copy of these settings with other timeouts. */
  public ListenerConfig withTimeouts(ListenerTimeouts timeouts) {
    return new ListenerConfig(
        name, address, limits, timeouts, maxConnections, maxHandshakes, clock);
  }

  /** Returns a copy of these settings with another timeout for the first byte. */
  public ListenerConfig withFirstByteTimeout(Duration timeout) {
    return withTimeouts(timeouts.withFirstByte(timeout));
  }

  /** Returns a copy of these settings with another timeout for the rest of a packet. */
  public ListenerConfig withRestTimeout(Duration timeout) {
    return withTimeouts(timeouts.withRest(timeout));
  }

  /** Returns a copy of these settings with another timeout for writing the response. */
  public ListenerConfig withWriteTimeout(Duration timeout) {
    return withTimeouts(timeouts.withWrite(timeout));
  }

  /** Returns a copy of these settings with another timeout for functions of the test. */
  public ListenerConfig withFunctionTimeout(Duration timeout) {
    return withTimeouts(timeouts.withFunction(timeout));
  }

  /** Returns a copy of these settings with another limit of open connections. */
  public ListenerConfig withMaxConnections(int maxConnections) {
    return new ListenerConfig(
        name, address, limits, timeouts, maxConnections, maxHandshakes, clock);
  }

  /** Returns a copy of these settings with another clock. */
  public ListenerConfig withClock(InstantSource clock) {
    return new ListenerConfig(
        name, address, limits, timeouts, maxConnections, maxHandshakes, clock);
  }
}
