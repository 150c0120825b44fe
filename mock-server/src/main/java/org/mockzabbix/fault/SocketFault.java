package org.mockzabbix.fault;

import java.time.Duration;
import java.util.Objects;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.Plurals;

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
  private final int bytesBefore; // of the response, if the phase is inside it; 0 for half of it

  SocketFault(String name, Duration duration, Effect effect) {
    this(name, duration, effect, FaultPhase.BEFORE_REPLY, 0);
  }

  private SocketFault(
      String name, Duration duration, Effect effect, FaultPhase phase, int bytesBefore) {
    this.name = name;
    this.duration = duration;
    this.effect = effect;
    this.phase = Objects.requireNonNull(phase, "phase must not be null");
    this.bytesBefore = bytesBefore;
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
   * Returns a copy of this fault that applies during the TLS handshake, after the first messages of
   * the server. Valid only in {@code onConnect(...)}.
   */
  public SocketFault duringHandshake() {
    return at(FaultPhase.DURING_HANDSHAKE);
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
    return new SocketFault(name, duration, effect, phase, 0);
  }

  /**
   * Returns a copy of this fault that applies inside the response, after its first {@code count}
   * bytes. The header has 13 bytes: {@code delay(d).afterBytes(13)} pauses between header and data.
   * If the response is not longer, the fault is not injected, and the exchange has a warning.
   *
   * @param count how many bytes are sent before, at least 1
   */
  public SocketFault afterBytes(int count) {
    IntegerRange.atLeast(1).check("count", count);
    return new SocketFault(name, duration, effect, FaultPhase.INSIDE_REPLY, count);
  }

  /** Returns the phase in which this fault applies. */
  public FaultPhase phase() {
    return phase;
  }

  /** Returns how many bytes of a response of this length are sent before a fault inside of it. */
  public int position(int length) {
    return bytesBefore == 0 ? length / 2 : bytesBefore;
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
        && phase == that.phase
        && bytesBefore == that.bytesBefore;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, duration, effect, phase, bytesBefore);
  }

  /**
   * Returns the fault in words, for example {@code reset before the reply} or {@code delay of 2 s
   * on accept}.
   */
  @Override
  public String toString() {
    return bytesBefore == 0
        ? name + ' ' + phase
        : name + " after " + Plurals.count(bytesBefore, "byte") + " of the reply";
  }
}
