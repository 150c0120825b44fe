package org.mockzabbix.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.stress.TlsStream;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;

/**
 * Measures the cost of TLS: connections with a pre-shared key in comparison with {@code openssl
 * s_server}, plain connections to a port with and without keys, and handshakes with both
 * cryptographic libraries that Bouncy Castle can use. The clients of both sides of a ratio are the
 * same, and in this process; two rates are measured in turn.
 */
final class TlsBenchmark implements Benchmark {

  private static final int AT_A_TIME = 16;
  private static final int TURNS = 5;
  private static final int PATIENCE_SECONDS = 60;
  private static final TestPsk PSK = TestPsk.random("web01");
  private static final byte[] VALUE =
      Packets.frame(
          "{\"request\":\"sender data\",\"data\":[{\"host\":\"web01\",\"key\":\"app.ok\","
              + "\"value\":\"1\"}]}");
  private static final byte[] LINE = ("x".repeat(VALUE.length - 1) + "\n").getBytes(UTF_8);

  /** Something to do many times. */
  private interface Work {
    void run() throws Exception;
  }

  @Override
  public String name() {
    return "tls";
  }

  @Override
  public void run(Effort effort, PrintStream out) throws Exception {
    int count = Math.max(AT_A_TIME, effort.rounds());
    out.printf("%ntls: connections of %,d a turn, %d at a time%n", count, AT_A_TIME);
    TlsConfig keys = TlsConfig.psk(PSK).like(TlsLibrary.GNUTLS);
    ServerConfig plain = ServerConfig.lenient();
    try (MockZabbixServer without = new MockZabbixServer(plain).start();
        MockZabbixServer with =
            new MockZabbixServer(plain.toBuilder().tls(TlsConfig.psk(PSK)).build()).start()) {
      comparedWithOpenssl(count, with, keys, out);
      compare(
          count,
          new String[] {"plain, port without keys:", "plain, port with keys:"},
          () -> plain(without.trapperPort()),
          () -> plain(with.trapperPort()),
          out);
    }
    TlsCrypto bc = new BcTlsCrypto(new SecureRandom());
    TlsCrypto jca = new JcaTlsCryptoProvider().create(new SecureRandom());
    compareHandshakes(Math.max(10, count / 10), bc, jca, out);
  }

  private static void comparedWithOpenssl(
      int count, MockZabbixServer server, TlsConfig keys, PrintStream out) throws Exception {
    int port = freePort();
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-nocert",
                "-quiet",
                "-rev",
                "-tls1_2",
                "-cipher",
                "ECDHE-PSK-AES128-CBC-SHA256",
                "-psk",
                PSK.hex(),
                "-psk_identity",
                PSK.identity())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      awaitListening(openssl, port);
      compare(
          count,
          new String[] {"openssl s_server -psk:", "with a pre-shared key:"},
          () -> encrypted(port, keys, LINE),
          () -> encrypted(server.trapperPort(), keys, VALUE),
          out);
    } finally {
      openssl.destroyForcibly();
      boolean unused = openssl.waitFor(PATIENCE_SECONDS, SECONDS);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(Process program, int port) throws IOException {
    long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
    while (program.isAlive()) {
      try {
        connect(port).close();
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() - deadline > 0) {
          throw new IOException("openssl s_server does not listen after 60 s", notYet);
        }
        Thread.onSpinWait();
      }
    }
    throw new IOException("openssl s_server ended with " + program.exitValue());
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_SECONDS * 1000);
    return socket;
  }

  private static void encrypted(int port, TlsConfig keys, byte[] request) throws IOException {
    try (Socket socket = connect(port)) {
      TlsStream stream = new TlsStream(socket, keys).handshake();
      stream.write(request, request.length);
      if (!stream.receive()) {
        throw new IOException("no response");
      }
    }
  }

  private static void plain(int port) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(VALUE);
      if (socket.getInputStream().readAllBytes().length == 0) {
        throw new IOException("no response");
      }
    }
  }

  /** Prints both rates and the second divided by the first: medians of turns. */
  private static void compare(int count, String[] names, Work first, Work second, PrintStream out)
      throws Exception {
    double[] firstRates = new double[TURNS];
    double[] secondRates = new double[TURNS];
    rate(count, first);
    rate(count, second);
    for (int turn = 0; turn < TURNS; turn++) {
      firstRates[turn] = rate(count, first);
      secondRates[turn] = rate(count, second);
    }
    print(out, names[0], "%,.0f a second", median(firstRates));
    print(out, names[1], "%,.0f a second", median(secondRates));
    print(out, "ratio:", "%.2f", median(secondRates) / median(firstRates));
  }

  private static void print(PrintStream out, String name, String format, double figure) {
    out.printf("  %-27s " + format + "%n", name, figure);
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double rate(int count, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      long begun = System.nanoTime();
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < AT_A_TIME; thread++) {
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < count / AT_A_TIME; i++) {
                    work.run();
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get(10, MINUTES);
      }
      return count / AT_A_TIME * AT_A_TIME * 1e9 / (System.nanoTime() - begun);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void compareHandshakes(int count, TlsCrypto bc, TlsCrypto jca, PrintStream out)
      throws IOException {
    handshakes(count, bc);
    handshakes(count, jca);
    print(out, "handshake, BcTlsCrypto:", "%.2f ms, both sides", handshakes(count, bc));
    print(out, "handshake, JcaTlsCrypto:", "%.2f ms, both sides", handshakes(count, jca));
  }

  private static double handshakes(int count, TlsCrypto crypto) throws IOException {
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      PskHandshake.run(crypto);
    }
    return (System.nanoTime() - begun) / 1e6 / count;
  }
}
