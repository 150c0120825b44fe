package org.mockzabbix.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.journal.Exchange;

/** Exchanges that a server has recorded. */
final class RecordedExchanges {

  /** The time of receipt. */
  static final Instant NOON = Instant.parse("2026-01-02T12:00:00.5Z");

  private RecordedExchanges() {}

  /** Returns the exchange of a request to a lenient server. */
  static Exchange of(String request) {
    return of(ServerConfig.lenient(), request);
  }

  /** Returns the exchange of a request to a server. */
  static Exchange of(ServerConfig config, String request) {
    try (MockZabbixServer server =
        new MockZabbixServer(config.toBuilder().clock(() -> NOON).build())) {
      server.start();
      new PlainSender(server.trapperPort()).send(request);
      return server.exchanges().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
