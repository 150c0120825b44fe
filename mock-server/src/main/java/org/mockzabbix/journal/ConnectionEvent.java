package org.mockzabbix.journal;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that happened on the connection of an exchange.
 *
 * @param offset the time since the connection was accepted, as a monotonic clock measured it
 * @param kind what happened
 * @param text more about it, in words: the rule and the faults of {@code RESPONSE_DECIDED}, the
 *     fault of {@code FAULT_INJECTED}, the number of all written bytes of {@code
 *     LAST_BYTE_WRITTEN}; empty for all others
 */
public record ConnectionEvent(Duration offset, EventKind kind, String text) {

  /** The kinds of events, in the usual order. */
  public enum EventKind {
    /** The server accepted the connection. */
    ACCEPTED,
    /** The server read the first byte of the request. */
    FIRST_BYTE,
    /** The server read the last byte of a packet. Missing if the bytes are not a packet. */
    REQUEST_COMPLETE,
    /** The client ended its output, or closed the connection: TCP does not show which. */
    INPUT_ENDED,
    /** The client reset the connection. */
    RESET_BY_CLIENT,
    /**
     * The server stopped waiting: for the request, for a function of the test, or for the client to
     * read the response.
     */
    TIMED_OUT,
    /** The server decided the response, or to close the connection without one. */
    RESPONSE_DECIDED,
    /** The server began to inject a fault into the connection, for example a delay. */
    FAULT_INJECTED,
    /** The server wrote the first byte of the response. */
    FIRST_BYTE_WRITTEN,
    /** The server wrote the last byte so far. Only part of the response may be written. */
    LAST_BYTE_WRITTEN,
    /** The server ended its output, and kept the connection open. */
    OUTPUT_ENDED,
    /**
     * The server closed the connection. If the client has sent bytes that the server did not read,
     * the client sees a reset.
     */
    CLOSED,
    /** The server reset the connection, as a fault of the test demanded. */
    RESET;

    /** Returns the kind in words, for example {@code first byte}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Returns the event in words, for example {@code 0.000104 s first byte}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.6f s %s%s",
        offset.toNanos() / 1e9,
        kind,
        text.isEmpty() ? "" : ": " + text);
  }
}
