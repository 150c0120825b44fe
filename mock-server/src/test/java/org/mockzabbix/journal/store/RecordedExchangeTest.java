package org.mockzabbix.journal.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.journal.store.Recordings.addTo;
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
import org.mockzabbix.fault.Fault;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.Rows;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

class RecordedExchangeTest {

  private static final String ROW = row("web01", "cpu", "0.42");
  private static final Invalid INVALID = Invalid.unreadable("missing header");

  @Test
  void saysWhatHappened() {
    Exchange exchange = addTo(journal(), processed(ROW));

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
  void saysWhichRulesAndFaultsApplied() {
    TlsInfo tls = TlsInfo.psk("TLSv1.2", "suite", "web01");
    Recording plain = processed(ROW);
    Recording.ConnectionDetails from = plain.connection();
    Recording ruled =
        new Recording(
            new Recording.ConnectionDetails(
                from.number(), from.peer(), from.localPort(), from.receivedAt(), tls, null),
            plain.received(),
            plain.sent(),
            List.of("the client sent surplus bytes"),
            List.of("sender data", "any request"),
            List.of(Fault.reset(), Fault.corruptHeader()),
            true);

    Exchange exchange = addTo(journal(), ruled);

    assertEquals(Optional.of(tls), exchange.tls());
    assertEquals(List.of("the client sent surplus bytes"), exchange.warnings());
    assertEquals(Optional.of("sender data, any request"), exchange.rule());
    assertEquals(List.of("reset before the reply", "corrupt header"), exchange.faults());
    assertEquals(List.of(), exchange.course());
    assertTrue(exchange.wasCutOff());
    Exchange without = addTo(journal(), plain);
    assertEquals(Optional.empty(), without.tls());
    assertEquals(Optional.empty(), without.rule());
    assertEquals(List.of(), without.faults());
    assertFalse(without.wasCutOff());
  }

  @Test
  void countsItsValues() {
    String[] rows = {row("h", "a", "1"), row("h", "b", "2"), row("h", "a", "3")};
    Exchange exchange = addTo(journal(), judged(rows, null, Outcome.UNKNOWN_KEY, null));

    assertEquals(3, exchange.itemCount());
    assertEquals(3, exchange.items().size());
    assertEquals(
        List.of("1", "3"), exchange.items("h", "a").stream().map(ItemValue::value).toList());
    assertEquals(List.of(), exchange.items("h", "c"));
    assertEquals(0, addTo(journal(), other(bytes("x"), INVALID, Response.none())).itemCount());
  }

  @Test
  void valuesSentByItemid_areFoundByTheNamesOfTheirItems() {
    Bytes payload =
        bytes(
            "{\"request\":\"agent data\",\"session\":\"0123456789abcdef0123456789abcdef\","
                + "\"host\":\"h\",\"version\":\"7.0\",\"variant\":1,\"data\":["
                + "{\"id\":1,\"itemid\":7,\"value\":\"1\",\"clock\":1700000000,\"ns\":1}]}");
    RowOutcomes.Builder outcomes = new RowOutcomes.Builder(1);
    outcomes.set(0, Outcome.PROCESSED);
    outcomes.name(0, new ItemName("h", "a"));
    outcomes.count(0, 1);
    Request request = Recordings.DECODER.decode(payload);
    Exchange exchange =
        addTo(
            journal(),
            Recordings.text(payload, payload, request, Response.none(), outcomes.build()));

    assertEquals(1, exchange.items("h", "a").size());
    assertEquals(List.of(), exchange.items("h", "b"));
    assertEquals(List.of(), exchange.items("", ""));
  }

  @Test
  void keepsThePacketsBytes() {
    Exchange exchange = addTo(journal(), processed(ROW));

    Bytes packet = PacketWriter.frame(1, bytes(Rows.json(ROW)));
    assertArrayEquals(packet.toArray(), exchange.packetBytes());
    assertEquals("5a42584401...", exchange.packetHex(5));
    assertEquals(Rows.json(ROW), exchange.text());
  }

  @Test
  void packetBytes_areACopy() {
    Exchange exchange = addTo(journal(), processed(ROW));

    exchange.packetBytes()[20] = 0;

    assertEquals(Rows.json(ROW), exchange.text());
  }

  @Test
  void keepsACompressedPacketsBytesAndItsText() {
    Exchange exchange = addTo(journal(), compressed(ROW));

    assertArrayEquals(
        PacketWriter.frame(3, bytes(Rows.json(ROW))).toArray(), exchange.packetBytes());
    assertEquals("5a42584403...", exchange.packetHex(5));
    assertEquals(Rows.json(ROW), exchange.text());
    assertEquals("0.42", exchange.items().get(0).value());
  }

  @Test
  void keepsTheBytesOfWhatIsUnreadable() {
    Invalid request = INVALID;

    Exchange exchange = addTo(journal(), other(bytes("GET / HTTP/1.1"), request, Response.none()));

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
    Exchange exchange = addTo(journal(), processed(ROW));

    String json =
        "{\"response\":\"success\","
            + "\"info\":\"processed: 1; failed: 0; total: 1; seconds spent: 0.000055\"}";
    assertArrayEquals(PacketWriter.frame(1, bytes(json)).toArray(), exchange.responseBytes());
  }

  @Test
  void items_areEveryRowWhateverBecameOfIt() {
    String[] rows = {ROW, "5", "{\"host\":\"h\"}"};

    Exchange exchange = addTo(journal(), judged(rows, null, Outcome.NOT_AN_OBJECT, Outcome.NO_KEY));

    assertEquals(
        List.of(Outcome.PROCESSED, Outcome.NOT_AN_OBJECT, Outcome.NO_KEY),
        exchange.items().stream().map(item -> item.outcome()).toList());
  }

  @Test
  void json_isThePacketsTree() {
    Exchange exchange = addTo(journal(), compressed(ROW));

    assertEquals("sender data", exchange.json().get("request").asText());
    assertEquals("web01", exchange.json().at("/data/0/host").asText());
  }

  @Test
  void json_takesAValueOfAnySize() {
    String value = "x".repeat(21_000_000);

    Exchange exchange = addTo(journal(), processed(row("h", "k", value)));

    assertEquals(value.length(), exchange.json().at("/data/0/value").asText().length());
  }

  @Test
  void json_thereIsNone() {
    Exchange exchange = addTo(journal(), other(bytes("xx"), INVALID, Response.none()));

    IllegalStateException e = assertThrows(IllegalStateException.class, exchange::json);

    assertEquals("exchange 1 has no JSON: it has no text", e.getMessage());
  }

  @Test
  void json_ofTextThatIsNone() {
    Bytes wire = PacketWriter.frame(1, bytes("{\"request\":"));
    Invalid request = new Invalid(RequestKind.UNREADABLE, "not valid JSON", "cannot parse");
    Bytes payload = wire.slice(13, wire.length() - 13);
    Exchange exchange =
        addTo(
            journal(),
            Recordings.text(wire, payload, request, Response.failed("cannot parse"), null));

    IllegalStateException e = assertThrows(IllegalStateException.class, exchange::json);

    assertTrue(e.getMessage().startsWith("exchange 1 has no JSON: Unexpected end-of-input"));
  }

  @Test
  void reason_ofEveryKindThatHasOne() {
    JournalStore journal = journal();

    assertEquals(
        Optional.of("the peer sent no byte in time"),
        addTo(
                journal,
                other(
                    Bytes.empty(), Invalid.empty("the peer sent no byte in time"), Response.none()))
            .reason());
    assertEquals(
        Optional.of("no Zabbix server knows the request \"foo\""),
        addTo(
                journal,
                other(
                    bytes("x"),
                    Invalid.unreadable("no Zabbix server knows the request \"foo\""),
                    Response.none()))
            .reason());
    assertEquals(
        Optional.of("cannot open \"data\" token"),
        addTo(
                journal,
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
        addTo(journal, processed(ROW)).toString());
    assertEquals(
        "#2 127.0.0.1:40312 unreadable: missing header",
        addTo(journal, other(bytes("x"), INVALID, Response.none())).toString());
  }
}
