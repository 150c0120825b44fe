package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** The registration of agents, with the requests that were measured on a real server 7.0.9. */
@Timeout(60)
class AutoRegistrationTest {

  private static MockZabbixServer started() {
    return new MockZabbixServer(
            ServerConfig.strict().toBuilder()
                .proxy(Proxy.active("px"))
                .autoRegister(List.of(Item.active("a", "5s")))
                .build())
        .start();
  }

  /** What an agent sends, and the address under which it is polled; empty if it is refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'x':1                         | 127.0.0.1:10050",
        "'port':0                      | 127.0.0.1:10050",
        "'port':70000                  | ''",
        "'port':-1                     | ''",
        "'ip':'x'                      | ''",
        "'ip':'127.0.0.9','port':'1'   | 127.0.0.9:1",
        "'interface':'a b'             | ''",
        "'interface':'web.example.com' | web.example.com:10050",
        "'interface':'127.0.0.7'       | 127.0.0.7:10050",
        "'interface':'a_b'             | a_b:10050"
      })
  void ofAnAgent(String members, String address) throws IOException {
    try (MockZabbixServer server = started()) {
      WireClient.reply(server, "{'request':'active checks','host':'web09'," + members + "}");

      assertEquals(address, agents(server));
      assertEquals(List.of(), server.exchanges().get(0).warnings());
    }
  }

  /** A row of a proxy, and the address under which the agent is polled; empty if it is ignored. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'ip':'127.0.0.5'                                   | 127.0.0.5:10050",
        "'ip':'127.0.0.5','port':'0'                        | 127.0.0.5:10050",
        "'ip':'127.0.0.5','port':'70000'                    | ''",
        "'ip':'127.0.0.5','port':'abc'                      | ''",
        "'ip':'127.0.0.5','port':''                         | ''",
        "'ip':'127.0.0.5','port':' 80'                      | ''",
        "'ip':'127.0.0.5','port':65535                      | 127.0.0.5:65535",
        "'ip':'127.0.0.5','dns':'a b'                       | ''",
        "'ip':'127.0.0.5','dns':'a_b'                       | 127.0.0.5:10050",
        "'ip':'127.0.0.5','dns':'web.example.com'           | 127.0.0.5:10050",
        "'ip':'127.0.0.5','dns':'web.example.com','flags':2 | web.example.com:10050",
        "'dns':'web.example.com','flags':2                  | web.example.com:10050",
        "'ip':'127.0.0.5','flags':2                         | 127.0.0.5:10050",
        "'ip':'x'                                           | ''",
        "'ip':''                                            | ''",
        "'ip':'','dns':'web.example.com','flags':2          | ''",
        "'ip':'::1'                                         | [::1]:10050"
      })
  void ofAProxy(String members, String address) throws IOException {
    try (MockZabbixServer server = started()) {
      String row = "{'clock':1,'host':'web09'," + members + "}";
      WireClient.reply(
          server,
          "{'request':'proxy data','host':'px','session':'"
              + Servers.SESSION
              + "','version':'7.0.9','clock':1,'ns':0,'auto registration':["
              + row
              + "]}");

      assertEquals(address, agents(server));
    }
  }

  private static String agents(MockZabbixServer server) {
    return String.join(",", server.hosts().stream().map(Host::agent).toList());
  }

  @Test
  void aKnownHost_isNotReplaced() throws IOException {
    try (MockZabbixServer server = started()) {
      server.putHost(Host.of("web09"));
      WireClient.reply(server, "{'request':'active checks','host':'web09'}");

      assertEquals(List.of(Host.of("web09")), server.hosts());
      assertEquals(2, server.configRevision());
    }
  }

  @Test
  void requestsAtTheSameTime_registerOnce() throws Exception {
    int clients = 8;
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try (MockZabbixServer server = started()) {
      CyclicBarrier start = new CyclicBarrier(clients);
      for (int round = 0; round < 20; round++) {
        String request = "{\"request\":\"active checks\",\"host\":\"h" + round + "\"}";
        List<Future<String>> replies = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
          Callable<String> ask =
              () -> {
                start.await();
                return WireClient.ask(server.trapperPort(), request).body();
              };
          replies.add(pool.submit(ask));
        }
        for (Future<String> reply : replies) {
          reply.get();
        }
      }

      assertEquals(20, server.hosts().size());
      assertEquals(21, server.configRevision()); // one change for each host
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aConnectionFromBeforeAReset_registersNothingAfterIt() throws IOException {
    byte[] request = Packets.frame("{\"request\":\"active checks\",\"host\":\"late\"}");
    try (MockZabbixServer server = started();
        WireClient client = new WireClient(server.trapperPort())) {
      client.send(Arrays.copyOf(request, 5));
      WireClient.reply(server, "{'request':'active checks','host':'early'}"); // both are accepted
      server.reset();
      client.send(Arrays.copyOfRange(request, 5, request.length));
      client.readToEnd(Duration.ofSeconds(20));

      WireClient.reply(server, "{'request':'active checks','host':'next'}");
      Set<String> names = new TreeSet<>(server.hosts().stream().map(Host::name).toList());
      assertEquals(Set.of("next"), names);
      assertEquals(1, server.lateExchanges().size());
    }
  }
}
