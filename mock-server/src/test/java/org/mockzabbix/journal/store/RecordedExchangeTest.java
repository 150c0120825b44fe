package org.mockzabbix.journal.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.journal.store.Recordings.bytes;
import static org.mockzabbix.journal.store.Recordings.compressed;
import static org.mockzabbix.journal.store.Recordings.journal;
import static org.mockzabbix.journal.store.Recordings.judged;
import static org.mockzabbix.journal.store.Recordings.other;
import static org.mockzabbix.journal.store.Recordings.processed;
import static org.mockzabbix.journal.store.Recordings.row;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.Rows;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

class RecordedExchangeTest {

  private static final String ROW = row("web01", "cpu", "0.42");

  @Test
  void saysWhatHappened() {
    Exchange exchange = journal().add(processed(ROW));

    assertEquals(1, exchange.id());
    assertEquals(1, exchange.connection());
    assertEquals(Recordings.PEER, exchange.peer());
    assertEquals(10_051, exchange.localPort());
    assertEquals(Recordings.NOON, exchange.receivedAt());
    assertEquals(RequestKind.SENDER_DATA, exchange.kind());
    assertInstanceOf(SenderData.class, exchange.request());
    assertEquals(new Processed(1, 0, 1, 0.000055), exchange.response());
    assertEquals(Optional.empty(), exchange.reason());
    assertEquals(List.of(), exchange.warnings());
    assertEquals("web01 cpu = \"0.42\"", exchange.items().get(0).toString());
    assertEquals(Recordings.NOON, exchange.items().get(0).receivedAt());
  }

  @Test
  void keepsThePacketsBytes() {
    Exchange exchange = journal().add(processed(ROW));

    Bytes packet = PacketWriter.frame(1, bytes(Rows.json(ROW)));
    assertArrayEquals(packet.toArray(), exchange.packetBytes());
    assertEquals("5a42584401...", exchange.packetHex(5));
    assertEquals(Rows.json(ROW), exchange.text());
  }

  @Test
  void packetBytes_areACopy() {
    Exchange exchange = journal().add(processed(ROW));

    exchange.packetBytes()[20] = 0;

    assertEquals(Rows.json(ROW), exchange.text());
  }

  @Test
  void keepsACompressedPacketsBytesAndItsText() {
    Exchange exchange = journal().add(compressed(ROW));

    assertArrayEquals(
        PacketWriter.frame(3, bytes(Rows.json(ROW))).toArray(), exchange.packetBytes());
    assertEquals("5a42584403...", exchange.packetHex(5));
    assertEquals(Rows.json(ROW), exchange.text());
    assertEquals("0.42", exchange.items().get(0).value());
  }

  @Test
  void keepsTheBytesOfWhatIsUnreadable() {
    Invalid request = Invalid.unreadable("missing header");

    Exchange exchange = journal().add(other(bytes("GET / HTTP/1.1"), request, Response.none()));

    assertEquals(RequestKind.UNREADABLE, exchange.kind());
    assertEquals(request, exchange.request());
    assertEquals(Optional.of("missing header"), exchange.reason());
    assertEquals("474554202f20485454502f312e31", exchange.packetHex(100));
    assertEquals("", exchange.text());
    assertEquals(0, exchange.responseBytes().length);
    assertEquals(List.of(), exchange.items());
  }

  @Test
  void replyBytes_areThoseOfTheResponse() {
    Exchange exchange = journal().add(processed(ROW));

    String json =
        "{\"response\":\"success\","
            + "\"info\":\"processed: 1; failed: 0; total: 1; seconds spent: 0.000055\"}";
    assertArrayEquals(PacketWriter.frame(1, bytes(json)).toArray(), exchange.responseBytes());
  }

  @Test
  void items_areEveryRowWhateverBecameOfIt() {
    String[] rows = {ROW, "5", "{\"host\":\"h\"}"};

    Exchange exchange = journal().add(judged(rows, null, Outcome.NOT_AN_OBJECT, Outcome.NO_KEY));

    assertEquals(
        List.of(Outcome.PROCESSED, Outcome.NOT_AN_OBJECT, Outcome.NO_KEY),
        exchange.items().stream().map(item -> item.outcome()).toList());
  }

  @Test
  void json_isThePacketsTree() {
    Exchange exchange = journal().add(compressed(ROW));

    assertEquals("sender data", exchange.json().get("request").asText());
    assertEquals("web01", exchange.json().at("/data/0/host").asText());
  }

  @Test
  void json_takesAValueOfAnySize() {
    String value = "x".repeat(21_000_000);

    Exchange exchange = journal().add(processed(row("h", "k", value)));

    assertEquals(value.length(), exchange.json().at("/data/0/value").asText().length());
  }

  @Test
  void json_thereIsNone() {
    Exchange exchange =
        journal().add(other(bytes("xx"), Invalid.unreadable("missing header"), Response.none()));

    IllegalStateException e = assertThrows(IllegalStateException.class, exchange::json);

    assertEquals("exchange 1 has no JSON: it has no text", e.getMessage());
  }

  @Test
  void json_ofTextThatIsNone() {
    Bytes wire = PacketWriter.frame(1, bytes("{\"request\":"));
    Invalid request = new Invalid(RequestKind.UNREADABLE, "not valid JSON", "cannot parse");
    Bytes payload = wire.slice(13, wire.length() - 13);
    Exchange exchange =
        journal()
            .add(Recordings.text(wire, payload, request, Response.failed("cannot parse"), null));

    IllegalStateException e = assertThrows(IllegalStateException.class, exchange::json);

    assertTrue(e.getMessage().startsWith("exchange 1 has no JSON: Unexpected end-of-input"));
  }

  @Test
  void reason_ofEveryKindThatHasOne() {
    JournalStore journal = journal();

    assertEquals(
        Optional.of("the peer sent no byte in time"),
        journal
            .add(
                other(
                    Bytes.empty(), Invalid.empty("the peer sent no byte in time"), Response.none()))
            .reason());
    assertEquals(
        Optional.of("no Zabbix server knows the request \"foo\""),
        journal
            .add(
                other(
                    bytes("x"),
                    Invalid.unreadable("no Zabbix server knows the request \"foo\""),
                    Response.none()))
            .reason());
    assertEquals(
        Optional.of("cannot open \"data\" token"),
        journal
            .add(
                other(
                    bytes("x"),
                    new Invalid(
                        RequestKind.SENDER_DATA,
                        "cannot open \"data\" token",
                        "cannot open \"data\" token"),
                    Response.failed("cannot open \"data\" token")))
            .reason());
  }

  @Test
  void toString_isOneLine() {
    JournalStore journal = journal();

    assertEquals(
        "#1 127.0.0.1:40312 sender data: processed: 1; failed: 0; total: 1",
        journal.add(processed(ROW)).toString());
    assertEquals(
        "#2 127.0.0.1:40312 unreadable: missing header",
        journal
            .add(other(bytes("x"), Invalid.unreadable("missing header"), Response.none()))
            .toString());
  }
}
