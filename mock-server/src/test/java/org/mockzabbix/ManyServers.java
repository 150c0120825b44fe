package org.mockzabbix;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.testing.WireClient;

/**
 * A program with 20 servers and 20 agents, to be run with a small heap. It prints how many values
 * and exchanges the journals have kept.
 */
final class ManyServers {

  private static final int EACH = 20;
  private static final int ROUNDS = 50;
  private static final int CHECKS = 2000;
  private static final int OVERLOAD = 400;

  private final List<MockZabbixServer> servers = new ArrayList<>();
  private final List<MockAgent> agents = new ArrayList<>();

  private ManyServers() {}

  public static void main(String[] args) throws Exception {
    ManyServers many = new ManyServers();
    many.start();
    many.load();
    many.overload();
    System.out.println("all answered");
  }

  private void start() {
    Item[] items =
        IntStream.range(0, CHECKS)
            .mapToObj(i -> Item.active("some.active.item[" + i + "]", "1m"))
            .toArray(Item[]::new);
    for (int i = 0; i < EACH; i++) {
      ServerConfig config = ServerConfig.lenient(Host.of("web01", items));
      servers.add(new MockZabbixServer(config).start());
      MockAgent agent = new MockAgent(AgentConfig.of("agent " + i));
      agents.add(agent.reply("large", KeyScript.value("x".repeat(200_000))).start());
    }
  }

  /** Loads all of them with what fits together. */
  private void load() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < EACH; i++) {
        WireClient.ask(servers.get(i).trapperPort(), values(25));
        WireClient.ask(servers.get(i).trapperPort(), "garbage");
        WireClient.ask(
            servers.get(i).trapperPort(), "{\"request\":\"active checks\",\"host\":\"web01\"}");
        WireClient.ask(agents.get(i).port(), "large");
      }
    }
    long values = servers.stream().mapToLong(server -> server.items().size()).sum();
    long exchanges = servers.stream().mapToLong(server -> server.exchanges().size()).sum();
    long asked = agents.stream().mapToLong(agent -> agent.exchanges().size()).sum();
    System.out.println("kept " + values + " values, " + exchanges + " and " + asked + " exchanges");
  }

  /** Loads one of them with more than the whole heap. */
  private void overload() throws IOException {
    MockZabbixServer busy = servers.get(0);
    for (int i = 0; i < OVERLOAD; i++) {
      WireClient.ask(busy.trapperPort(), values(4000));
    }
    long others =
        servers.stream().skip(1).mapToLong(server -> server.journal().evictedExchanges()).sum()
            + agents.stream().mapToLong(agent -> agent.journal().evictedExchanges()).sum();
    List<Exchange> kept = busy.exchanges();
    long evicted = busy.journal().evictedExchanges();
    long all = kept.size() + evicted;
    System.out.println(
        "evicted " + others + " of the others, and counted " + all + " of the busy one");
    if (all != 3 * ROUNDS + OVERLOAD) {
      System.out.println(evicted + " evicted before:");
      kept.forEach(System.out::println);
    }
  }

  private static String values(int number) {
    String row = "{\"host\":\"web01\",\"key\":\"some.trapper.item\",\"value\":\"0.123456789\"}";
    return "{\"request\":\"sender data\",\"data\":["
        + String.join(",", Collections.nCopies(number, row))
        + "]}";
  }
}
