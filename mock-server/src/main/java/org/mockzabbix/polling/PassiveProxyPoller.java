package org.mockzabbix.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;

/**
 * The server's side of a passive proxy: connects to it, in the caller's thread, to give it its
 * configuration and to fetch what it collected. Thread-safe; each call opens a connection of its
 * own.
 *
 * <pre>{@code
 * ProxyPoller proxy = server.proxyPoller("px", new InetSocketAddress("127.0.0.1", 10051));
 * proxy.configure();
 * proxy.fetch();
 * assertThat(server).received(item("web01", "app.ok")).now();
 * }</pre>
 */
public final class ProxyPoller {

  /** What is given to the proxy, and what becomes of what it gives. */
  public interface ServerSide {

    /** The tables of its configuration, as 6.0 sends them, or the whole document of 7.0. */
    String configuration();

    /** Records what the proxy collected, before it is told so. */
    @SuppressWarnings("exports") // implemented inside the module only
    Exchange collected(Packet packet, InetSocketAddress peer, Instant receivedAt);
  }

  private static final int PLAIN = 0x01;
  private static final int COMPRESSED = 0x03;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String SUCCESS = "{\"response\":\"success\"}";

  private final InetSocketAddress address;
  private final ZabbixVersion version;
  private final ServerSide serverSide;
  private final InstantSource clock;

  /**
   * Prepares; connects to nobody yet.
   *
   * @param address where the proxy listens
   * @param version the dialect to speak, which has to be the proxy's
   * @param clock tells when something was received
   */
  public ProxyPoller(
      InetSocketAddress address,
      ZabbixVersion version,
      ServerSide serverSide,
      InstantSource clock) {
    this.address = address;
    this.version = version;
    this.serverSide = serverSide;
    this.clock = clock;
  }

  /**
   * Gives the proxy its configuration.
   *
   * @throws IOException if it cannot be reached, or does not take it, saying why
   */
  public void configure() throws IOException {
    try (ClientConnection connection = connect()) {
      if (version.atLeast(ZabbixVersion.V7_0)) {
        connection.send(PLAIN, "{\"request\":\"proxy config\"}");
        checkNotFailed(connection.receive());
        connection.send(COMPRESSED, serverSide.configuration());
      } else {
        String tables = serverSide.configuration();
        connection.send(COMPRESSED, "{\"request\":\"proxy config\",\"data\":" + tables + "}");
      }
      checkNotFailed(connection.receive());
    }
  }

  /**
   * Fetches the values that the proxy collected since the last time, and records them.
   *
   * @return the exchange: its items, and everything else that the proxy reported
   * @throws IOException if it cannot be reached or does not answer, saying why
   */
  public Exchange fetch() throws IOException {
    return ask("proxy data");
  }

  /**
   * Asks for the results of tasks, and records them.
   *
   * @throws IOException if it cannot be reached or does not answer, saying why
   */
  public Exchange fetchTasks() throws IOException {
    return ask("proxy tasks");
  }

  private Exchange ask(String request) throws IOException {
    try (ClientConnection connection = connect()) {
      connection.send(COMPRESSED, "{\"request\":\"" + request + "\"}");
      Packet packet = connection.receive();
      Exchange exchange = serverSide.collected(packet, connection.peer(), clock.instant());
      connection.send(COMPRESSED, SUCCESS);
      return exchange;
    }
  }

  private ClientConnection connect() throws IOException {
    return new ClientConnection(address, TIMEOUT);
  }

  private void checkNotFailed(Packet packet) throws IOException {
    Bytes text = packet.payload();
    int end = text.offset() + text.length();
    try {
      JsonCursor answer = JsonCursor.open(text.array(), text.offset(), end);
      if ("failed".equals(answer.textOf("response"))) {
        String why = answer.textOf("info");
        throw refused(why == null ? "it gave no reason" : why);
      }
    } catch (InvalidJsonException invalid) {
      throw refused("its answer is not valid JSON: " + invalid.getMessage());
    }
  }

  private IOException refused(String why) {
    return new IOException(
        "the proxy at " + address.getHostString() + ":" + address.getPort() + " refused: " + why);
  }
}
