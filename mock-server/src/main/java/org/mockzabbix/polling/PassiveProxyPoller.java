package org.mockzabbix.polling;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.net.ClientConnection;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.server.ProxyPollerEngine;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;

/** The {@link ProxyPoller} of one passive proxy. Thread-safe. */
public final class PassiveProxyPoller implements ProxyPoller {

  private static final int PLAIN = 0x01;
  private static final int COMPRESSED = 0x03;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final InetSocketAddress address;
  private final ZabbixVersion version;
  private final ProxyPollerEngine engine;
  private final InstantSource clock;

  /**
   * Creates a poller that has not connected yet.
   *
   * @param address the address on which the proxy listens
   * @param version the Zabbix version of the proxy
   */
  public PassiveProxyPoller(
      InetSocketAddress address,
      ZabbixVersion version,
      ProxyPollerEngine engine,
      InstantSource clock) {
    this.address = address;
    this.version = version;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void configure() throws IOException {
    try (ClientConnection connection = connect()) {
      if (version.atLeast(ZabbixVersion.V7_0)) {
        connection.send(PLAIN, "{\"request\":\"proxy config\"}");
        JsonCursor state = response(connection);
        checkNotFailed(state);
        connection.send(COMPRESSED, engine.changes(state, clock.instant()));
        checkSuccess(response(connection));
        engine.configured(state);
      } else {
        String tables = engine.tables();
        connection.send(COMPRESSED, "{\"request\":\"proxy config\",\"data\":" + tables + "}");
        checkSuccess(response(connection));
      }
    }
  }

  @Override
  public Exchange fetch() throws IOException {
    return fetch("proxy data");
  }

  @Override
  public Exchange fetchTasks() throws IOException {
    return fetch("proxy tasks");
  }

  /** Fetches data in the name of an epoch that may have ended by now. */
  Exchange fetchIn(Epoch begun) throws IOException {
    return fetch("proxy data", begun);
  }

  private Exchange fetch(String request) throws IOException {
    return fetch(request, engine.epoch());
  }

  private Exchange fetch(String request, Epoch begun) throws IOException {
    try (ClientConnection connection = connect()) {
      connection.send(COMPRESSED, "{\"request\":\"" + request + "\"}");
      Packet packet = connection.receive();
      Exchange exchange =
          engine.collected(packet, connection.peer(), connection.tls(), clock.instant(), begun);
      connection.send(COMPRESSED, engine.acknowledgement(begun, clock.instant()));
      return exchange;
    }
  }

  private ClientConnection connect() throws IOException {
    engine.checkOpen();
    return new ClientConnection(address, TIMEOUT, null, engine.tls());
  }

  private JsonCursor response(ClientConnection connection) throws IOException {
    Bytes text = connection.receive().data();
    int end = text.offset() + text.length();
    try {
      return JsonCursor.open(text.array(), text.offset(), end);
    } catch (InvalidJsonException invalid) {
      throw refused("the response is not valid JSON: " + invalid.getMessage());
    }
  }

  private void checkNotFailed(JsonCursor response) throws IOException {
    if ("failed".equals(response.textOf("response"))) {
      String why = response.textOf("info");
      throw refused(why == null ? "the response has no reason" : why);
    }
  }

  /** A proxy of another version responds as if the packet were the first of its own protocol. */
  private void checkSuccess(JsonCursor response) throws IOException {
    checkNotFailed(response);
    if (!"success".equals(response.textOf("response"))) {
      String other = response.textOf("version");
      throw refused(
          "the response reports no success"
              + (other == null ? "" : ": the version of the proxy is " + other)
              + (other == null ? "" : ", that of the server " + version.release()));
    }
  }

  private IOException refused(String why) {
    return new IOException(
        "the proxy at " + HostAndPort.asWritten(address) + " refused the configuration: " + why);
  }
}
