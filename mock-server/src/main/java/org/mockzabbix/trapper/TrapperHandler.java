package org.mockzabbix.trapper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.journal.Recording;
import org.mockzabbix.net.Answer;
import org.mockzabbix.net.Arrival;
import org.mockzabbix.net.PacketHandler;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.ResponseEncoder;
import org.mockzabbix.rule.Incoming;
import org.mockzabbix.rule.Reply;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The middle hops of a packet on the trapper port: decode, decide, record, encode. Thread-safe;
 * runs on the listener's thread, or on workers while somebody observes exchanges or names have to
 * be looked up.
 */
final class TrapperHandler implements PacketHandler {

  private static final Logger LOG = LoggerFactory.getLogger(TrapperHandler.class);

  private final TrapperPort.Parts parts;
  private final Journal journal;
  private final InstantSource clock;
  private final List<Consumer<Exchange>> observers;

  TrapperHandler(TrapperPort.Parts parts, InstantSource clock) {
    this.parts = parts;
    this.journal = parts.journal();
    this.observers = parts.observers();
    this.clock = clock;
  }

  @Override
  public boolean mayBlock(Packet packet) {
    return !observers.isEmpty()
        || !parts.rules().isEmpty()
        || parts.inventory().get().looksUpNames();
  }

  @Override
  public Answer answer(Arrival arrival) {
    Instant started = clock.instant();
    Request request = request(arrival);
    Reply reply = timed(reply(arrival, request, started), started);
    Exchange exchange = journal.add(recording(arrival, request, reply));
    log(exchange, request);
    observers.forEach(observer -> observer.accept(exchange));
    Answer answer = Answer.reply(ResponseEncoder.encode(reply.response(), reply.flags()));
    // Text that ends too early is what a length counted in characters makes: look for the rest.
    boolean cutShort = request instanceof Request.Unreadable && arrival instanceof Arrival.Complete;
    return (cutShort ? answer.watchingForSurplus() : answer).about(exchange.id());
  }

  /** The rules of the test first, else what a real server would do. */
  private Reply reply(Arrival arrival, Request request, Instant now) {
    int flags = flags(arrival);
    Supplier<Reply> engine = () -> TrapperEngine.reply(request, asked(arrival, flags), now);
    Incoming incoming = new Incoming(request, arrival.peer(), flags);
    return parts
        .rules()
        .take(incoming)
        .map(answering -> answering.answer(incoming, engine))
        .orElseGet(engine);
  }

  private Asked asked(Arrival arrival, int flags) {
    return new Asked(
        arrival.peer().getAddress(),
        flags,
        parts.inventory().get(),
        parts.memory(),
        parts.server());
  }

  private Request request(Arrival arrival) {
    if (arrival instanceof Arrival.Complete complete) {
      return parts.decoder().decode(complete.packet().payload());
    }
    if (arrival instanceof Arrival.Unreadable unreadable) {
      return new Request.Unreadable(unreadable.reason(), null);
    }
    if (arrival instanceof Arrival.Empty empty) {
      return new Request.Empty(ending(empty.ending()));
    }
    throw new AssertionError("unhandled " + arrival.getClass()); // switch at 21
  }

  private static String ending(Arrival.Ending ending) {
    return switch (ending) {
      case HALF_CLOSED -> "the peer closed without sending a byte";
      case RESET -> "the peer reset the connection without sending a byte";
      case TIMED_OUT -> "the peer sent no byte in time";
    };
  }

  private static int flags(Arrival arrival) {
    return arrival instanceof Arrival.Complete complete
        ? complete.packet().header().flags()
        : Reply.PLAIN;
  }

  private Reply timed(Reply reply, Instant started) {
    if (!(reply.response() instanceof Processed counts)) {
      return reply;
    }
    double seconds = Duration.between(started, clock.instant()).toNanos() / 1e9;
    Response timed = new Processed(counts.processed(), counts.failed(), counts.total(), seconds);
    return new Reply(timed, reply.flags(), reply.verdicts());
  }

  private Recording recording(Arrival arrival, Request request, Reply reply) {
    return new Recording(
        arrival.connection(),
        arrival.peer(),
        arrival.local().getPort(),
        arrival.receivedAt(),
        wire(arrival),
        arrival instanceof Arrival.Complete complete ? complete.packet().payload() : Bytes.empty(),
        request,
        parts.decoder(),
        reply.response(),
        reply.flags(),
        reply.verdicts(),
        List.of());
  }

  private static Bytes wire(Arrival arrival) {
    if (arrival instanceof Arrival.Complete complete) {
      return complete.packet().wire();
    }
    return arrival instanceof Arrival.Unreadable unreadable ? unreadable.received() : Bytes.empty();
  }

  private static void log(Exchange exchange, Request request) {
    boolean bad = request instanceof Request.Unreadable || request instanceof Request.Unknown;
    if (bad && LOG.isDebugEnabled()) {
      LOG.debug("{}", exchange);
    }
  }

  @Override
  public void surplus(Arrival arrival, Answer answer, Bytes late) {
    note(answer, SurplusNote.of(arrival, late));
  }

  @Override
  public void replyFailed(Arrival arrival, Answer answer, String why) {
    note(answer, "the reply did not reach the peer: " + why);
  }

  private void note(Answer answer, String text) {
    answer.subject().ifPresent(exchange -> journal.note(exchange, text));
  }
}
