package org.mockzabbix.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.sentence.FunctionFailures;

/**
 * The observers of a server or agent. Those of a server also observe its mock agents and its polls.
 * Thread-safe.
 */
public final class ExchangeObservers {

  private final List<Consumer<Exchange>> own = new CopyOnWriteArrayList<>();
  private final FunctionFailures failures;
  private final @Nullable ExchangeObservers ofServer;

  /**
   * Creates an empty list of observers.
   *
   * @param failures receive what the observers throw
   */
  public ExchangeObservers(FunctionFailures failures) {
    this(failures, null);
  }

  /**
   * Creates an empty list of observers of a mock agent.
   *
   * @param ofServer the observers of the agent's server, which are notified afterwards; null if the
   *     agent has no server
   */
  public ExchangeObservers(FunctionFailures failures, @Nullable ExchangeObservers ofServer) {
    this.failures = failures;
    this.ofServer = ofServer;
  }

  /** Adds an observer. */
  public void add(Consumer<Exchange> observer) {
    own.add(observer);
  }

  private Stream<Consumer<Exchange>> all() {
    return ofServer == null ? own.stream() : Stream.concat(own.stream(), ofServer.all());
  }

  /** Returns whether an observer may block. */
  boolean mayBlock() {
    return all().anyMatch(observer -> !(observer instanceof AsyncExchangeObserver));
  }

  /** Returns whether an observer does not block. */
  boolean hasAsync() {
    return all().anyMatch(AsyncExchangeObserver.class::isInstance);
  }

  /** Notifies the observers that do not block, and returns when the response may be sent. */
  CompletableFuture<?> observe(Exchange exchange) {
    CompletableFuture<?>[] events =
        all()
            .filter(AsyncExchangeObserver.class::isInstance)
            .map(observer -> ((AsyncExchangeObserver) observer).observe(exchange))
            .toArray(CompletableFuture[]::new);
    return events.length == 1 ? events[0] : CompletableFuture.allOf(events);
  }

  /** Notifies the observers that do not block of a warning. */
  void warned(Exchange exchange, String warning) {
    all()
        .filter(AsyncExchangeObserver.class::isInstance)
        .forEach(observer -> ((AsyncExchangeObserver) observer).warned(exchange, warning));
  }

  /**
   * Notifies the observers that may block, one after the other, even if some of them fail.
   *
   * @param abandoned whether failures no longer count
   * @return what the first failed observer threw; null if none has failed
   */
  @Nullable Throwable notifyBlocking(Exchange exchange, BooleanSupplier abandoned) {
    Throwable failure = null;
    for (Consumer<Exchange> observer : own) {
      try {
        if (!(observer instanceof AsyncExchangeObserver)) {
          observer.accept(exchange);
        }
      } catch (Throwable e) { // the others are still to be notified
        if (!abandoned.getAsBoolean()) {
          failures.add("an onExchange observer", e);
        }
        failure = failure == null ? e : failure;
      }
    }
    Throwable ofOthers = ofServer == null ? null : ofServer.notifyBlocking(exchange, abandoned);
    return failure == null ? ofOthers : failure;
  }

  /** Notifies the observers of an exchange that the server began. */
  public void notifyOfPoll(Exchange exchange) {
    if (!exchange.isLate()) {
      Throwable unusedFailure = notifyBlocking(exchange, () -> false); // it is reported already
    }
    CompletableFuture<?> unused = observe(exchange);
  }
}
