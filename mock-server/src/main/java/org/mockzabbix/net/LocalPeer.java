package org.mockzabbix.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The client's end of a connection over the loopback interface, as Linux lists it. TCP itself does
 * not show whether a client that has ended its output has closed the connection, too.
 */
final class LocalPeer {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final int LOCAL_ADDRESS = 1;
  private static final int REMOTE_ADDRESS = 2;
  private static final int INODE = 9; // 0 if no program has the socket any more

  private final String local;
  private final String remote;
  private final boolean listed;

  LocalPeer(InetSocketAddress client, InetSocketAddress server) {
    this.local = portSuffix(client);
    this.remote = portSuffix(server);
    this.listed = client.getAddress().isLoopbackAddress() && Files.isReadable(TABLES.get(0));
  }

  static LocalPeer of(SocketChannel accepted) throws IOException {
    return new LocalPeer(
        (InetSocketAddress) accepted.getRemoteAddress(),
        (InetSocketAddress) accepted.getLocalAddress());
  }

  private static String portSuffix(InetSocketAddress address) {
    return String.format(Locale.ROOT, ":%04X", address.getPort());
  }

  /**
   * Returns whether the client has certainly closed its end completely.
   *
   * @throws InterruptedIOException if the current thread is interrupted
   */
  boolean hasClosed() throws IOException {
    if (!listed) {
      return false;
    }
    for (Path table : TABLES) {
      if (Files.isReadable(table) && hasOpenSocket(table)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether a line of the table is the client's socket. A list of thousands of sockets
   * takes the system seconds, so an interrupt ends the search.
   */
  boolean hasOpenSocket(Path table) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(table, US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        FaultInjector.checkInterrupt();
        if (isOpenSocket(line.strip().split("\\s+"))) {
          return true;
        }
      }
      return false;
    }
  }

  private boolean isOpenSocket(String[] columns) {
    return columns.length > INODE
        && columns[LOCAL_ADDRESS].endsWith(local)
        && columns[REMOTE_ADDRESS].endsWith(remote)
        && !columns[INODE].equals("0");
  }
}
