package org.mockzabbix.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

  private LocalPeer(InetSocketAddress client, InetSocketAddress server) {
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

  /** Returns whether the client has certainly closed its end completely. */
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

  private boolean hasOpenSocket(Path table) throws IOException {
    try (Stream<String> lines = Files.lines(table, StandardCharsets.US_ASCII)) {
      return lines.map(line -> line.strip().split("\\s+")).anyMatch(this::isOpenSocket);
    }
  }

  private boolean isOpenSocket(String[] columns) {
    return columns.length > INODE
        && columns[LOCAL_ADDRESS].endsWith(local)
        && columns[REMOTE_ADDRESS].endsWith(remote)
        && !columns[INODE].equals("0");
  }
}
