package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mockzabbix.rule.Answering;
import org.mockzabbix.rule.Host;
import org.mockzabbix.rule.RequestMatcher;

/** A reset is one moment: what began before it is gone, what begins after it is kept. */
class ResetTest {

  private static final String PACKET =
      "{\"request\":\"sender data\",\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"}]}";

  @Test
  void forgetsAnExchangeThatIsUnderWay() throws Exception {
    CountDownLatch deciding = new CountDownLatch(1);
    CountDownLatch reset = new CountDownLatch(1);
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      server
          .when(RequestMatcher.senderData())
          .reply(
              (incoming, engine) -> {
                deciding.countDown();
                await(reset);
                return engine.get();
              });
      try (WireClient client = new WireClient(server.trapperPort())) {
        client.send(WireClient.frame(1, PACKET.getBytes(StandardCharsets.UTF_8)));
        await(deciding);
        server.reset();
        reset.countDown();
        WireClient.Answer answer = client.readToEnd(Duration.ofSeconds(20));

        assertTrue(answer.body().contains("processed: 1"), answer.body());
        assertEquals(List.of(), server.exchanges());
      }
      WireClient.ask(server.trapperPort(), PACKET);
      assertEquals(1, server.items("h", "k").size());
    }
  }

  @Test
  void goesBackToTheConfiguration() throws IOException {
    Host known = Host.of("known");
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict(known)).start()) {
      server.putHost(Host.of("added"));
      server.when(RequestMatcher.anyRequest()).reply(Answering.close());

      server.reset();

      assertEquals(List.of(known), server.hosts());
      assertEquals(1, server.configRevision());
      assertTrue(WireClient.ask(server.trapperPort(), PACKET).body().contains("failed: 1"));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
