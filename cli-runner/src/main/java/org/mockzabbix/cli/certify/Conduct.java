package org.mockzabbix.cli.certify;

import java.time.Duration;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.Plurals;

/** The conduct of a good program after a kind of response, and how a program is judged by it. */
public enum Conduct {

  /** Every value was processed: the program ends with exit code 0 and sends each value once. */
  ACCEPT {
    @Override
    Judgement judgeEnded(Observation seen, Observation good) {
      if (!seen.succeeded()) {
        return Judgement.failed(exitCode(seen) + ", although the response was correct");
      }
      return judgeDelivery(seen, good);
    }
  },

  /** A server compresses its response only if the request was compressed. */
  ACCEPT_IF_COMPRESSED {
    @Override
    Judgement judgeEnded(Observation seen, Observation good) {
      Judgement judgement = ACCEPT.judgeEnded(seen, good);
      return judgement.isFailure() && !good.compressed()
          ? Judgement.noted(judgement.reason() + "; the request was not compressed")
          : judgement;
    }
  },

  /** The values were not processed: the program says so by another exit code than 0. */
  REPORT {
    @Override
    Judgement judgeEnded(Observation seen, Observation good) {
      return seen.succeeded()
          ? Judgement.failed("exit code 0, although the values failed")
          : Judgement.PASSED;
    }
  },

  /** The key is not supported: the program prints the reason, or says so by its exit code. */
  REPORT_REASON {
    @Override
    Judgement judgeEnded(Observation seen, Observation good) {
      return noticed(seen)
          ? Judgement.PASSED
          : Judgement.failed("exit code 0 without the reason, although the key is not supported");
    }

    @Override
    boolean noticed(Observation seen) {
      return super.noticed(seen) || (!seen.hung() && seen.output().contains(NOT_SUPPORTED));
    }
  },

  /** The response is missing or invalid: the program ends in time, by another exit code than 0. */
  DISTRUST {
    @Override
    Judgement judgeEnded(Observation seen, Observation good) {
      return seen.succeeded()
          ? Judgement.failed("exit code 0 without a valid response")
          : Judgement.PASSED;
    }
  },

  /** Another server is responsible: the program sends the values there, or reports a failure. */
  REDIRECT {
    @Override
    Judgement judgeEnded(Observation seen, Observation good) {
      if (!seen.succeeded()) {
        return Judgement.passed("reported a failure instead of a redirect");
      }
      return seen.values() < good.values()
          ? Judgement.failed("exit code 0, although the server redirected the values")
          : judgeDelivery(seen, good);
    }
  },

  /** Only the first connection failed: the program tries again, or reports a failure. */
  RECOVER {
    @Override
    Judgement judgeEnded(Observation seen, Observation good) {
      if (!seen.succeeded()) {
        return Judgement.passed("reported a failure instead of a retry");
      }
      return seen.connections() <= good.connections()
          ? Judgement.failed("exit code 0 without a valid response")
          : judgeDelivery(seen, good);
    }
  };

  /** The value of each key of a mock agent. */
  static final String VALUE = "4711.25";

  /** The reason why no key of a mock agent is supported. */
  static final String NOT_SUPPORTED = "the test supports no key";

  /**
   * Returns the judgement about a program.
   *
   * @param seen what the program did in this trial
   * @param good what it did after a correct response
   * @param timeout the time that it had
   */
  Judgement judge(Observation seen, Observation good, Duration timeout) {
    return seen.hung()
        ? Judgement.failed("still running after " + DurationFormat.format(timeout))
        : judgeEnded(seen, good);
  }

  abstract Judgement judgeEnded(Observation seen, Observation good);

  /** Returns whether a program that succeeds after this response has missed a failure. */
  boolean isFailure() {
    return this == REPORT || this == REPORT_REASON || this == DISTRUST;
  }

  /** Returns whether the program has reported a failure. */
  boolean noticed(Observation seen) {
    return !seen.hung() && !seen.succeeded();
  }

  private static Judgement judgeDelivery(Observation seen, Observation good) {
    if (good.output().contains(VALUE) && !seen.output().contains(VALUE)) {
      return Judgement.failed("exit code 0 without the value");
    }
    int surplus = seen.values() - good.values();
    if (surplus > 0) {
      return Judgement.failed(
          Plurals.count(surplus, "value")
              + " stored twice: repeat a value with its first clock and ns");
    }
    return surplus < 0
        ? Judgement.failed("exit code 0, but " + Plurals.count(-surplus, "value") + " lost")
        : Judgement.PASSED;
  }

  private static String exitCode(Observation seen) {
    return "exit code " + seen.exitCode().orElseThrow();
  }
}
