package org.mockzabbix.interop;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A real {@code zabbix_proxy} named {@value #NAME}, with as few processes as it can do with and a
 * new database.
 */
final class RealProxy {

  static final String NAME = "px";

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final int port = Ports.free();

  private final Release release;
  private final RealDaemon daemon;

  private RealProxy(RealDaemons daemons, Release release, String mode) throws IOException {
    this.release = release;
    this.daemon = daemons.create(release, "zabbix_proxy");
    daemon.start(mode + configuration(release, port));
  }

  private static String configuration(Release release, int port) {
    return """
        Hostname=%s
        ListenIP=127.0.0.1
        ListenPort=%d
        DBName=proxy.db
        SocketDir=.
        AllowRoot=1
        Timeout=30
        StartTrappers=1
        StartPollers=1
        StartPollersUnreachable=1
        StartPreprocessors=1
        StartDBSyncers=1
        StartPingers=0
        StartDiscoverers=0
        StartHTTPPollers=0
        CacheSize=1M
        HistoryCacheSize=1M
        HistoryIndexCacheSize=1M
        """
            .formatted(NAME, port)
        + (release == Release.own() ? "StartODBCPollers=0\nStartHistoryPollers=0\n" : "");
  }

  /** The configuration of one that asks a server for its configuration every second. */
  static String activeConfiguration(int serverPort) {
    return activeMode(Release.own(), serverPort) + configuration(Release.own(), Ports.free());
  }

  private static String activeMode(Release release, int serverPort) {
    return """
        ProxyMode=0
        %s
        ConfigFrequency=1
        DataSenderFrequency=1
        HeartbeatFrequency=1
        """
        .formatted(server(release, serverPort));
  }

  private static String server(Release release, int port) {
    return release == Release.R5_0_8
        ? "Server=127.0.0.1\nServerPort=" + port
        : "Server=127.0.0.1:" + port;
  }

  /** One that asks a server for its configuration, and delivers to it, every second. */
  static RealProxy active(RealDaemons daemons, int serverPort) throws IOException {
    return active(daemons, Release.own(), serverPort);
  }

  /** The same of another release. */
  static RealProxy active(RealDaemons daemons, Release release, int serverPort) throws IOException {
    return active(daemons, release, serverPort, "");
  }

  /** The same with more lines of configuration. */
  static RealProxy active(RealDaemons daemons, Release release, int serverPort, String more)
      throws IOException {
    return new RealProxy(daemons, release, activeMode(release, serverPort) + more);
  }

  /** One that waits for a server to come. */
  static RealProxy passive(RealDaemons daemons, Release release) throws IOException {
    return passive(daemons, release, "");
  }

  /** The same with more lines of configuration. */
  static RealProxy passive(RealDaemons daemons, Release release, String more) throws IOException {
    return new RealProxy(daemons, release, "ProxyMode=1\nServer=127.0.0.1\n" + more);
  }

  /** Waits until it has logged {@code text}. */
  void awaitLog(String text) {
    daemon.awaitLog(text);
  }

  /** Where it listens, for senders and for the server that polls it. */
  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /**
   * Has the real sender bring it a value, again and again until the proxy has its configuration and
   * takes it: so it takes it once.
   */
  void take(String host, String key, String value) {
    RealSender sender = new RealSender(release, port);
    await("the proxy takes a value")
        .atMost(PATIENCE)
        .until(() -> sender.send(host, key, value).output().contains("processed: 1;"));
  }
}
