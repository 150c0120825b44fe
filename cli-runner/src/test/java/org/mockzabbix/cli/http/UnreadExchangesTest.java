package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.journal.Exchange;

class UnreadExchangesTest {

  private static void send(MockZabbixServer server) throws IOException {
    new PlainSender(server.trapperPort()).sendValue("web01", "app.ok", "1");
  }

  private static List<Long> ids(UnreadExchanges.News news) {
    return news.exchanges().stream().map(Exchange::id).toList();
  }

  @Test
  void eachExchangeIsReadOnce_alsoAcrossAReset() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      send(server);
      send(server);
      UnreadExchanges reader = new UnreadExchanges(server.journal(), 1);
      UnreadExchanges.News first = reader.read();
      UnreadExchanges.News none = reader.read();
      server.reset();
      send(server);
      UnreadExchanges.News reset = reader.read();

      assertEquals(List.of(2L), ids(first));
      assertFalse(first.reset());
      assertEquals(List.of(), ids(none));
      assertTrue(reset.reset());
      assertEquals(List.of(3L), ids(reset));
      assertEquals(3, reader.last());
    }
  }
}
