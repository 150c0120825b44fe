package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.testing.WireClient;

/** Functions of a test that do not return. */
@Timeout(60)
class FunctionTimeoutTest {

  /** Long enough for a request that does not hang, also while the machine is busy. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final String PACKET = Packets.senderData("h", "k", "1");
  private static final String MISSING =
      "the response is missing, because a function of the test has not returned within 1 s";
  private static final String NOT_SENT =
      "the response was not sent, because an observer has not returned within 1 s";

  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final MockZabbixServer server =
      new MockZabbixServer(ServerConfig.lenient().toBuilder().functionTimeout(SHORT).build());

  /** A function of a server that hangs. */
  enum Hanging {
    REPLY(MISSING) {
      @Override
      void addTo(MockZabbixServer server, Runnable hang) {
        server
            .when(RequestMatcher.anyRequest())
            .reply(
                (incoming, engine) -> {
                  hang.run();
                  return engine.get();
                });
      }
    },
    MATCHER(MISSING) {
      @Override
      void addTo(MockZabbixServer server, Runnable hang) {
        server
            .when(
                RequestMatcher.anyRequest()
                    .and(
                        "hangs",
                        incoming -> {
                          hang.run();
                          return true;
                        }))
            .reply(Responder.close());
      }
    },
    OBSERVER(NOT_SENT) {
      @Override
      void addTo(MockZabbixServer server, Runnable hang) {
        server.onExchange(exchange -> hang.run());
      }
    };

    private final String warning;

    Hanging(String warning) {
      this.warning = warning;
    }

    abstract void addTo(MockZabbixServer server, Runnable hang);
  }

  private void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void functionOfAServer_endsTheConnection(Hanging function) throws Exception {
    server.start();
    function.addTo(server, this::hang);

    PlainSocket.Heard heard = hear(server.trapperPort(), Packets.frame(PACKET));

    assertEquals("", heard.text());
    Exchange exchange = server.exchanges().get(0);
    assertEquals(List.of(function.warning), exchange.warnings());
    assertEquals(PACKET, exchange.text());
    assertEquals(1, server.exchanges().size());
    assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    assertReported(server);
  }

  @Test
  void keyOfAnAgent_endsTheConnection() throws Exception {
    AgentConfig config =
        AgentConfig.of("web01")
            .withFunctionTimeout(SHORT)
            .withKey("k", KeyScript.computed(key -> hangForEver()));
    MockAgent agent = new MockAgent(config).start();
    PlainSocket.Heard heard = hear(agent.port(), Packets.frame("k"));

    assertEquals("", heard.text());
    assertEquals(List.of(MISSING), agent.exchanges().get(0).warnings());
    assertEquals("k", agent.exchanges().get(0).text());
    assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    assertReported(agent);
  }

  /** Closes a server or agent, which reports the function. */
  private static void assertReported(AutoCloseable closed) {
    String message = assertThrows(AssertionError.class, closed::close).getMessage();
    assertTrue(message.contains(" has not returned within 1 s"), message);
  }

  private String hangForEver() {
    hang();
    return "";
  }

  @Test
  void observerOfAConnectionThatARuleEnds_endsTheConnection() throws Exception {
    server.start();
    server.onConnect(Fault.stall());
    server.onExchange(exchange -> hang());

    PlainSocket.Heard heard = hear(server.trapperPort(), Packets.frame(PACKET));

    assertEquals("", heard.text());
    assertEquals(List.of(NOT_SENT), server.exchanges().get(0).warnings());
    assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    assertReported(server);
  }

  /** The exchange stays as it was recorded, and the next connection is served. */
  @Test
  void functionThatReturnsLater_changesNothing() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch returned = new CountDownLatch(1);
    server.start();
    server
        .when(RequestMatcher.senderData())
        .reply(
            (incoming, engine) -> {
              awaitStubbornly(release);
              returned.countDown();
              return engine.get();
            })
        .times(1);

    assertEquals("", hear(server.trapperPort(), Packets.frame(PACKET)).text());
    release.countDown();
    assertTrue(returned.await(20, TimeUnit.SECONDS));
    String next = hear(server.trapperPort(), Packets.frame(PACKET)).text();

    assertEquals(2, server.exchanges().size());
    assertTrue(next.contains("processed: 1"), () -> next + server.exchanges().get(1).warnings());
    assertEquals(List.of(MISSING), server.exchanges().get(0).warnings());
    assertEquals(List.of(), server.exchanges().get(1).warnings());
    assertReported(server);
  }

  private static void awaitStubbornly(CountDownLatch release) {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException ignored) {
        // as careless code does
      }
    }
  }

  /** A delay is not a function. */
  @Test
  void faultsMayTakeLonger() throws Exception {
    try (server) {
      server.start();
      server.when(RequestMatcher.anyRequest()).fault(Fault.delay(SHORT.multipliedBy(2)));

      String answer = WireClient.ask(server.trapperPort(), PACKET).body();

      assertTrue(answer.contains("processed: 1"), answer);
      assertEquals(List.of(), server.exchanges().get(0).warnings());
    }
  }

  private static PlainSocket.Heard hear(int port, byte[] packet) throws IOException {
    try (PlainSocket client = new PlainSocket(port)) {
      return client.send(packet).hear();
    }
  }
}
