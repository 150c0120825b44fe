package org.mockzabbix.fault;

import java.time.Duration;
import java.util.Objects;

/**
 * A fault that delays or ends a connection in one of its {@linkplain FaultPhase phases}, by default
 * before the response. Created by the methods of {@link Fault}. Immutable.
 */
public final class SocketFault implements Fault {

  /** The change of the connection after the duration of a fault. */
  enum Effect {
    NONE,
    END_OUTPUT,
    CLOSE,
    RESET
  }

  private final String name;
  private final Duration duration;
  private final Effect effect;
  private final FaultPhase phase;

  SocketFault(String name, Duration duration, Effect effect) {
    this(name, duration, effect, FaultPhase.BEFORE_REPLY);
  }

  private SocketFault(String name, Duration duration, Effect effect, FaultPhase phase) {
    this.name = name;
    this.duration = duration;
    this.effect = effect;
    this.phase = Objects.requireNonNull(phase, "phase");
  }

  /**
   * Returns a copy of this fault that applies when a connection is accepted. Valid only in {@code
   * onConnect(...)}.
   */
  public SocketFault onAccept() {
    return at(FaultPhase.ON_ACCEPT);
  }

  /**
   * Returns a copy of this fault that applies when the first bytes of the request arrive. Valid
   * only in {@code onConnect(...)}.
   */
  public SocketFault whileReading() {
    return at(FaultPhase.WHILE_READING);
  }

  /**
   * Returns a copy of this fault that applies when the request is processed, before the first byte
   * of the response.
   */
  public SocketFault beforeReply() {
    return at(FaultPhase.BEFORE_REPLY);
  }

  /** Returns a copy of this fault that applies after the first half of the response. */
  public SocketFault insideReply() {
    return at(FaultPhase.INSIDE_REPLY);
  }

  /** Returns a copy of this fault that applies after the last byte of the response. */
  public SocketFault afterReply() {
    return at(FaultPhase.AFTER_REPLY);
  }

  /** Returns a copy of this fault that applies in {@code phase}. */
  public SocketFault at(FaultPhase phase) {
    return new SocketFault(name, duration, effect, phase);
  }

  /** Returns the phase in which this fault applies. */
  public FaultPhase phase() {
    return phase;
  }

  /** Returns how long a delay lasts, or a stall at most; zero for other faults. */
  public Duration duration() {
    return duration;
  }

  /** Returns whether this fault ends the output of the server. */
  public boolean endsOutput() {
    return effect == Effect.END_OUTPUT;
  }

  /** Returns whether the connection is closed or reset after this fault. */
  public boolean endsConnection() {
    return effect == Effect.CLOSE || effect == Effect.RESET;
  }

  /** Returns whether this fault ends the connection with a reset. */
  public boolean resetsConnection() {
    return effect == Effect.RESET;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SocketFault that
        && name.equals(that.name)
        && duration.equals(that.duration)
        && effect == that.effect
        && phase == that.phase;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, duration, effect, phase);
  }

  /**
   * Returns the fault in words, for example {@code reset before the reply} or {@code delay of 2 s
   * on accept}.
   */
  @Override
  public String toString() {
    return name + ' ' + phase;
  }
}
