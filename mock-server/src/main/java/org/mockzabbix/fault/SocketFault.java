package org.mockzabbix.fault;

import java.time.Duration;
import java.util.Objects;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.DurationRange;

/**
 * Something done to a connection in one of its phases. {@link Fault} makes them.
 *
 * @param duration how long a delay lasts, or a stall at most; zero for the others
 */
public record SocketFault(Action action, Phase phase, Duration duration) implements Fault {

  static final Duration LONGEST_STALL = Duration.ofMinutes(10);

  /** What is done. */
  public enum Action {
    DELAY("delay"),
    STALL("stall"),
    CLOSE("close"),
    HALF_CLOSE("half-close"),
    RESET("reset");

    private final String words;

    Action(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * @throws IllegalArgumentException if a delay or stall is not positive, or longer than a day
   */
  public SocketFault {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(phase, "phase");
    if (action == Action.DELAY || action == Action.STALL) {
      DurationRange.POSITIVE_DELAY.check(action.toString(), duration);
    }
  }

  /** The same, as soon as a connection is accepted. For {@code onConnect} only. */
  public SocketFault onAccept() {
    return at(Phase.ON_ACCEPT);
  }

  /** The same, when the first bytes of the request are there. For {@code onConnect} only. */
  public SocketFault whileReading() {
    return at(Phase.WHILE_READING);
  }

  /** The same, when the request was processed, before the first byte of the reply. */
  public SocketFault beforeReply() {
    return at(Phase.BEFORE_REPLY);
  }

  /** The same, after the first half of the reply. */
  public SocketFault insideReply() {
    return at(Phase.INSIDE_REPLY);
  }

  /** The same, after the last byte of the reply. */
  public SocketFault afterReply() {
    return at(Phase.AFTER_REPLY);
  }

  /** The same in this phase. */
  public SocketFault at(Phase phase) {
    return new SocketFault(action, phase, duration);
  }

  /** Whether nothing comes after it: the connection ends with it. */
  public boolean endsConnection() {
    return switch (action) {
      case STALL, CLOSE, RESET -> true;
      case DELAY, HALF_CLOSE -> false;
    };
  }

  /** Such as {@code reset before the reply} or {@code delay of 2 s inside the reply}. */
  @Override
  public String toString() {
    String of = action == Action.DELAY ? " of " + DurationFormat.format(duration) : "";
    return action + of + ' ' + phase;
  }
}
