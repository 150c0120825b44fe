package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketWriter;

/**
 * A handler that remembers what it was told, and answers whole packets with {@code ok} unless told
 * otherwise. Thread-safe.
 */
final class RecordingHandler implements PacketHandler {

  static final Bytes OK = PacketWriter.frame(0x01, Bytes.of("ok"));

  /** What a client sent after its packet. */
  record Surplus(Arrival arrival, Bytes late) {}

  /** A reply that was not delivered. */
  record Failure(Arrival arrival, String why) {}

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final BlockingQueue<Surplus> surpluses = new LinkedBlockingQueue<>();
  private final BlockingQueue<Failure> failures = new LinkedBlockingQueue<>();
  private final Predicate<Packet> blocking;
  private final Function<Arrival, Answer> answers;

  RecordingHandler() {
    this(arrival -> arrival instanceof Arrival.Complete ? Answer.reply(OK) : Answer.silence());
  }

  RecordingHandler(Function<Arrival, Answer> answers) {
    this(packet -> false, answers);
  }

  RecordingHandler(Predicate<Packet> blocking, Function<Arrival, Answer> answers) {
    this.blocking = blocking;
    this.answers = answers;
  }

  @Override
  public boolean mayBlock(Arrival arrival) {
    return arrival instanceof Arrival.Complete complete && blocking.test(complete.packet());
  }

  @Override
  public Answer answer(Arrival arrival) {
    arrivals.add(arrival);
    return answers.apply(arrival);
  }

  @Override
  public void surplus(Arrival arrival, Answer answer, Bytes late) {
    surpluses.add(new Surplus(arrival, late));
  }

  @Override
  public void replyFailed(Arrival arrival, Answer answer, String why) {
    failures.add(new Failure(arrival, why));
  }

  Arrival nextArrival() throws InterruptedException {
    return next(arrivals);
  }

  Optional<Arrival> arrivalWithin(Duration patience) throws InterruptedException {
    return Optional.ofNullable(arrivals.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
  }

  Surplus nextSurplus() throws InterruptedException {
    return next(surpluses);
  }

  Failure nextFailure() throws InterruptedException {
    return next(failures);
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(10, TimeUnit.SECONDS);
    assertNotNull(next, "nothing came within 10 s");
    return next;
  }

  /** Arrivals that nobody has taken with {@link #nextArrival}. */
  int arrivalsLeft() {
    return arrivals.size();
  }

  int surplusesLeft() {
    return surpluses.size();
  }
}
