package org.mockzabbix.stress;

import java.util.List;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;

/** A server whose journal holds only a small part of what it receives. */
final class SmallJournalScene implements Scene {

  private static final long JOURNAL_BYTES = 200_000;
  private static final int COUNT = 50;

  private final MockZabbixServer server =
      new MockZabbixServer(ServerConfig.lenient().toBuilder().journalSize(JOURNAL_BYTES).build())
          .start();
  private final Client client = new Client(server.trapperPort());
  private final Ledger ledger = new Ledger("web01", "evicted");

  @Override
  public List<Actor> actors() {
    return List.of(
        random -> {
          if (client.exchange(ledger.senderData(COUNT)).contains("failed: 0")) {
            ledger.acknowledge(COUNT);
          }
        });
  }

  @Override
  public void check(Report report) {
    report.checkExchanges("the server with a small journal", server.journal(), client);
    report.checkValues(ledger, server.journal());
    long kept = server.items().size() + server.journal().evictedItems();
    if (kept != ledger.acknowledged()) {
      report.broken(
          "the small journal counts %,d of %,d values".formatted(kept, ledger.acknowledged()));
    }
  }

  @Override
  public List<Integer> ports() {
    return List.of(server.trapperPort());
  }

  @Override
  public void close() {
    server.close();
  }
}
