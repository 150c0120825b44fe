package org.mockzabbix.stress;

import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.stress.Report.Figure;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;

/**
 * A server that receives values from senders, an active agent, a proxy and clients that die. A
 * third of the senders, and of the clients that die, has a pre-shared key, another third a
 * certificate.
 */
final class TrapperScene implements Scene {

  private static final String HOST = "web01";
  private static final String PROXIED = "web02";
  private static final String PROXY = "proxy01";
  private static final String SESSION = "0123456789abcdef0123456789abcdef";
  private static final long AGENT_ITEM = 1;
  private static final long PROXIED_ITEM = 2;
  private static final int SENDERS = 6;

  /** The machine may be busy, and a handshake needs more of it than a packet. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final List<Fault> FAULTS =
      List.of(
          Fault.reset(),
          Fault.close(),
          Fault.halfClose(),
          Fault.delay(Duration.ofMillis(5)),
          Fault.emptyReply(),
          Fault.cutAfter(7),
          Fault.wrongLength(3),
          Fault.garbage(100, 1),
          Fault.stall(Duration.ofMillis(20)));

  private static final TestPsk PSK = TestPsk.random(HOST);
  private static final TestCertificates CERTIFICATES = TestCertificates.create();

  private final MockZabbixServer server;
  private final Client client;
  private final Report report;
  private final List<Ledger> ledgers = new ArrayList<>();
  private final List<Actor> actors = new ArrayList<>();

  TrapperScene(Report report) {
    this.report = report;
    Host host = Host.of(HOST, Item.active("agent", "1s").withItemid(AGENT_ITEM));
    for (int i = 0; i < SENDERS; i++) {
      host = host.with(Item.trapper("sent[" + i + "]")).with(Item.trapper("faulty[" + i + "]"));
      host = host.with(Item.trapper("killed[" + i + "]"));
    }
    Host proxied =
        Host.of(PROXIED, Item.trapper("proxied").withItemid(PROXIED_ITEM)).monitoredBy(PROXY);
    TlsConfig psk = TlsConfig.psk(PSK);
    server =
        new MockZabbixServer(
                ServerConfig.strict(host, proxied).toBuilder()
                    .tls(psk.withCertificate(CERTIFICATES.server(), CERTIFICATES.authority()))
                    .firstByteTimeout(PATIENCE)
                    .build())
            .start();
    client = new Client(server.trapperPort());
    List<Client> clients =
        List.of(
            client,
            client.with(psk),
            client.with(TlsConfig.cert(CERTIFICATES.client(HOST), CERTIFICATES.authority())));
    for (int i = 0; i < SENDERS; i++) {
      Client own = clients.get(i % clients.size());
      actors.add(sender(own, ledger(HOST, "sent[" + i + "]")));
      actors.add(faultySender(own, ledger(HOST, "faulty[" + i + "]")));
      if (i < clients.size()) {
        actors.add(killed(own, ledger(HOST, "killed[" + i + "]")));
      }
    }
    actors.add(activeAgent(ledger(HOST, "agent")));
    actors.add(proxy(ledger(PROXIED, "proxied")));
  }

  private Ledger ledger(String host, String key) {
    Ledger ledger = new Ledger(host, key);
    ledgers.add(ledger);
    return ledger;
  }

  private Actor sender(Client client, Ledger ledger) {
    return random -> {
      int count = random.nextInt(10) == 0 ? 250 : 1 + random.nextInt(5);
      send(client, ledger, count, ledger.senderData(count), "processed: " + count + "; failed: 0");
    };
  }

  private static void send(Client client, Ledger ledger, int count, String request, String expected)
      throws IOException {
    String response = client.exchange(request);
    if (!response.contains(expected)) {
      throw new IllegalStateException(ledger + ": the response was " + response);
    }
    ledger.acknowledge(count);
  }

  /** Its values may be lost, but no fault may double one or keep the client waiting. */
  private Actor faultySender(Client client, Ledger ledger) {
    return random -> {
      server
          .when(senderData().withKey(ledger.key()))
          .fault(FAULTS.get(random.nextInt(FAULTS.size())))
          .times(1);
      report.count(Figure.FAULTS);
      for (int i = 0; i < 3; i++) {
        try {
          if (client.exchange(ledger.senderData(1)).contains("processed: 1;")) {
            ledger.acknowledge(1);
          }
        } catch (SocketTimeoutException hanging) {
          throw hanging;
        } catch (IOException expected) {
          // a reset is one of the faults
        }
      }
    };
  }

  private Actor activeAgent(Ledger ledger) {
    return random -> {
      long number = ledger.next();
      String request =
          ("{\"request\":\"agent data\",\"host\":\"%s\",\"version\":\"7.0.22\",\"session\":\"%s\","
                  + "\"data\":[{\"id\":%d,\"itemid\":%d,\"value\":\"%d\"}]}")
              .formatted(HOST, SESSION, number, AGENT_ITEM, number);
      send(client, ledger, 1, request, "processed: 1; failed: 0");
    };
  }

  private Actor proxy(Ledger ledger) {
    return random -> {
      long number = ledger.next();
      String request =
          ("{\"request\":\"proxy data\",\"host\":\"%s\",\"version\":\"7.0.22\",\"session\":\"%s\","
                  + "\"history data\":[{\"id\":%d,\"itemid\":%d,\"clock\":1,\"ns\":1,"
                  + "\"value\":\"%d\"}]}")
              .formatted(PROXY, SESSION, number, PROXIED_ITEM, number);
      send(client, ledger, 1, request, "\"response\":\"success\"");
    };
  }

  /** Half of its connections end in the middle of a packet, or before the response. */
  private Actor killed(Client client, Ledger ledger) {
    return random -> {
      String request = ledger.senderData(1);
      client.kill(request, random.nextInt(Packets.HEADER_LENGTH + request.length() + 1));
      report.count(Figure.KILLED);
      send(client, ledger, 1, ledger.senderData(1), "processed: 1; failed: 0");
    };
  }

  @Override
  public List<Actor> actors() {
    return actors;
  }

  @Override
  public void check(Report report) {
    report.checkExchanges("the server", server.journal(), client);
    ledgers.forEach(ledger -> report.checkValues(ledger, server.journal()));
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
