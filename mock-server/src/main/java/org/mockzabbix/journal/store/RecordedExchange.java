package org.mockzabbix.journal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.journal.ByteMark;
import org.mockzabbix.journal.ConnectionEvent;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.SharedResponses.SharedResponse;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.CompletedPoll;
import org.mockzabbix.protocol.Request.FailedPoll;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.RequestValues;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.protocol.json.JsonTree;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.MarkedBytes;

/**
 * An exchange in a compact form: the bytes of the packet, and the positions of the values in them.
 * The request itself is decoded again when it is read. Immutable, except for {@code warnings} and
 * {@code course}, which only grow.
 */
final class RecordedExchange implements Exchange {

  /** The number of a late exchange. */
  static final long LATE = 0;

  /** The heap of this object, of the headers of its arrays and of its place in the log. */
  private static final int OWN_BYTES = 208;

  private static final int PLACE_BYTES = 24;

  private final long id;
  private final long connection;
  private final InetAddress peerAddress;
  private final int peerPort;
  private final int localPort;
  private final @Nullable TlsInfo tls;
  private final long receivedNanos;
  private final Bytes wire;
  private final Bytes payload;
  private final RequestKind kind;
  private final Decoder decoder;
  private final @Nullable Request request; // null: decode the payload again
  private final @Nullable RequestValues values; // null if there is at most one: decode it again
  private final @Nullable String proxy; // of several values
  private final boolean hasReason;
  private final boolean cutOff;
  private final int rows;
  private final int singleHash;
  private final @Nullable SharedResponse shared;
  private final Response response;
  private final int responseFlags;
  private final @Nullable RowOutcomes verdicts;
  private final List<String> rules;
  private final List<Fault> faults;
  private final @Nullable CourseRecorder course;
  private final @Nullable MarkedBytes place;
  private long bytes; // guarded by the journal's lock
  private volatile List<String> warnings;

  /**
   * Creates an exchange.
   *
   * @param shared the response, if it is shared with other exchanges; null if it is not
   */
  RecordedExchange(
      long id, Recording recording, InetAddress peerAddress, @Nullable SharedResponse shared) {
    Recording.ConnectionDetails from = recording.connection();
    Recording.RecordedRequest received = recording.received();
    Recording.RecordedResponse sent = recording.sent();
    Request decoded = received.request();
    this.id = id;
    this.connection = from.number();
    this.peerAddress = peerAddress;
    this.peerPort = from.peer().getPort();
    this.localPort = from.localPort();
    this.tls = from.tls();
    this.receivedNanos = nanos(from.receivedAt());
    this.wire = received.wire();
    this.payload = received.payload();
    this.kind = decoded.kind();
    this.decoder = received.decoder();
    this.rows = decoded.values().size();
    this.singleHash = rows == 1 ? decoded.values().itemHash(0) : 0;
    this.request = isKept(decoded) ? decoded : null;
    this.values = rows > 1 ? decoded.values() : null;
    this.proxy = rows > 1 ? decoded.proxy() : null;
    this.hasReason = decoded.reason() != null;
    this.shared = shared;
    this.response = shared == null ? sent.response() : shared.response();
    this.responseFlags = sent.flags();
    this.verdicts = sent.outcomes();
    this.rules = recording.rules();
    this.faults = recording.faults();
    this.cutOff = recording.cutOff();
    this.course = from.course();
    this.place = received.place();
    this.warnings = recording.warnings();
    this.bytes = size();
  }

  /**
   * Returns whether to keep the decoded request, because the payload does not contain all of it, or
   * is hardly smaller.
   */
  private static boolean isKept(Request decoded) {
    return decoded instanceof Invalid
        || decoded instanceof PassiveCheck
        || decoded instanceof CompletedPoll
        || decoded instanceof FailedPoll;
  }

  private long size() {
    return OWN_BYTES
        + wire.length()
        + (payload.sharesArrayWith(wire) ? 0 : payload.length())
        + (request == null ? 0 : HeapSize.of(request))
        + (values == null ? 0 : values.heapBytes())
        + HeapSize.of(proxy)
        + (shared == null ? HeapSize.of(response) : 0)
        + (verdicts == null ? 0 : verdicts.bytes())
        + HeapSize.ofList(rules)
        + HeapSize.ofList(faults)
        + (place == null ? 0 : PLACE_BYTES)
        + (course == null ? 0 : course.heapBytes())
        + HeapSize.of(warnings);
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public boolean isLate() {
    return id == LATE;
  }

  @Override
  public long connection() {
    return connection;
  }

  @Override
  public InetSocketAddress peer() {
    return new InetSocketAddress(peerAddress, peerPort);
  }

  @Override
  public int localPort() {
    return localPort;
  }

  @Override
  public Optional<TlsInfo> tls() {
    return Optional.ofNullable(tls);
  }

  @Override
  public Instant receivedAt() {
    return Instant.ofEpochSecond(0, receivedNanos);
  }

  @Override
  public RequestKind kind() {
    return kind;
  }

  @Override
  public Request request() {
    return request == null ? decoder.decode(payload) : request;
  }

  @Override
  public Optional<String> reason() {
    String reason = hasReason ? request().reason() : response.refusal();
    return Optional.ofNullable(reason).map(Quoting::escape);
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  /** Adds a warning. The caller must hold the journal's lock. */
  void addWarning(String text) {
    List<String> more = new ArrayList<>(warnings);
    more.add(Quoting.escape(text));
    bytes += HeapSize.of(more) - HeapSize.of(warnings);
    warnings = List.copyOf(more);
  }

  @Override
  public byte[] packetBytes() {
    return wire.toArray();
  }

  @Override
  public String packetHex(int max) {
    return wire.hex(max);
  }

  @Override
  public String markedHex(int max) {
    return MarkedHex.of(wire, marks(), max);
  }

  @Override
  public List<ByteMark> marks() {
    MarkFinder finder = new MarkFinder(this, wire, payload);
    if (kind == RequestKind.UNREADABLE) {
      return wire.length() == 0 ? List.of() : finder.unreadable(place, decoder.invalidAt(payload));
    }
    return finder.remarkable(verdicts);
  }

  @Override
  public String text() {
    return payload.text();
  }

  @Override
  public JsonNode json() {
    String text = text();
    if (text.isBlank()) {
      throw new IllegalStateException("exchange " + id + " has no JSON: it has no text");
    }
    try {
      return JsonTree.read(text);
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(
          "exchange " + id + " has no JSON: " + notJson.getOriginalMessage(), notJson);
    }
  }

  @Override
  public Response response() {
    return response;
  }

  @Override
  public byte[] responseBytes() {
    return Fault.corrupt(response.toBytes(responseFlags), faults);
  }

  @Override
  public Optional<String> rule() {
    return rules.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", rules));
  }

  @Override
  public List<String> faults() {
    return faults.stream().map(Fault::toString).toList();
  }

  @Override
  public List<ConnectionEvent> course() {
    if (course == null) {
      return List.of();
    }
    return course.events(
        Stream.of(rules, faults()).flatMap(List::stream).collect(Collectors.joining(", ")));
  }

  @Override
  public boolean wasCutOff() {
    return cutOff;
  }

  @Override
  public List<ItemValue> items() {
    return rows == 0 ? List.of() : new ValueReader();
  }

  /** Passes on every value of the request, processed or not. */
  void eachItem(Consumer<ItemValue> sink) {
    if (rows == 0) {
      return;
    }
    ValueReader reader = new ValueReader();
    for (int row = 0; row < rows; row++) {
      sink.accept(reader.get(row));
    }
  }

  @Override
  public int itemCount() {
    return rows;
  }

  @Override
  public List<ItemValue> items(String host, String key) {
    List<ItemValue> items = new ArrayList<>(0);
    eachItemOf(new ItemName(host, key), items::add);
    return items;
  }

  /** Passes on the values of one item, processed or not, without decoding those of others. */
  void eachItemOf(ItemName name, Consumer<ItemValue> sink) {
    int hash = name.hashCode();
    ValueReader reader = null;
    for (int row = 0; row < rows; row++) {
      if (isPerhapsOf(row, name, hash)) {
        reader = reader == null ? new ValueReader() : reader;
        ItemValue item = reader.get(row);
        if (item.host().equals(name.host()) && item.key().equals(name.key())) {
          sink.accept(item); // another name can have the same hash code
        }
      }
    }
  }

  /** The names of values that were sent by itemid are in the outcomes, not in the packet. */
  private boolean isPerhapsOf(int row, ItemName name, int hash) {
    if (verdicts != null && verdicts.namesItems()) {
      return name.equals(verdicts.name(row));
    }
    return hash == (values == null ? singleHash : values.itemHash(row));
  }

  /** The values. Each value is decoded when it is read, because a packet may have millions. */
  private final class ValueReader extends AbstractList<ItemValue> implements RandomAccess {

    private final RequestValues sent;
    private final @Nullable String sender;
    private final ItemValue.Source source;
    private final Instant received = receivedAt();

    ValueReader() {
      Request decoded = values == null ? request() : null;
      sent = decoded == null ? Objects.requireNonNull(values) : decoded.values();
      sender = decoded == null ? proxy : decoded.proxy();
      source = Objects.requireNonNull(kind.source(), "the kind of a request with values");
    }

    @Override
    public int size() {
      return rows;
    }

    @Override
    public ItemValue get(int row) {
      Objects.checkIndex(row, rows);
      ItemValue.Context context =
          new ItemValue.Context(source, sender, id, connection, row, received, localPort, tls);
      return verdicts == null
          ? ItemValue.of(sent.get(row), null, Outcome.NOT_REACHED, context)
          : ItemValue.of(sent.get(row), verdicts, context);
    }
  }

  /** Returns the number of processed elements, including those without a value. */
  int processedCount() {
    return verdicts == null ? 0 : verdicts.processed();
  }

  boolean hasRejectedItems() {
    return processedCount() < rows;
  }

  /**
   * Returns the approximate number of bytes of heap that this exchange keeps alive, without a
   * shared response. The caller holds the journal's lock.
   */
  long bytes() {
    return bytes;
  }

  /** Returns the response if it is shared with other exchanges; null if it is not. */
  @Nullable SharedResponse shared() {
    return shared;
  }

  /**
   * Returns the peer, the kind and the result, for example {@code #3 127.0.0.1:40312 sender data:
   * processed: 1; failed: 0; total: 1}.
   */
  @Override
  public String toString() {
    String result = reason().map(reason -> ": " + reason).orElseGet(this::counts);
    return (isLate() ? "late " : "#" + id + ' ') + HostAndPort.of(peer()) + ' ' + kind + result;
  }

  private String counts() {
    return response instanceof Response.Processed processed ? ": " + processed.summary() : "";
  }
}
