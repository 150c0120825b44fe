package org.mockzabbix.assertion;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.journal.store.Recording;
import org.mockzabbix.journal.store.Recording.ConnectionDetails;
import org.mockzabbix.journal.store.Recording.RecordedRequest;
import org.mockzabbix.journal.store.Recording.RecordedResponse;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.server.Rules;
import org.mockzabbix.wire.Bytes;

/** A recorder that tests fill by hand, as a server does behind its port. Thread-safe. */
final class Inbox implements JournalSource {

  private static final Decoder DECODER = Decoder.ofServer(ZabbixVersion.V7_0);

  private final JournalStore journal;
  private final Rules rules = new Rules();
  private long refusedConnections;

  Inbox() {
    this(1 << 20);
  }

  Inbox(long maxBytes) {
    this.journal = new JournalStore(maxBytes);
  }

  /** One packet with these rows, all of them processed. */
  Exchange receive(String... rows) {
    RowOutcomes processed = RowOutcomes.allProcessed(rows.length);
    return add(packet(rows), new Response.Processed(rows.length, 0, rows.length, 0), processed);
  }

  /** The same on a connection that began in another epoch. */
  Exchange receiveLate(Epoch begun, String... rows) {
    Bytes payload = Bytes.of(packet(rows));
    return journal.add(
        recording(
            1,
            payload,
            DECODER.decode(payload),
            new Response.Processed(rows.length, 0, rows.length, 0),
            RowOutcomes.allProcessed(rows.length)),
        begun);
  }

  /** One packet with one row, which is not processed. */
  Exchange reject(Outcome outcome, String row) {
    RowOutcomes.Builder verdict = new RowOutcomes.Builder(1);
    verdict.set(0, outcome);
    verdict.count(0, 1);
    return add(packet(row), new Response.Processed(0, 1, 1, 0), verdict.build());
  }

  /** One packet with this text, whose rows are all processed. */
  Exchange receivePacket(String text) {
    Bytes payload = Bytes.of(text);
    int count = DECODER.decode(payload).values().size();
    return add(text, new Response.Processed(count, 0, count, 0), RowOutcomes.allProcessed(count));
  }

  /** A question for a key, as a mock agent gets it. */
  Exchange ask(String key) {
    Request question = new Request.PassiveCheck(key, Request.PassiveCheckFormat.PLAIN, null);
    return add(Bytes.of(key), question, Response.none(), null);
  }

  /** What an agent answered to a poll. */
  Exchange poll(String host, String key, String value) {
    Request polled =
        new Request.CompletedPoll(
            new ItemName(host, key), CheckResult.value(value), Request.PassiveCheckFormat.PLAIN);
    return add(0, Bytes.of(value), polled, Response.none(), RowOutcomes.allProcessed(1));
  }

  private static String packet(String... rows) {
    return "{\"request\":\"sender data\",\"data\":[" + String.join(",", rows) + "]}";
  }

  /** One packet with this text, whatever it is, which is refused. */
  Exchange refuse(String text) {
    return add(text, Response.none(), null);
  }

  private Exchange add(String text, Response response, @Nullable RowOutcomes verdicts) {
    Bytes payload = Bytes.of(text);
    return add(payload, DECODER.decode(payload), response, verdicts);
  }

  /** Bytes that are no packet. */
  Exchange receiveUnreadable(String reason) {
    return receiveUnreadable(reason, Bytes.empty());
  }

  /** The same, the bytes being known. */
  Exchange receiveUnreadable(String reason, Bytes bytes) {
    return add(bytes, Request.Invalid.unreadable(reason), Response.none(), null);
  }

  /** A connection without a byte. */
  Exchange receiveNothing() {
    return add(Bytes.empty(), Request.Invalid.empty("nothing"), Response.none(), null);
  }

  private Exchange add(
      Bytes payload, Request request, Response response, @Nullable RowOutcomes verdicts) {
    return add(1, payload, request, response, verdicts);
  }

  private Exchange add(
      long connection,
      Bytes payload,
      Request request,
      Response response,
      @Nullable RowOutcomes verdicts) {
    Recording recording = recording(connection, payload, request, response, verdicts);
    return journal.add(recording, journal.epoch());
  }

  private static Recording recording(
      long connection,
      Bytes payload,
      Request request,
      Response response,
      @Nullable RowOutcomes verdicts) {
    return Recording.of(
        new ConnectionDetails(
            connection,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000),
            10_051,
            Instant.ofEpochSecond(1_700_000_000),
            null,
            null),
        new RecordedRequest(payload, payload, request, DECODER),
        new RecordedResponse(response, 1, verdicts));
  }

  void refuseConnections(long number) {
    refusedConnections = number;
  }

  /** A row with a host, a key and a value that is text. */
  static String row(String host, String key, String value) {
    return "{\"host\":\"%s\",\"key\":\"%s\",\"value\":\"%s\"}".formatted(host, key, value);
  }

  /** The processed value of this row. */
  static ItemValue value(String row) {
    return new Inbox().receive(row).items().get(0);
  }

  @Override
  public JournalStore journal() {
    return journal;
  }

  @Override
  public long refusedConnections() {
    return refusedConnections;
  }

  @Override
  public List<Rule> unusedRules() {
    return rules.unused();
  }

  /** The rules that a test may add. */
  Rules rules() {
    return rules;
  }

  @Override
  public String toString() {
    return "the inbox";
  }
}
