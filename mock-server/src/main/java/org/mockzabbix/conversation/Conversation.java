package org.mockzabbix.conversation;

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
import org.mockzabbix.protocol.Decoder;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.None;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.ResponseEncoder;
import org.mockzabbix.rule.Answering;
import org.mockzabbix.rule.Incoming;
import org.mockzabbix.rule.Reply;
import org.mockzabbix.rule.RuleBook;
import org.mockzabbix.wire.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The middle hops of a packet, on whichever port it came in: decode, decide, record, encode.
 * Thread-safe; runs on the listener's thread, or on workers while something may take its time.
 */
public final class Conversation implements PacketHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  /** What is special about one port: how its packets are read, and what a real program answers. */
  public interface Engine {

    /** Reads a packet's payload. */
    Decoder decoder();

    /** What is answered where no rule decides. */
    Reply reply(Incoming incoming, Instant now);

    /** Whether {@link #reply} may take its time. */
    boolean mayBlock();
  }

  private final Engine engine;
  private final RuleBook rules;
  private final Journal journal;
  private final InstantSource clock;
  private final List<Consumer<Exchange>> observers;

  /**
   * Prepares answering.
   *
   * @param observers told of each exchange after it was recorded and before it is answered; while
   *     there are any, everything is answered on workers, since observers may block
   */
  public Conversation(
      Engine engine,
      RuleBook rules,
      Journal journal,
      InstantSource clock,
      List<Consumer<Exchange>> observers) {
    this.engine = engine;
    this.rules = rules;
    this.journal = journal;
    this.clock = clock;
    this.observers = observers;
  }

  @Override
  public boolean mayBlock(Arrival arrival) {
    return !observers.isEmpty() || !rules.isEmpty() || engine.mayBlock();
  }

  @Override
  public Answer answer(Arrival arrival) {
    Instant started = clock.instant();
    Request request = request(arrival);
    Incoming incoming = new Incoming(request, arrival.peer(), flags(arrival));
    Reply reply;
    try {
      reply = timed(reply(incoming, started), started);
    } catch (RuntimeException | Error e) {
      recordUnanswered(arrival, incoming, e);
      throw e; // closes the connection
    }
    Exchange exchange = journal.add(recording(arrival, request, reply, List.of()));
    log(exchange, request);
    tellObservers(exchange);
    Answer answer = Answer.reply(ResponseEncoder.encode(reply.response(), reply.flags()));
    // Text that ends too early is what a length counted in characters makes: look for the rest.
    boolean cutShort = request instanceof Request.Unreadable && arrival instanceof Arrival.Complete;
    return (cutShort ? answer.watchingForSurplus() : answer).about(exchange.id());
  }

  /** The rules of the test first, else what a real program would do. */
  private Reply reply(Incoming incoming, Instant now) {
    Supplier<Reply> otherwise = () -> engine.reply(incoming, now);
    return rules
        .take(incoming)
        .map(answering -> answering.answer(incoming, otherwise))
        .orElseGet(otherwise);
  }

  private void tellObservers(Exchange exchange) {
    try {
      observers.forEach(observer -> observer.accept(exchange));
    } catch (RuntimeException | Error e) {
      journal.note(exchange.id(), "the reply was not sent, for an observer threw " + e);
      throw e; // closes the connection
    }
  }

  /** What came is not lost when a rule's own code fails. */
  private void recordUnanswered(Arrival arrival, Incoming incoming, Throwable e) {
    Reply none = Answering.close().answer(incoming, () -> Reply.of(new None()));
    String warning = "there was no answer, for working it out threw " + e;
    journal.add(recording(arrival, incoming.request(), none, List.of(warning)));
  }

  private Request request(Arrival arrival) {
    if (arrival instanceof Arrival.Complete complete) {
      return engine.decoder().decode(complete.packet().payload());
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
      case HALF_CLOSED -> Request.Empty.HALF_CLOSED;
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

  private Recording recording(
      Arrival arrival, Request request, Reply reply, List<String> warnings) {
    return new Recording(
        arrival.connection(),
        arrival.peer(),
        arrival.local().getPort(),
        arrival.receivedAt(),
        wire(arrival),
        arrival instanceof Arrival.Complete complete ? complete.packet().payload() : Bytes.empty(),
        request,
        engine.decoder(),
        reply.response(),
        reply.flags(),
        reply.verdicts(),
        warnings);
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
