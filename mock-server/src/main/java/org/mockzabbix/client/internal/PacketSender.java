package org.mockzabbix.client.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.net.ClientConnection;
import org.mockzabbix.net.ClosedWithoutResponseException;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.IpAddress;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

/**
 * Sends the packets of a sender to one server, and follows redirects if the sender is of Zabbix
 * 7.0. A server has several addresses if it is a cluster. Immutable. Each call runs in the calling
 * thread.
 */
public final class PacketSender {

  private static final int PLAIN = 0x01;

  private final List<InetSocketAddress> addresses;
  private final ZabbixVersion version;
  private final Duration timeout;
  private final InstantSource clock;
  private final @Nullable String source;
  private final TlsConfig tls;
  private final SendTrace trace;

  /**
   * Creates a sender of packets.
   *
   * @param addresses the addresses of the server, at least one; a packet goes to the first one that
   *     can be reached
   * @param timeout the longest time for connecting, for sending a packet, and for receiving one
   */
  public PacketSender(
      List<InetSocketAddress> addresses,
      ZabbixVersion version,
      Duration timeout,
      InstantSource clock) {
    this(
        List.copyOf(addresses),
        version,
        timeout,
        clock,
        null,
        TlsConfig.unencrypted(),
        SendTrace.NONE);
  }

  private PacketSender(
      List<InetSocketAddress> addresses,
      ZabbixVersion version,
      Duration timeout,
      InstantSource clock,
      @Nullable String source,
      TlsConfig tls,
      SendTrace trace) {
    this.addresses = addresses;
    this.version = version;
    this.timeout = timeout;
    this.clock = clock;
    this.source = source;
    this.tls = tls;
    this.trace = trace;
  }

  /**
   * Returns a copy that connects from an address of this machine.
   *
   * @param source an IP address; with any other text, every attempt to connect fails
   */
  public PacketSender from(String source) {
    return new PacketSender(addresses, version, timeout, clock, source, tls, trace);
  }

  /** Returns a copy that connects with this encryption. */
  public PacketSender withTls(TlsConfig tls) {
    return new PacketSender(addresses, version, timeout, clock, source, tls, trace);
  }

  /** Returns a copy that reports each step. */
  public PacketSender tracedBy(SendTrace trace) {
    return new PacketSender(addresses, version, timeout, clock, source, tls, trace);
  }

  /**
   * Sends one packet, and once more if the server redirects.
   *
   * @param request the data of the packet. A sender of 7.0 adds the clock, even before it sends the
   *     packet again, so that the second packet has two clocks.
   * @throws IOException if no address can be reached, the response is not a valid packet, the
   *     timeout elapses, or the server redirects again
   */
  public SenderResponse send(Bytes request) throws IOException {
    if (!version.atLeast(ZabbixVersion.V7_0)) {
      return exchange(addresses, request).response();
    }
    Bytes text = SenderRequest.withClock(request, clock.instant());
    Reached first = exchange(addresses, text);
    if (!first.response().isFollowed()) {
      return first.response();
    }
    InetSocketAddress next = redirected(first);
    Instant again = clock.instant();
    SenderResponse second =
        exchange(List.of(next), SenderRequest.withClock(text, again)).response();
    if (second.isFollowed()) {
      throw new IOException("sequential redirect responses detected");
    }
    return second;
  }

  private InetSocketAddress redirected(Reached first) {
    SenderResponse.Redirect redirect = first.response().redirect();
    Optional<HostAndPort> target =
        Optional.ofNullable(redirect).map(SenderResponse.Redirect::address);
    InetSocketAddress next =
        target
            .map(ServerAddress::resolve)
            .orElseGet(() -> addresses.get((first.index() + 1) % addresses.size()));
    trace.redirected(next, target.isPresent());
    return next;
  }

  /**
   * The response of an address.
   *
   * @param index the position of the address among those that were tried, from 0
   */
  private record Reached(int index, SenderResponse response) {}

  private Reached exchange(List<InetSocketAddress> targets, Bytes text) throws IOException {
    IOException failure = null;
    for (int i = 0; i < targets.size(); i++) {
      InetSocketAddress address = targets.get(i);
      ClientConnection connection;
      try {
        connection = connection(address);
      } catch (IOException notConnected) {
        trace.notConnected(address, notConnected);
        failure = notConnected;
        continue;
      }
      try (connection) {
        return new Reached(i, exchange(connection, address, text));
      }
    }
    IOException last = failure == null ? new IOException("no address of the server") : failure;
    trace.unreachable(targets.get(0), last);
    throw last;
  }

  private ClientConnection connection(InetSocketAddress address) throws IOException {
    InetAddress from = null;
    if (source != null) {
      from =
          IpAddress.parse(source)
              .orElseThrow(
                  () -> new ConnectException("invalid source IP address [" + source + "]"));
    }
    return new ClientConnection(address, timeout, from, tls);
  }

  private SenderResponse exchange(
      ClientConnection connection, InetSocketAddress address, Bytes text) throws IOException {
    trace.sending(address, text);
    try {
      connection.send(PacketWriter.frame(PLAIN, text));
    } catch (IOException notSent) {
      trace.notSent(address, notSent);
      throw notSent;
    }
    try {
      SenderResponse response =
          SenderResponse.read(address, connection.receive(ClientLimits.of(version)).data());
      trace.received(response.data());
      return response;
    } catch (ClosedWithoutResponseException silent) {
      trace.received(Bytes.empty());
      return SenderResponse.closed(address, String.valueOf(silent.getMessage()));
    } catch (IOException notReceived) {
      trace.notReceived(address, notReceived);
      throw notReceived;
    }
  }
}
