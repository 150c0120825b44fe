package org.mockzabbix.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real {@code zabbix_server}, with the settings with which the vectors were measured, and one
 * trapper, so that what it remembers does not depend on which process takes a request.
 */
final class RealServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @SuppressWarnings("InlineFormatString") // a file is read more easily by itself
  private static final String SETTINGS =
      """
      ListenIP=127.0.0.1
      ListenPort=%d
      DBHost=127.0.0.1
      DBPort=%d
      DBName=zabbix
      DBUser=zabbix
      LogType=console
      PidFile=%3$s/zabbix_server.pid
      SocketDir=%3$s
      AllowRoot=1
      Timeout=4
      StatsAllowedIP=127.0.0.1
      CacheUpdateFrequency=5
      StartPingers=0
      StartTrappers=1
      %4$s
      """;

  private final int port;
  private final RunningProcess process;

  RealServer(String release, Programs programs, Path directory, int port, int databasePort)
      throws IOException {
    this.port = port;
    // Before 7.0 the measured servers had no discoverer.
    String discoverers = "StartDiscoverers=" + (release.startsWith("7.") ? 1 : 0);
    Path settings = directory.resolve("zabbix_server.conf");
    Files.writeString(settings, SETTINGS.formatted(port, databasePort, directory, discoverers));
    ProcessBuilder builder =
        new ProcessBuilder(programs.zabbixServer(), "-f", "-c", settings.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("zabbix_server.log").toFile());
    builder.environment().put("LD_LIBRARY_PATH", programs.libraries());
    process = new RunningProcess(builder, "TERM");
    try {
      awaitReady(directory);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void awaitReady(Path directory) throws IOException {
    Probe question = Probe.request("ready", 1, "{\"request\":\"zabbix.stats\"}");
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        if (question.play(port).text().contains("\"poller\"")) { // the last that a server measures
          return;
        }
      } catch (IOException notYet) {
        if (!process.isAlive() || Instant.now().isAfter(end)) {
          throw new IOException("zabbix_server does not start: see " + directory, notYet);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  int port() {
    return port;
  }

  /** Ends the server, which first writes all values to its database. */
  @Override
  public void close() {
    process.end();
  }
}
