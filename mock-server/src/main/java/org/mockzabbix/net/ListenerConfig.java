package org.mockzabbix.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.wire.PacketLimits;

/**
 * How a {@link Listener} listens.
 *
 * @param name what it listens for, such as {@code trapper}; part of its thread's name
 * @param address where to listen; port 0 for any free one
 * @param limits how large a packet may be
 * @param firstByteTimeout how long a connection may be silent before it is closed
 * @param restTimeout how long the rest of a packet may take after its first byte
 * @param writeTimeout how long the client may take to read the reply
 * @param maxConnections how many connections may be open at once; the next is closed at once and
 *     counted
 * @param clock tells when something arrived
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
   * @throws IllegalArgumentException if a timeout is not 1 ms to 24 h, or {@code maxConnections} is
   *     not positive
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
   * The real programs' timeouts (3 s for the first byte, but 10 s for the rest), and at most 10,000
   * connections.
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

  /** The same with other limits on a packet's size. */
  public ListenerConfig withLimits(PacketLimits limits) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }

  /** The same with another time for the first byte. */
  public ListenerConfig withFirstByteTimeout(Duration firstByteTimeout) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }

  /** The same with another time for the rest of a packet. */
  public ListenerConfig withRestTimeout(Duration restTimeout) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }

  /** The same with another time for writing the reply. */
  public ListenerConfig withWriteTimeout(Duration writeTimeout) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }

  /** The same with another number of connections. */
  public ListenerConfig withMaxConnections(int maxConnections) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }

  /** The same with another clock. */
  public ListenerConfig withClock(InstantSource clock) {
    return new ListenerConfig(
        name, address, limits, firstByteTimeout, restTimeout, writeTimeout, maxConnections, clock);
  }
}
