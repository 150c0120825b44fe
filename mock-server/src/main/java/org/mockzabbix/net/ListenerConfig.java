package org.mockzabbix.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.wire.PacketLimits;

/**
 * The settings of a {@link Listener}.
 *
 * @param name the purpose of the listener, for example {@code trapper}; part of its thread's name
 * @param address the address and port to listen on; port 0 for any free port
 * @param limits the size limits of packets
 * @param firstByteTimeout the longest time to wait for the first byte, from 1 ms to 24 h
 * @param restTimeout the longest time between the first and the last byte of a packet, from 1 ms to
 *     24 h
 * @param writeTimeout the longest time to wait for the client to read the response, from 1 ms to 24
 *     h
 * @param maxConnections the largest number of open connections, at least 1; further connections are
 *     closed and counted
 * @param clock the clock for the times of received packets
 */
public record ListenerConfig(
    String name,
    InetSocketAddress address,
    PacketLimits limits,
    Duration firstByteTimeout,
    Duration restTimeout,
    Duration writeTimeout,
    int maxConnections,
    InstantSource clock) {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a timeout or {@code maxConnections} is out of range
   */
  public ListenerConfig {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(clock, "clock");
    DurationRange.TIMEOUT.check("firstByteTimeout", firstByteTimeout);
    DurationRange.TIMEOUT.check("restTimeout", restTimeout);
    DurationRange.TIMEOUT.check("writeTimeout", writeTimeout);
    IntegerRange.atLeast(1).check("maxConnections", maxConnections);
  }

  /**
   * Returns settings with the timeouts of the real programs (3 s for the first byte and 10 s for
   * the rest), and at most 10,000 connections.
   */
  public static ListenerConfig of(String name, InetSocketAddress address, PacketLimits limits) {
    Duration tenSeconds = Duration.ofSeconds(10);
    return new ListenerConfig(
        name,
        address,
        limits,
        Duration.ofSeconds(3),
        tenSeconds,
        tenSeconds,
        10_000,
        InstantSource.system());
  }

  /** Returns a copy of these settings with other size limits. */
  public ListenerConfig withLimits(PacketLimits limits) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }

  /** Returns a copy of these settings with another timeout for the first byte. */
  public ListenerConfig withFirstByteTimeout(Duration firstByteTimeout) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }

  /** Returns a copy of these settings with another timeout for the rest of a packet. */
  public ListenerConfig withRestTimeout(Duration restTimeout) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }

  /** Returns a copy of these settings with another timeout for writing the response. */
  public ListenerConfig withWriteTimeout(Duration writeTimeout) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }

  /** Returns a copy of these settings with another limit of open connections. */
  public ListenerConfig withMaxConnections(int maxConnections) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }

  /** Returns a copy of these settings with another clock. */
  public ListenerConfig withClock(InstantSource clock) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }
}
