package org.mockzabbix.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;

class ClientHelloReaderTest {

  private static final int RECORD_HEADER = 5;

  private static byte[] hello() throws TlsException {
    return TlsConnector.open(TlsConfig.psk(TestPsk.random("web01"))).output();
  }

  /** Divides the message of the first record into records of {@code length} bytes. */
  private static byte[] divided(byte[] record, int length) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int start = RECORD_HEADER; start < record.length; start += length) {
      int count = Math.min(length, record.length - start);
      records.writeBytes(new byte[] {0x16, 3, 1, 0, (byte) count});
      records.write(record, start, count);
    }
    return records.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 100})
  void readsAnyDivisionIntoRecordsAndSegments(int recordLength) throws TlsException {
    byte[] bytes = divided(hello(), recordLength);
    for (int segment : new int[] {1, 7, bytes.length}) {
      ClientHelloReader reader = new ClientHelloReader();
      int sent = 0;
      boolean complete = false;
      while (sent < bytes.length) {
        assertFalse(complete, "complete before the last byte");
        int count = Math.min(segment, bytes.length - sent);
        complete = reader.add(ByteBuffer.wrap(bytes, sent, count));
        sent += count;
      }
      assertTrue(complete);
      assertEquals(List.of("web01"), reader.hello().identities());
      assertEquals(HexFormat.of().formatHex(bytes), HexFormat.of().formatHex(reader.received()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1668656c6c6f | the first byte is that of TLS, but what follows is no TLS record",
        "160303ffff | a TLS record has the length 65535 instead of 1 to 16389",
        "1603010000 | a TLS record has the length 0 instead of 1 to 16389",
        "160301000102150303 | a TLS record of type 21 precedes the handshake",
        "16030100040e000000 | the first handshake message is not a ClientHello",
        "160301000401000000 | the ClientHello is malformed",
        "1603010029010000250303000000000000000000000000000000000000000000000000000000000000000000ffff"
            + " | the ClientHello is malformed",
      })
  void refusesWhatIsNoClientHello(String hex, String reason) {
    byte[] bytes = HexFormat.of().parseHex(hex.strip());
    TlsException refused =
        assertThrows(TlsException.class, () -> new ClientHelloReader().add(ByteBuffer.wrap(bytes)));
    assertEquals(reason, refused.reason());
  }

  @Test
  void refusesGiantMessages() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(HexFormat.of().parseHex("160301400001ffffff"));
    bytes.writeBytes(new byte[(16 << 10) - 4]);
    for (int i = 0; i < 4; i++) {
      bytes.writeBytes(HexFormat.of().parseHex("1603014000"));
      bytes.writeBytes(new byte[16 << 10]);
    }
    ClientHelloReader reader = new ClientHelloReader();
    TlsException refused =
        assertThrows(TlsException.class, () -> reader.add(ByteBuffer.wrap(bytes.toByteArray())));
    assertEquals("the ClientHello is larger than 65536 bytes", refused.reason());
  }
}
