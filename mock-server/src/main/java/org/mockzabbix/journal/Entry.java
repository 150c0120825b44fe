package org.mockzabbix.journal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.Decoder;
import org.mockzabbix.protocol.HistoryRows;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.wire.Bytes;

/**
 * One exchange in the smallest form that still answers every question: the packet's own bytes, and
 * positions in them. Immutable but for {@code notes}, which only grow.
 *
 * <p>Of a packet with a single row not even the position is kept; it is decoded again when somebody
 * asks, since the same bytes always decode to the same request.
 */
final class Entry {

  /** What the object, its arrays' headers and its place in the log take, measured generously. */
  private static final int OWN_BYTES = 160;

  final long id;
  final long connection;
  final int replyFlags;
  final int rows;
  final Response response;
  private final InetAddress peerAddress;
  private final int peerPort;
  final int localPort;
  private final long receivedNanos;
  private final Bytes wire;
  private final Bytes payload;
  private final @Nullable Request request; // null: decode the payload again
  private final RequestKind kind;
  private final int singleHash;
  private final @Nullable RowVerdicts verdicts;
  private final Decoder decoder;
  final List<String> rules;
  final List<Fault> faults;
  private volatile List<String> notes;

  Entry(long id, Recording recording, InetAddress peerAddress) {
    this.id = id;
    this.connection = recording.connection();
    this.replyFlags = recording.replyFlags();
    this.response = recording.response();
    this.peerAddress = peerAddress;
    this.peerPort = recording.peer().getPort();
    this.localPort = recording.localPort();
    this.receivedNanos = nanos(recording.receivedAt());
    this.wire = recording.wire();
    this.payload = recording.payload();
    this.kind = recording.request().kind();
    this.verdicts = recording.verdicts();
    this.decoder = recording.decoder();
    this.notes = recording.warnings();
    this.rules = recording.rules();
    this.faults = recording.faults();
    HistoryRows rowsNow = rowsOf(recording.request());
    this.rows = rowCount(recording.request(), rowsNow);
    this.singleHash = rows == 1 ? onlyHash(recording.request(), rowsNow) : 0;
    boolean decodesAgain = kind == RequestKind.SENDER_DATA || kind == RequestKind.LEGACY_DATA;
    this.request = rows == 1 && decodesAgain ? null : recording.request();
  }

  private static int rowCount(Request request, @Nullable HistoryRows rows) {
    if (rows != null) {
      return rows.size();
    }
    return request.single() == null ? 0 : 1;
  }

  private static int onlyHash(Request request, @Nullable HistoryRows rows) {
    if (rows != null) {
      return rows.nameHash(0);
    }
    Request.SingleValue single = request.single();
    return single == null ? 0 : single.item().hash();
  }

  private static @Nullable HistoryRows rowsOf(Request request) {
    return request.rows();
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  Request request() {
    return request == null ? decoder.decode(payload) : request;
  }

  RequestKind kind() {
    return kind;
  }

  Bytes wire() {
    return wire;
  }

  Bytes payload() {
    return payload;
  }

  InetSocketAddress peer() {
    return new InetSocketAddress(peerAddress, peerPort);
  }

  Instant receivedAt() {
    return Instant.ofEpochSecond(0, receivedNanos);
  }

  List<String> notes() {
    return notes;
  }

  /** Adds a note; callers hold the journal's lock. */
  void note(String text) {
    List<String> more = new ArrayList<>(notes);
    more.add(text);
    notes = List.copyOf(more);
  }

  /** Heap that this entry keeps alive, in bytes, about. */
  long bytes() {
    long evidence = (long) wire.length() + (payload.sharesArrayWith(wire) ? 0 : payload.length());
    HistoryRows positions = request == null ? null : rowsOf(request);
    return OWN_BYTES
        + evidence
        + (positions == null ? 0 : positions.positionBytes())
        + (verdicts == null ? 0 : verdicts.bytes());
  }

  /** Hands every row's value to {@code sink}, whatever became of it. */
  void eachRow(Consumer<ItemValue> sink) {
    if (rows == 0) {
      return;
    }
    Request decoded = request();
    for (int row = 0; row < rows; row++) {
      sink.accept(value(decoded, row));
    }
  }

  /** The same for rows whose name hashes to {@code hash}, without reading the others. */
  void eachRowOf(ItemName name, int hash, Consumer<ItemValue> sink) {
    if (verdicts != null && verdicts.namesItems()) {
      eachNamedRow(name, sink);
      return;
    }
    if (rows == 1) {
      if (singleHash == hash) {
        sink.accept(value(request(), 0));
      }
      return;
    }
    HistoryRows positions = request == null ? null : rowsOf(request);
    for (int row = 0; positions != null && row < rows; row++) {
      if (positions.nameHash(row) == hash) {
        sink.accept(value(request(), row));
      }
    }
  }

  /** Rows that were sent by number compare by what the numbers stand for. */
  private void eachNamedRow(ItemName name, Consumer<ItemValue> sink) {
    for (int row = 0; verdicts != null && row < rows; row++) {
      if (name.equals(verdicts.name(row))) {
        sink.accept(value(request(), row));
      }
    }
  }

  /** Rows that were processed; they may lack a value. */
  int processedRows() {
    return verdicts == null ? 0 : verdicts.processed();
  }

  private ItemValue value(Request decoded, int row) {
    Outcome outcome = verdicts == null ? Outcome.NOT_REACHED : verdicts.outcome(row);
    ItemValue.Context context = context(decoded, row);
    Request.SingleValue single = decoded.single();
    if (single != null) {
      return ItemValue.of(single, outcome, context);
    }
    HistoryRows data = decoded.rows();
    if (data == null) {
      throw new AssertionError("no rows in " + decoded.getClass());
    }
    return ItemValue.of(data, verdicts == null ? null : verdicts.name(row), outcome, context);
  }

  private ItemValue.Context context(Request decoded, int row) {
    return new ItemValue.Context(source(), decoded.valuesOf(), id, connection, row, receivedAt());
  }

  private ItemValue.Source source() {
    return switch (kind) {
      case SENDER_DATA -> ItemValue.Source.SENDER;
      case AGENT_DATA -> ItemValue.Source.ACTIVE_AGENT;
      case PROXY_DATA -> ItemValue.Source.PROXY;
      case POLL -> ItemValue.Source.POLL;
      case HISTORY_PUSH -> ItemValue.Source.HISTORY_PUSH;
      case LEGACY_DATA -> ItemValue.Source.LEGACY_SENDER;
      default -> throw new AssertionError("no values come by " + kind);
    };
  }
}
