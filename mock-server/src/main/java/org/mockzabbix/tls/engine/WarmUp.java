package org.mockzabbix.tls.engine;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

/**
 * The first handshake of each kind in this JVM, in memory. It loads hundreds of classes, which
 * takes 0.3 s on an idle machine and seconds on a busy one, while real clients give up after 3 s.
 */
public final class WarmUp {

  private static final Map<FirstHandshake, CompletableFuture<@Nullable Void>> ALL =
      new ConcurrentHashMap<>();

  /** A handshake that loads classes of its own, by its keys and by the versions of the library. */
  record FirstHandshake(TlsMode mode, TlsLibrary library) {}

  private WarmUp() {}

  /**
   * Completes a handshake of each kind that {@code port} accepts. They run at the same time, and
   * this method returns when all are done; at once if this JVM has done them before.
   */
  public static void run(Optional<TlsConfig> port) {
    port.map(WarmUp::begin).orElse(List.of()).forEach(CompletableFuture::join);
  }

  /** Returns the handshakes, which run or are done. */
  static List<CompletableFuture<@Nullable Void>> begin(TlsConfig port) {
    return kinds(port).stream()
        .map(kind -> ALL.computeIfAbsent(kind, added -> begin(added, port)))
        .toList();
  }

  /** Returns whether the first client of such a port would have to wait. */
  static boolean isNeeded(TlsConfig port) {
    return !kinds(port).stream()
        .map(ALL::get)
        .allMatch(handshakes -> handshakes != null && handshakes.isDone());
  }

  private static List<FirstHandshake> kinds(TlsConfig port) {
    return Stream.of(TlsMode.PSK, TlsMode.CERT)
        .filter(mode -> port.accepts(mode) && port.hasKeysFor(mode))
        .map(mode -> new FirstHandshake(mode, port.library()))
        .toList();
  }

  private static CompletableFuture<@Nullable Void> begin(FirstHandshake kind, TlsConfig port) {
    return CompletableFuture.runAsync(() -> handshakes(kind, port), WarmUp::inThread);
  }

  private static void inThread(Runnable handshakes) {
    Thread thread = new Thread(handshakes, "mock-zabbix-tls");
    thread.setDaemon(true);
    thread.start();
  }

  private static void handshakes(FirstHandshake kind, TlsConfig port) {
    TlsConfig keys =
        kind.mode() == TlsMode.PSK
            ? TlsConfig.psk(TestPsk.random("mock-zabbix"))
            : selfTrusting(port.certificate().orElseThrow());
    for (TlsLibrary client : TlsLibrary.values()) {
      try {
        handshake(keys.like(kind.library()), keys.like(client));
      } catch (TlsException | RuntimeException e) {
        return; // with this certificate, a real client gets to know why
      }
    }
  }

  private static TlsConfig selfTrusting(TlsCertificate certificate) {
    return TlsConfig.cert(certificate, certificate.chain().get(certificate.chain().size() - 1));
  }

  /** Also passes a byte, because the first one loads classes, too. */
  private static void handshake(TlsConfig port, TlsConfig client) throws TlsException {
    TlsEngine there = TlsConnector.open(client);
    TlsEngine here = new TlsAcceptor(port, () -> PskLookup.of(port.psks())).open();
    for (byte[] sent = there.output(); sent.length > 0; sent = there.output()) {
      here.receive(ByteBuffer.wrap(sent));
      there.receive(ByteBuffer.wrap(here.output()));
    }
    there.write(ByteBuffer.wrap(new byte[1]));
    here.receive(ByteBuffer.wrap(there.output()));
    here.read(ByteBuffer.allocate(1));
    here.close();
    there.receive(ByteBuffer.wrap(here.output()));
  }
}
