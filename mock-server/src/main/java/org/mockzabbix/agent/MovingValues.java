package org.mockzabbix.agent;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;

/**
 * Values that change from request to request. Each host and key has values of its own, in the order
 * of the requests. Thread-safe: the lock guards all series.
 */
final class MovingValues implements ScriptedResponses {

  /** The most keys of a script; the values of further ones make the longest unused ones restart. */
  private static final int MOST_SERIES = 10_000;

  /** The values of one host and key. Not thread-safe. */
  interface Series {
    /** Returns the value for a request at this time. */
    String next(Instant now);
  }

  /** A way in which values change. Immutable. */
  sealed interface Movement {
    /** Returns whether the values depend on random numbers. */
    default boolean isRandom() {
      return true;
    }

    /** Returns the values of one host and key. */
    Series start(RandomNumbers random);
  }

  /** Independent random numbers. */
  record RandomMovement(DecimalRange range) implements Movement {
    @Override
    public Series start(RandomNumbers random) {
      return now -> range.text(random.next(range.min(), range.max()));
    }
  }

  /**
   * Numbers that change by at most a step.
   *
   * @param start the first number, in units; null for a random one
   * @param step the greatest change, in units; at most the width of the range
   */
  record WalkMovement(DecimalRange range, @Nullable Long start, long step) implements Movement {
    @Override
    public Series start(RandomNumbers random) {
      return new Series() {
        private @Nullable Long last;

        @Override
        public String next(Instant now) {
          long changed = last == null ? first(random) : after(last, random);
          last = changed;
          return range.text(changed);
        }
      };
    }

    private long first(RandomNumbers random) {
      return start == null ? random.next(range.min(), range.max()) : start;
    }

    /** Returns a number near {@code last}. A step over an end of the range turns back there. */
    private long after(long last, RandomNumbers random) {
      long moved = last + random.next(-step, step);
      if (moved < range.min()) {
        return 2 * range.min() - moved;
      }
      return moved > range.max() ? 2 * range.max() - moved : moved;
    }
  }

  /** Numbers that grow by a step with each request. After 2^64 - 1 they continue from 0. */
  record CounterMovement(long start, long step) implements Movement {
    @Override
    public boolean isRandom() {
      return false;
    }

    @Override
    public Series start(RandomNumbers random) {
      return new Series() {
        private long next = start;

        @Override
        public String next(Instant now) {
          long current = next;
          next += step;
          return Long.toUnsignedString(current);
        }
      };
    }
  }

  /** Numbers that grow with the time since the first request, from 0 again after 2^64 - 1. */
  record RateMovement(long start, BigDecimal perSecond) implements Movement {
    @Override
    public boolean isRandom() {
      return false;
    }

    @Override
    public Series start(RandomNumbers random) {
      return new Series() {
        private @Nullable Instant first;
        private Duration elapsed = Duration.ZERO; // a counter stays if the clock goes back

        @Override
        public String next(Instant now) {
          first = first == null ? now : first;
          Duration passed = Duration.between(first, now);
          elapsed = passed.compareTo(elapsed) > 0 ? passed : elapsed;
          return Long.toUnsignedString(start + grown(elapsed));
        }
      };
    }

    private long grown(Duration elapsed) {
      BigDecimal seconds =
          BigDecimal.valueOf(elapsed.getSeconds()).add(BigDecimal.valueOf(elapsed.getNano(), 9));
      return perSecond.multiply(seconds).toBigInteger().longValue();
    }
  }

  /** The seconds since 1970-01-01 00:00:00 UTC. */
  record ClockMovement() implements Movement {
    @Override
    public boolean isRandom() {
      return false;
    }

    @Override
    public Series start(RandomNumbers random) {
      return now -> Long.toString(now.getEpochSecond());
    }
  }

  private record HostAndKey(String host, ItemKey key) {}

  private final Movement movement;
  private final long seed;
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<HostAndKey, Series> series =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<HostAndKey, Series> eldest) {
          return size() > MOST_SERIES;
        }
      };

  MovingValues(Movement movement, long seed) {
    this.movement = movement;
    this.seed = seed;
  }

  @Override
  public CheckResult respond(KeyRequest request) {
    lock.lock();
    try {
      HostAndKey item = new HostAndKey(request.host(), request.key());
      return CheckResult.value(series.computeIfAbsent(item, this::start).next(request.time()));
    } finally {
      lock.unlock();
    }
  }

  private Series start(HostAndKey item) {
    return movement.start(RandomNumbers.of(seed, item.host(), item.key()));
  }

  @Override
  public ScriptedResponses restarted() {
    return new MovingValues(movement, seed);
  }

  @Override
  public ScriptedResponses seeded(long newSeed) {
    return movement.isRandom()
        ? new MovingValues(movement, newSeed)
        : ScriptedResponses.super.seeded(newSeed);
  }
}
