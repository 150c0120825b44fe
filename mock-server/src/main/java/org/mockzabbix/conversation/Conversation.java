package org.mockzabbix.conversation;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.journal.store.Recording;
import org.mockzabbix.journal.store.Recording.ConnectionDetails;
import org.mockzabbix.journal.store.Recording.RecordedRequest;
import org.mockzabbix.journal.store.Recording.RecordedResponse;
import org.mockzabbix.net.Answer;
import org.mockzabbix.net.Arrival;
import org.mockzabbix.net.PacketHandler;
import org.mockzabbix.net.Treatment;
import org.mockzabbix.protocol.Decoder;
import org.mockzabbix.protocol.ItemName;
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

    /** The item that an {@code itemid} stands for, so that rules can match it by name. */
    default Optional<ItemName> item(long itemid) {
      return Optional.empty();
    }

    /** Whether {@link #reply} may take its time. */
    boolean mayBlock();
  }

  private final Engine engine;
  private final RuleBook rules;
  private final JournalStore journal;
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
      JournalStore journal,
      InstantSource clock,
      List<Consumer<Exchange>> observers) {
    this.engine = engine;
    this.rules = rules;
    this.journal = journal;
    this.clock = clock;
    this.observers = observers;
  }

  @Override
  public Treatment treatment(long connection, InetSocketAddress peer) {
    long epoch = journal.epoch(); // before the rule: a reset in between forgets it, too
    return rules
        .takeConnection()
        .map(turn -> new Treatment(turn.rule(), turn.faultsOfConnection(), epoch))
        .orElseGet(() -> Treatment.well(epoch));
  }

  @Override
  public boolean mayBlock(Arrival arrival) {
    return !observers.isEmpty() || !rules.isEmpty() || engine.mayBlock();
  }

  @Override
  public Answer answer(Arrival arrival) {
    Instant started = clock.instant();
    long begun = arrival.origin().treatment().epoch();
    Request request = request(arrival);
    Incoming incoming =
        new Incoming(request, arrival.peer(), flags(arrival), arrival.connection(), engine::item);
    Decided decided;
    try {
      decided = decide(arrival, incoming, started);
    } catch (RuntimeException | Error e) {
      recordUnanswered(arrival, incoming, e, begun);
      throw e; // closes the connection
    }
    Reply reply = timed(decided.reply(), started);
    Exchange exchange =
        journal.add(
            recording(arrival, request, new Decided(reply, decided.rule()), List.of()), begun);
    log(exchange, request);
    if (!exchange.isLate()) {
      tellObservers(exchange);
    }
    Answer answer =
        Answer.reply(ResponseEncoder.encode(reply.response(), reply.flags())).with(reply.faults());
    // Text that ends too early is what a length counted in characters makes: look for the rest.
    boolean cutShort = request instanceof Request.Unreadable && arrival instanceof Arrival.Complete;
    return (cutShort ? answer.watchingForSurplus() : answer).about(exchange.id());
  }

  /**
   * A reply, and on whose behalf.
   *
   * @param rule empty if none decided
   */
  private record Decided(Reply reply, String rule) {}

  /**
   * The rules of the test first, else what a real program would do. A connection from before a
   * reset uses up none of the rules that came after it.
   */
  private Decided decide(Arrival arrival, Incoming incoming, Instant now) {
    if (arrival instanceof Arrival.Mistreated) {
      return new Decided(Reply.of(new None()), ""); // there is nobody left to talk to
    }
    Supplier<Reply> otherwise = () -> engine.reply(incoming, now);
    boolean late = arrival.origin().treatment().epoch() != journal.epoch();
    Optional<RuleBook.Turn> turn = late ? Optional.empty() : rules.take(incoming);
    return turn.isPresent()
        ? new Decided(turn.get().answer(incoming, otherwise), turn.get().rule())
        : new Decided(otherwise.get(), "");
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
  private void recordUnanswered(Arrival arrival, Incoming incoming, Throwable e, long begun) {
    Reply none = Answering.close().answer(incoming, () -> Reply.of(new None()));
    String warning = "there was no answer, for working it out threw " + e;
    journal.add(
        recording(arrival, incoming.request(), new Decided(none, ""), List.of(warning)), begun);
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
    if (arrival instanceof Arrival.Mistreated mistreated) {
      return mistreated(mistreated);
    }
    throw new AssertionError("unhandled " + arrival.getClass()); // switch at 21
  }

  /** Not the client's fault, and said so. */
  private static Request mistreated(Arrival.Mistreated arrival) {
    String reason =
        "a fault of the test ended the connection: "
            + arrival.origin().treatment().faults().stream()
                .map(Fault::toString)
                .collect(Collectors.joining(", "));
    return arrival.received().length() == 0
        ? new Request.Empty(reason)
        : new Request.Unreadable(reason, null);
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
    return reply.with(timed);
  }

  private Recording recording(
      Arrival arrival, Request request, Decided decided, List<String> warnings) {
    Treatment treatment = arrival.origin().treatment();
    Reply reply = decided.reply();
    Bytes payload =
        arrival instanceof Arrival.Complete complete ? complete.packet().payload() : Bytes.empty();
    return new Recording(
        new ConnectionDetails(
            arrival.connection(), arrival.peer(), arrival.local().getPort(), arrival.receivedAt()),
        new RecordedRequest(wire(arrival), payload, request, engine.decoder()),
        new RecordedResponse(reply.response(), reply.flags(), reply.verdicts()),
        warnings,
        textsOf(treatment.cause(), decided.rule()),
        joined(treatment.faults(), reply.faults()));
  }

  private static List<String> textsOf(String first, String second) {
    if (first.isEmpty()) {
      return second.isEmpty() ? List.of() : List.of(second); // no list for each packet
    }
    return second.isEmpty() ? List.of(first) : List.of(first, second);
  }

  private static List<Fault> joined(List<SocketFault> first, List<Fault> second) {
    if (first.isEmpty()) {
      return second;
    }
    List<Fault> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static Bytes wire(Arrival arrival) {
    if (arrival instanceof Arrival.Complete complete) {
      return complete.packet().wire();
    }
    if (arrival instanceof Arrival.Mistreated mistreated) {
      return mistreated.received();
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
