package org.mockzabbix.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for who cannot ask for port 0: programs that do not tell which one they got, and servers
 * that come back where they were. Thread-safe.
 *
 * <p>They are below those that Linux gives to outgoing connections, so that nobody takes one while
 * nothing listens on it.
 */
public final class Ports {

  private static final int FIRST = 20_000;
  private static final int PORTS_A_PROCESS = 30;
  private static final int PROCESSES = 400;
  private static final int MILLIS = 1_000;

  private static final AtomicInteger NEXT =
      new AtomicInteger(
          FIRST + (int) (ProcessHandle.current().pid() % PROCESSES) * PORTS_A_PROCESS);

  private Ports() {}

  /** A port of the loopback address that nobody listens on, and that is given out once. */
  public static int free() {
    int port = NEXT.getAndIncrement();
    while (!isFree(port)) {
      port = NEXT.getAndIncrement();
    }
    return port;
  }

  /**
   * By connecting, not by listening: a process that another test starts in that moment inherits
   * what we listen on, and would hold the port a little longer than we do.
   */
  private static boolean isFree(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      return false;
    } catch (IOException nobodyListens) {
      return true;
    }
  }
}
