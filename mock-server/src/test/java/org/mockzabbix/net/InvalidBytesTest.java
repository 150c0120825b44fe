package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.net.ReadResult.InvalidBytes;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketLimits;

/** Invalid packets: the connection is closed, and the handler receives the reason. */
@Timeout(240)
class InvalidBytesTest {

  private final RecordingHandler handler = new RecordingHandler();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          7b7d                                              | missing header: expected 'ZBXD', received '{}': is the 13-byte header missing?
          474554202f20485454502f312e310d0a                  | missing header: expected 'ZBXD', received 'GET / HTTP/1.1\\r\\n': this looks like an HTTP request
          16030100050100000100                              | the client used TLS, but this port expects unencrypted packets: received '\\x16\\x03\\x01\\x00\\x05\\x01\\x00\\x00\\x01\\x00'
          5a425845 01 02000000 00000000 6869                | missing header: expected 'ZBXD', received 'ZBXE\\x01\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00hi'
          5a425844 00 02000000 00000000 6869                | unsupported flags 0x00: 0x01 (protocol) must be set (received 'ZBXD\\x00\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00hi')
          5a425844 02 02000000 00000000 6869                | unsupported flags 0x02: 0x01 (protocol) must be set: the flags of compressed data are 0x03 (received 'ZBXD\\x02\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00hi')
          5a425844 05 0200000000000000 0000000000000000 6869 | unsupported flags 0x05: accepted are 0x01 (protocol), 0x02 (compressed) (received 'ZBXD\\x05\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00...')
          5a425844 09 02000000 00000000 6869                | unsupported flags 0x09: accepted are 0x01 (protocol), 0x02 (compressed) (received 'ZBXD\\t\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00hi')
          5a425844 01 01000040 00000000 7b                  | declared 1073741825 bytes, the protocol allows 1073741824
          5a425844 01 01000000 01000040 7b                  | declared 1073741825 bytes uncompressed (RESERVED), the protocol allows 1073741824
          5a425844 01 01000008 00000000 7b                  | declared 134217729 bytes, the limit here is 134217728 (maxPacketSize)
          5a425844 01 02000000 00000000 686921              | declared 2 bytes, received 3: 1 byte too many
          5a425844 01 02000000 00000000 c3a4c3b6            | declared 2 bytes, received 4: is the length counted in characters instead of bytes?
          5a425844 03 02000000 02000000 6869                | the compressed data is not a zlib stream: incorrect header check: is it not compressed? Then the flags are 0x01 (the data begins with 'hi')
          5a425844 03 0a000000 01000000 789ccbc80400013b00d2 | declared 1 byte uncompressed (RESERVED), the data inflates to more
          5a425844 03 0a000000 03000000 789ccbc80400013b00d2 | declared 3 bytes uncompressed (RESERVED), the data inflates to 2
          """)
  void closesSilently(String sent, String reason) throws Exception {
    Bytes bytes = Client.hex(sent);
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      assertEquals(Bytes.empty(), client.send(bytes).readAll());

      InvalidBytes result = assertInstanceOf(InvalidBytes.class, handler.nextResult());
      assertEquals(reason, result.reason());
      assertEquals(bytes, result.received());
      assertEquals(bytes.length(), result.receivedCount());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          5a4258                           | missing header: the connection was closed after 'ZBX'
          5a425844                         | missing flags: the connection was closed after 'ZBXD'
          5a425844 01 620000               | missing data length: the connection was closed after 8 of the header's 13 bytes
          5a425844 01 62000000 00000000 31 | declared 98 bytes, the connection was closed after 1
          """)
  void closesSilently_whenTheClientHalfCloses(String sent, String reason) throws Exception {
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      assertEquals(Bytes.empty(), client.send(Client.hex(sent)).halfClose().readAll());

      InvalidBytes result = assertInstanceOf(InvalidBytes.class, handler.nextResult());
      assertEquals(reason, result.reason());
      assertEquals(Client.hex(sent), result.received());
    }
  }

  @Test
  void invalidBytes_canGetAResponse() throws Exception {
    RecordingHandler rude = new RecordingHandler(result -> EncodedResponse.of(Bytes.of("what?")));
    try (Listener listener = Listeners.open(rude);
        Client client = new Client(listener)) {

      Bytes reply = client.send(Client.hex("7b7d")).readAll();

      assertEquals("what?", reply.text());
    }
  }

  @Test
  void oversizedPacket_isDrainedCompletely() throws Exception {
    try (Listener listener = Listener.open(holding(Duration.ofSeconds(10)), handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("x".repeat(101)).slice(0, 113));
      InvalidBytes result = assertInstanceOf(InvalidBytes.class, handler.nextResult());
      client.send(Bytes.of("x"));

      assertEquals(Bytes.empty(), client.readAll());
      assertEquals(
          "declared 101 bytes, the limit here is 100 (maxPacketSize) (the data begins with '"
              + "x".repeat(96)
              + "...')",
          result.reason());
    }
  }

  @Test
  void oversizedPacket_isDrainedUntilTheClientCloses() throws Exception {
    try (Listener listener = Listener.open(holding(Duration.ofSeconds(10)), handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("x".repeat(101)).slice(0, 13));
      handler.nextResult();
      client.halfClose();

      assertEquals(Bytes.empty(), client.readAll());
    }
  }

  @Test
  void oversizedPacket_isDrainedUntilTheTimeout() throws Exception {
    try (Listener listener = Listener.open(holding(Duration.ofMillis(100)), handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("x".repeat(101)).slice(0, 13));

      assertEquals(Bytes.empty(), client.readAll());
      assertInstanceOf(InvalidBytes.class, handler.nextResult());
      assertEquals(0, handler.resultsLeft());
    }
  }

  private static ListenerConfig holding(Duration restTimeout) {
    ListenerConfig config = Listeners.config().withRestTimeout(restTimeout);
    PacketLimits limits = PacketLimits.zabbix60().withMaxPacketSize(100);
    return config.withLimits(limits);
  }

  @Test
  void tenThousandRandomStrings_leaveTheListenerResponsive() throws Exception {
    Random random = new Random(20_261_121);
    try (Listener listener = Listeners.open(handler)) {
      Set<Long> connections = new HashSet<>();

      for (int i = 0; i < 10_000; i++) {
        sendAndHalfClose(listener, randomBytes(random));
        connections.add(handler.nextRead().connection().number());
      }

      assertEquals(10_000, connections.size());
      assertEquals(0, handler.resultsLeft());
      Client.assertAnswers(listener);
    }
  }

  /** Half of them begin like a packet, so that not all are rejected at the first byte. */
  private static Bytes randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(60)];
    random.nextBytes(bytes);
    Bytes start = Client.hex("5a425844 01 0a000000 00000000");
    if (random.nextBoolean()) {
      System.arraycopy(start.array(), 0, bytes, 0, Math.min(bytes.length, random.nextInt(14)));
    }
    return Bytes.of(bytes);
  }

  private static void sendAndHalfClose(Listener listener, Bytes bytes) throws IOException {
    try (Client client = new Client(listener)) {
      client.send(bytes).halfClose().readAll();
    } catch (SocketException closedByTheServer) {
      assertTrue(bytes.length() > 0, "nothing was sent, and nothing refused");
    }
  }
}
