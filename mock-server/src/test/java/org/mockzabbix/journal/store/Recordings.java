package org.mockzabbix.journal.store;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Recording.ConnectionDetails;
import org.mockzabbix.journal.store.Recording.RecordedRequest;
import org.mockzabbix.journal.store.Recording.RecordedResponse;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.Rows;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

/** Recordings for tests: what a trapper would hand to the journal. */
final class Recordings {

  static final Decoder DECODER = Decoder.ofServer(ZabbixVersion.newest());
  static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_312);
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

  private Recordings() {}

  static JournalStore journal() {
    return new JournalStore(Long.MAX_VALUE);
  }

  /** Adds an exchange of the current epoch. */
  static Exchange addTo(JournalStore journal, Recording recording) {
    return journal.add(recording, journal.epoch());
  }

  static String row(String host, String key, String value) {
    return "{\"host\":\"" + host + "\",\"key\":\"" + key + "\",\"value\":\"" + value + "\"}";
  }

  /** A plain packet around rows, all of them processed. */
  static Recording processed(String... rows) {
    return judged(rows, new Outcome[rows.length]);
  }

  /** A plain packet around rows with these outcomes; null is processed. */
  static Recording judged(String[] rows, Outcome... outcomes) {
    Bytes wire = PacketWriter.frame(1, Bytes.of(Rows.json(String.join(",", rows))));
    Bytes payload = wire.slice(13, wire.length() - 13);
    return recording(wire, payload, verdicts(outcomes));
  }

  private static RowOutcomes verdicts(Outcome... outcomes) {
    RowOutcomes.Builder verdicts = new RowOutcomes.Builder(outcomes.length);
    for (int row = 0; row < outcomes.length; row++) {
      verdicts.set(row, outcomes[row] == null ? Outcome.PROCESSED : outcomes[row]);
    }
    verdicts.count(0, outcomes.length);
    return verdicts.build();
  }

  /** The same rows in a compressed packet. */
  static Recording compressed(String... rows) {
    Bytes payload = Bytes.of(Rows.json(String.join(",", rows)));
    return recording(
        PacketWriter.frame(3, payload), payload, RowOutcomes.allProcessed(rows.length));
  }

  private static Recording recording(Bytes wire, Bytes payload, RowOutcomes verdicts) {
    SenderData request = (SenderData) DECODER.decode(payload);
    Response response =
        new Processed(verdicts.processed(), verdicts.failed(), verdicts.total(), 0.000055);
    return recording(1, wire, payload, request, response, verdicts);
  }

  /** Something else than item values. */
  static Recording other(Bytes wire, Request request, Response response) {
    return text(wire, Bytes.empty(), request, response, null);
  }

  /** A packet that is not around rows. */
  static Recording text(
      Bytes wire,
      Bytes payload,
      Request request,
      Response response,
      @Nullable RowOutcomes verdicts) {
    return recording(2, wire, payload, request, response, verdicts);
  }

  private static Recording recording(
      long connection,
      Bytes wire,
      Bytes payload,
      Request request,
      Response response,
      @Nullable RowOutcomes verdicts) {
    return Recording.of(
        new ConnectionDetails(connection, PEER, 10_051, NOON, null, new CourseRecorder()),
        new RecordedRequest(wire, payload, request, DECODER),
        new RecordedResponse(response, 1, verdicts));
  }

  static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
