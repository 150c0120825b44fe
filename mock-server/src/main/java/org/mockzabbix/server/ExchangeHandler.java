package org.mockzabbix.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.CourseRecorder;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.Recording;
import org.mockzabbix.journal.store.Recording.ConnectionDetails;
import org.mockzabbix.journal.store.Recording.RecordedRequest;
import org.mockzabbix.journal.store.Recording.RecordedResponse;
import org.mockzabbix.net.ConnectionCourse;
import org.mockzabbix.net.ConnectionHandler;
import org.mockzabbix.net.ConnectionInfo;
import org.mockzabbix.net.EncodedResponse;
import org.mockzabbix.net.FailSafeLog;
import org.mockzabbix.net.ReadResult;
import org.mockzabbix.net.ReadResult.ConnectionEnd;
import org.mockzabbix.net.ReadResult.EndedByFault;
import org.mockzabbix.net.ReadResult.HandshakeFailed;
import org.mockzabbix.net.ReadResult.InvalidBytes;
import org.mockzabbix.net.ReadResult.NoBytes;
import org.mockzabbix.net.ReadResult.PacketRead;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.server.Rules.RuleMatch;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.ThrownText;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.engine.TlsAcceptor;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.MarkedBytes;

/**
 * Handles the exchange of one connection: decodes the request, applies rules, records the exchange
 * and encodes the response. It uses the rules, the engine and the epoch of the journal that were
 * current when the connection was accepted. Not thread-safe: the listener calls one method at a
 * time, except {@link #abandoned}.
 */
final class ExchangeHandler implements ConnectionHandler {

  private static final FailSafeLog LOG = FailSafeLog.of(ExchangeHandler.class);

  private static final long NOT_RECORDED = -1;

  private final ExchangeHandlerFactory port;
  private final ConnectionInfo connection;
  private final Epoch epoch;
  private final PortBehavior state;
  private final @Nullable RuleMatch connectionRule;
  private final AtomicBoolean recorded = new AtomicBoolean(); // by the thread that is first
  private volatile @Nullable ResponseEngine pinned;
  private boolean onWorker = true; // else it must not run code of the test
  private volatile @Nullable ReadResult result;
  private volatile @Nullable Request request;
  private volatile @Nullable TlsInfo tls;
  private final List<String> earlyWarnings = new CopyOnWriteArrayList<>(); // until it is recorded
  private final CourseRecorder course = new CourseRecorder();
  private volatile boolean abandoned;
  private volatile long exchange = NOT_RECORDED;
  private volatile @Nullable Exchange observed; // only if somebody is told of its warnings

  ExchangeHandler(
      ExchangeHandlerFactory port, ConnectionInfo connection, Epoch epoch, PortBehavior state) {
    this.port = port;
    this.connection = connection;
    this.epoch = epoch;
    this.state = state;
    this.connectionRule = state.rules().matchConnection().orElse(null);
  }

  @Override
  public ConnectionCourse course() {
    return course;
  }

  @Override
  public List<Fault> connectionFaults() {
    return connectionRule == null ? List.of() : connectionRule.connectionFaults();
  }

  @Override
  public Optional<TlsAcceptor> tls() {
    return state.tls().get();
  }

  @Override
  public void encrypted(TlsInfo tls) {
    this.tls = tls;
  }

  @Override
  public boolean mayBlock(ReadResult result) {
    onWorker = port.observers().mayBlock() || !state.rules().isEmpty() || engine().mayBlock();
    return onWorker;
  }

  /** Returns the engine as it was when this was first called. */
  private ResponseEngine engine() {
    ResponseEngine known = pinned;
    ResponseEngine engine = known == null ? state.engine().pinned() : known;
    pinned = engine;
    return engine;
  }

  /** A response, and the rule that created it; the rule is empty if none applied. */
  private record Decision(MockResponse response, String rule) {}

  @Override
  public EncodedResponse respond(ReadResult result) {
    this.result = result;
    Request request;
    Decision decision;
    try {
      Instant started = port.clock().instant();
      request = request(result);
      this.request = request;
      IncomingRequest incoming = incoming(result, request);
      decision = decide(result, incoming, started);
      engine().decided(incoming, decision.response());
      MockResponse judged = engine().judged(request, decision.response(), started);
      decision = new Decision(timed(judged, started), decision.rule());
    } catch (Throwable e) {
      recordFailure(result, "a rule or the server threw " + ThrownText.of(e));
      throw e; // closes the connection
    }
    course.decided();
    MockResponse response = decision.response();
    Exchange recorded = record(result, request, decision, warnings(request));
    observed = port.observers().hasAsync() ? recorded : null;
    exchange = recorded.id();
    log(recorded, request);
    if (onWorker && !recorded.isLate()) {
      notifyObservers(recorded);
    }
    EncodedResponse encoded =
        EncodedResponse.of(Bytes.of(response.response().toBytes(response.flags())))
            .with(response.faults());
    encoded.remarks().forEach(this::note);
    if (port.observers().hasAsync()) {
      encoded = encoded.after(port.observers().observe(recorded));
    }
    // The JSON is incomplete if the client counted its length in characters: wait for the rest.
    boolean incomplete = request.kind() == RequestKind.UNREADABLE && result instanceof PacketRead;
    return incomplete ? encoded.watchingForSurplus() : encoded;
  }

  private static List<String> warnings(Request request) {
    return request instanceof Request.PassiveCheck check
        ? check.keyDefect().stream().toList()
        : List.of();
  }

  private IncomingRequest incoming(ReadResult result, Request request) {
    return new IncomingRequest(
        request,
        connection.peer(),
        flags(result),
        connection.number(),
        engine()::item,
        tls,
        packet(result));
  }

  /**
   * Returns the response of the rule that applies, or of the engine. A connection accepted before a
   * reset does not use rules that were added after it.
   */
  private Decision decide(ReadResult result, IncomingRequest incoming, Instant now) {
    if (result instanceof EndedByFault || result instanceof HandshakeFailed) {
      return new Decision(MockResponse.of(Response.none()), ""); // the connection is about to end
    }
    Supplier<MockResponse> engine = () -> engine().respond(incoming, now);
    boolean ruled = onWorker && epoch == port.journal().epoch();
    Optional<RuleMatch> rule = !ruled ? Optional.empty() : state.rules().matchRequest(incoming);
    if (rule.isEmpty()) {
      return new Decision(engine.get(), "");
    }
    MockResponse response = rule.get().respond(incoming, engine);
    if (rule.get().hasResponder()) {
      engine().replied(incoming.request(), response.response());
    }
    return new Decision(response, rule.get().rule());
  }

  private void notifyObservers(Exchange recorded) {
    Throwable failure = port.observers().notifyBlocking(recorded, () -> abandoned);
    if (failure != null) {
      if (!abandoned) {
        note("the response was not sent, because an observer threw " + ThrownText.of(failure));
      }
      throw unchecked(failure); // closes the connection
    }
  }

  private static RuntimeException unchecked(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("an observer threw " + ThrownText.of(e), e);
  }

  @Override
  public void cutOff(ReadResult part) {
    if (port.observers().hasAsync()) {
      Decision none = new Decision(MockResponse.of(Response.none()), "");
      CompletableFuture<?> unused =
          port.observers().observe(record(part, request(part), none, List.of()));
    }
  }

  @Override
  public void abandoned(Duration timeout) {
    abandoned = true;
    String late = "has not returned within " + DurationFormat.format(timeout);
    ReadResult known = result;
    if (known == null || recorded.get()) {
      note("the response was not sent, because an observer " + late);
      port.failures().add("an onExchange observer " + late);
    } else {
      recordFailure(known, "a function of the test " + late);
      port.failures().add("a function of the test " + late);
    }
  }

  @Override
  public void noWorker(ReadResult result, Throwable cause) {
    this.result = result;
    recordFailure(result, "no thread could be started: " + cause);
  }

  /** Records the request even if the code of a rule fails. */
  private void recordFailure(ReadResult result, String reason) {
    Request request = requestOrFailure(result);
    MockResponse none =
        Responder.close()
            .respond(incoming(result, request), () -> MockResponse.of(Response.none()));
    String warning = "the response is missing, because " + reason;
    Exchange failed = record(result, request, new Decision(none, ""), List.of(warning));
    CompletableFuture<?> unused = port.observers().observe(failed); // the connection is closed
  }

  private Request requestOrFailure(ReadResult result) {
    Request decoded = request;
    try {
      return decoded == null ? request(result) : decoded;
    } catch (Throwable e) {
      return Request.Invalid.unreadable("it could not be read: " + ThrownText.of(e));
    }
  }

  private Request request(ReadResult result) {
    if (result instanceof PacketRead read) {
      Request request = engine().decoder().decode(read.packet().data());
      boolean empty =
          request.kind() == RequestKind.UNREADABLE && read.packet().data().length() == 0;
      return empty ? Request.Invalid.unreadable(read.packet().emptyReason()) : request;
    }
    if (result instanceof InvalidBytes invalid) {
      return Request.Invalid.unreadable(invalid.reason());
    }
    if (result instanceof HandshakeFailed failed) {
      return Request.Invalid.unreadable(failed.reason());
    }
    if (result instanceof NoBytes none) {
      return empty(none.ending());
    }
    if (result instanceof EndedByFault ended) {
      return endedByFault(ended);
    }
    throw new AssertionError("unhandled " + result.getClass()); // switch at 21
  }

  private Request endedByFault(EndedByFault ended) {
    String reason =
        "a fault of the test ended the connection: "
            + connectionFaults().stream().map(Fault::toString).collect(Collectors.joining(", "));
    return ended.received().length() == 0
        ? Request.Invalid.empty(reason)
        : Request.Invalid.unreadable(reason);
  }

  private static Request empty(ConnectionEnd ending) {
    return switch (ending) {
      case HALF_CLOSED -> Request.Invalid.halfClosed();
      case RESET -> Request.Invalid.empty("the peer reset the connection without sending a byte");
      case TIMED_OUT -> Request.Invalid.empty("the peer sent no byte in time");
    };
  }

  private static Supplier<byte[]> packet(ReadResult result) {
    return () -> result instanceof PacketRead read ? read.packet().bytes().toArray() : new byte[0];
  }

  private static int flags(ReadResult result) {
    return result instanceof PacketRead read
        ? read.packet().header().flags()
        : MockResponse.PLAIN_FLAGS;
  }

  private MockResponse timed(MockResponse response, Instant started) {
    if (!(response.response() instanceof Processed counts)) {
      return response;
    }
    Duration spent = Duration.between(started, port.clock().instant());
    double seconds = spent.getSeconds() + spent.getNano() / 1e9; // fits any clock of a test
    return response.with(counts.withSecondsSpent(seconds));
  }

  private Exchange record(
      ReadResult result, Request request, Decision decision, List<String> warnings) {
    if (!recorded.compareAndSet(false, true)) {
      throw new CancellationException("the connection was closed before this function returned");
    }
    MockResponse response = decision.response();
    Bytes data = result instanceof PacketRead read ? read.packet().data() : Bytes.empty();
    Recording recording =
        new Recording(
            new ConnectionDetails(
                connection.number(),
                connection.peer(),
                connection.local().getPort(),
                result.receivedAt(),
                result instanceof HandshakeFailed failed ? failed.tls() : tls,
                course),
            new RecordedRequest(
                result.received(), data, request, engine().decoder(), invalidPlace(result)),
            new RecordedResponse(response.response(), response.flags(), response.outcomes()),
            Stream.of(warnings, earlyWarnings, response.warnings()).flatMap(List::stream).toList(),
            rules(decision.rule()),
            faults(response.faults()),
            result instanceof EndedByFault);
    return port.journal().add(recording, epoch);
  }

  private static @Nullable MarkedBytes invalidPlace(ReadResult result) {
    if (result instanceof InvalidBytes invalid) {
      return invalid.place();
    }
    return result instanceof PacketRead read && read.packet().data().length() == 0
        ? read.packet().lengthInHeader()
        : null;
  }

  private List<String> rules(String requestRule) {
    if (connectionRule == null) {
      return requestRule.isEmpty() ? List.of() : List.of(requestRule);
    }
    return requestRule.isEmpty()
        ? List.of(connectionRule.rule())
        : List.of(connectionRule.rule(), requestRule);
  }

  private List<Fault> faults(List<Fault> ofResponse) {
    return connectionRule == null
        ? ofResponse
        : Stream.concat(connectionFaults().stream(), ofResponse.stream()).toList();
  }

  private static void log(Exchange recorded, Request request) {
    boolean invalid =
        request.kind() == RequestKind.UNREADABLE || request.kind() == RequestKind.UNKNOWN;
    if (invalid) {
      LOG.debug("{}", recorded);
    }
  }

  @Override
  public void surplus(Bytes bytes) {
    if (result instanceof PacketRead read) {
      note(TrailingBytesWarning.of(read.packet().data(), bytes));
    }
  }

  @Override
  public void remark(String text) {
    note(text);
  }

  @Override
  public void writeFailed(String reason) {
    note("the response did not reach the peer: " + reason);
  }

  private void note(String text) {
    if (exchange == NOT_RECORDED) {
      earlyWarnings.add(text);
    } else {
      port.journal().addWarning(exchange, text);
      Exchange warned = observed;
      if (warned != null) {
        port.observers().warned(warned, text);
      }
    }
  }
}
