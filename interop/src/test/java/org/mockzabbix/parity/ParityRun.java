package org.mockzabbix.parity;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ZabbixVersion;

/** One run: the same requests to a real server and to Mock Zabbix, and their differences. */
final class ParityRun {

  /** A real server sends an agent the log positions of values that it has written to history. */
  private static final Duration SETTLED = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final String release;
  private final Vectors vectors;
  private final RequestStream stream;
  private final PrintStream out;
  private final List<Difference> differences = new ArrayList<>();
  private final List<String> names = new ArrayList<>(); // of the exchanges of Mock Zabbix
  private int played;

  ParityRun(String release, Vectors vectors, RequestStream stream, PrintStream out) {
    this.release = release;
    this.vectors = vectors;
    this.stream = stream;
    this.out = out;
  }

  /** Starts both servers, plays everything, and returns the differences. */
  List<Difference> run(Programs programs, Path directory, List<Integer> ports) throws IOException {
    ServerConfig config = config();
    List<Host> hosts = config.hosts();
    try (RealDatabase database = new RealDatabase(programs, directory, ports.get(0))) {
      database.sql(Seed.of(release, hosts));
      StoredValues stored = new StoredValues(hosts);
      try (RealServer real =
              new RealServer(release, programs, directory, ports.get(1), database.port());
          MockZabbixServer own = new MockZabbixServer(config).start()) {
        out.println("== zabbix_server " + release + " at 127.0.0.1:" + real.port());
        play(real, own);
        record(own, stored);
        settle(database);
      }
      stored.read(database);
      out.println(
          played + " requests, " + stored.size() + " values in the database of the real server");
      differences.addAll(stored.differences());
    }
    return differences;
  }

  private ServerConfig config() throws IOException {
    ZabbixVersion version = ZabbixVersion.of(release.substring(0, 3));
    return vectors.config(version).toBuilder()
        .host(vectors.storedHost())
        .hosts(stream.hosts())
        .firstByteTimeout(Duration.ofSeconds(4))
        .trapperTimeout(Duration.ofSeconds(30))
        .statsAllowed("127.0.0.1")
        .journalSize(1L << 30)
        .build();
  }

  private void play(RealServer real, MockZabbixServer own) throws IOException {
    List<Probe> probes = new ArrayList<>(vectors.trapper());
    probes.addAll(vectors.stored());
    probes.addAll(Vectors.requests());
    probes.addAll(stream.probes());
    for (Probe probe : probes) {
      compare(probe, real.port(), own.trapperPort());
      while (names.size() < own.exchanges().size()) {
        names.add(probe.name());
      }
    }
    played = probes.size();
  }

  private void compare(Probe probe, int realPort, int ownPort) throws IOException {
    CompletableFuture<Reply> real = OwnThread.supply(() -> reply(probe, realPort));
    Reply own = reply(probe, ownPort);
    Reply expected = get(real);
    long end = System.nanoTime() + SETTLED.toNanos();
    while (probe.asksForChecks() && !own.equals(expected) && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
      expected = reply(probe, realPort);
    }
    if (!own.equals(expected)) {
      differences.add(Difference.ofReplies(probe, own, expected));
    }
  }

  private static Reply reply(Probe probe, int port) {
    try {
      return probe.play(port);
    } catch (IOException e) {
      throw new UncheckedIOException(probe.name(), e);
    }
  }

  private static Reply get(CompletableFuture<Reply> future) throws IOException {
    try {
      return future.get(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the real server did not answer", e);
    }
  }

  private void record(MockZabbixServer own, StoredValues stored) {
    List<Exchange> exchanges = own.exchanges();
    for (int index = 0; index < exchanges.size(); index++) {
      for (ItemValue value : exchanges.get(index).items()) {
        stored.add(value, names.get(index));
      }
    }
  }

  /** Waits until the real server has passed all values on to its history cache. */
  private static void settle(RealDatabase database) throws IOException {
    String count =
        "select (select count(*) from history)+(select count(*) from history_uint)"
            + "+(select count(*) from history_str)+(select count(*) from history_text)"
            + "+(select count(*) from history_log)+(select count(*) from item_rtdata where state=1)";
    String before = "";
    for (int round = 0; round < 10; round++) {
      String now = database.sql(count);
      if (now.equals(before)) {
        return;
      }
      before = now;
      LockSupport.parkNanos(SETTLED.toNanos());
    }
  }
}
