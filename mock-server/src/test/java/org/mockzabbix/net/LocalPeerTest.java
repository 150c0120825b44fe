package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of sockets in which the client's end of a connection is looked for. */
class LocalPeerTest {

  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";
  private static final String OTHER = line(40_003, 10_051, 7);

  private final LocalPeer peer =
      new LocalPeer(
          new InetSocketAddress("127.0.0.1", 40_001), new InetSocketAddress("127.0.0.1", 10_051));

  @TempDir Path directory;
  private Path table;

  @BeforeEach
  void create() {
    table = directory.resolve("tcp");
  }

  private static String line(int local, int remote, int inode) {
    return String.format(
        "   0: 0100007F:%04X 0100007F:%04X 01 00000000:00000000 00:00000000 00000000     0        0"
            + " %d 1 0000000000000000%n",
        local, remote, inode);
  }

  @Test
  void aSocketOfAProgram_isOpen() throws IOException {
    Files.writeString(table, HEAD + OTHER + line(40_001, 10_051, 8));

    assertTrue(peer.hasOpenSocket(table));
  }

  @Test
  void aSocketThatNoProgramHasAnyMore_isNotOpen() throws IOException {
    Files.writeString(table, HEAD + OTHER + line(40_001, 10_051, 0));

    assertFalse(peer.hasOpenSocket(table));
  }

  @Test
  void theServersEnd_isNotThatOfTheClient() throws IOException {
    Files.writeString(table, HEAD + line(10_051, 40_001, 8));

    assertFalse(peer.hasOpenSocket(table));
  }

  @Test
  void anInterrupt_endsTheSearch() throws IOException {
    Files.writeString(table, HEAD + OTHER);
    Thread.currentThread().interrupt();

    InterruptedIOException thrown =
        assertThrows(InterruptedIOException.class, () -> peer.hasOpenSocket(table));

    assertTrue(Thread.interrupted());
    assertEquals("the listener is being closed", thrown.getMessage());
  }
}
