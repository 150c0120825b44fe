package org.mockzabbix.agent;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;

/** The responses of a key script, without its delay and faults. Thread-safe. */
interface ScriptedResponses {

  /** A request of a poller for a key of a host. */
  record KeyRequest(String host, ItemKey key, Instant time) {}

  /** Returns the response to the next request. */
  CheckResult respond(KeyRequest request);

  /** Returns responses that begin again. */
  default ScriptedResponses restarted() {
    return this;
  }

  /**
   * Returns responses with another seed.
   *
   * @throws IllegalStateException if no response is random
   */
  default ScriptedResponses seeded(long seed) {
    throw new IllegalStateException("only random values and walks have a seed");
  }

  /** Returns whether {@link #respond} may block. */
  default boolean mayBlock() {
    return false;
  }

  /** The results of a function of the test. */
  record OfFunction(Function<ItemKey, CheckResult> function) implements ScriptedResponses {
    @Override
    public CheckResult respond(KeyRequest request) {
      return function.apply(request.key());
    }

    @Override
    public boolean mayBlock() {
      return true;
    }
  }

  /** The results of a function of the number of requests before. */
  final class OfSequence implements ScriptedResponses {

    private final List<String> values;
    private final IntFunction<CheckResult> at;
    private final AtomicInteger next = new AtomicInteger();
    private final int
        round; // a multiple of the number of values, after which the counter goes back

    /** Creates responses that {@code at} returns for the numbers from 0. */
    OfSequence(List<String> values, IntFunction<CheckResult> at) {
      this.values = values;
      this.at = at;
      this.round = Integer.MAX_VALUE / values.size() * values.size();
    }

    @Override
    public CheckResult respond(KeyRequest request) {
      return at.apply(next.getAndUpdate(i -> i + 1 == round ? round - values.size() : i + 1));
    }

    @Override
    public ScriptedResponses restarted() {
      return new OfSequence(values, at);
    }
  }
}
