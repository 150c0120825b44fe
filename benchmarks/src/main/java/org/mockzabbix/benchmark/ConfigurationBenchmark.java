package org.mockzabbix.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;

/**
 * The time that large configurations take. The goals are 50 ms for a proxy with 20,000 items, 2 ms
 * for an agent with 2,000 items, and 2 s to create 10,000 items one by one.
 */
final class ConfigurationBenchmark implements Benchmark {

  private static final int ROUNDS = 15;

  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public void run(Effort effort, PrintStream out) throws Exception {
    int ofProxy = effort.crowd() / 5;
    int ofAgent = effort.crowd() / 50;
    out.printf("%nconfiguration: %,d items of a proxy, %,d of an agent%n", ofProxy, ofAgent);
    Host behindProxy = Host.of("behind", items(ofProxy)).monitoredBy("px");
    ServerConfig config = ServerConfig.strict(behindProxy, Host.of("web01", items(ofAgent)));
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      print(out, "configuration of the proxy", () -> ask(server, "proxy config\",\"host\":\"px"));
      print(out, "checks of the agent", () -> ask(server, "active checks\",\"host\":\"web01"));
    }
    printCreation(out, effort.crowd() / 10);
  }

  private static Item[] items(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> Item.active("vfs.fs.size[/mnt/" + i + ",free]", "1m"))
        .toArray(Item[]::new);
  }

  /** Returns the number of received bytes. */
  private static int ask(MockZabbixServer server, String request) throws IOException {
    String json =
        "{\"request\":\""
            + request
            + "\",\"version\":\"7.0.0\",\"session\":\"0123456789abcdef0123456789abcdef\","
            + "\"config_revision\":0}";
    try (Socket socket = new Socket(server.host(), server.trapperPort())) {
      socket.getOutputStream().write(Packets.frame(json));
      return socket.getInputStream().readAllBytes().length;
    }
  }

  private static void print(PrintStream out, String what, Callable<Integer> request)
      throws Exception {
    long[] nanos = new long[ROUNDS];
    int bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      bytes = request.call();
      nanos[round] = System.nanoTime() - begun;
    }
    out.println("  " + what + ": " + Percentiles.of(nanos) + ", " + bytes + " bytes");
  }

  private static void printCreation(PrintStream out, int items) {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      Host host = Host.of("one");
      long begun = System.nanoTime();
      for (int i = 0; i < items; i++) {
        host = host.with(Item.active("key." + i, "1m"));
        server.putHost(host);
      }
      long oneHost = System.nanoTime();
      for (int i = 0; i < items; i++) {
        server.putHost(Host.of("host " + i, Item.active("key", "1m")));
      }
      long manyHosts = System.nanoTime();
      out.printf(
          Locale.ROOT,
          "  created one by one, of one host: %.2f s; each of its own host: %.2f s%n",
          (oneHost - begun) / 1e9,
          (manyHosts - oneHost) / 1e9);
    }
  }
}
