package org.mockzabbix.transcript;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.wire.Bytes;

/** An exchange that was read from a transcript: when and where it took place, and its bytes. */
public final class TranscriptExchange {

  private final int line;
  private final Instant time;
  private final String port;
  private final @Nullable String host;
  private final String kind;
  private final Bytes request;
  private final Bytes reply;

  private TranscriptExchange(Draft draft) {
    this.line = draft.line;
    this.time = draft.time;
    this.port = draft.port;
    this.host = draft.host;
    this.kind = draft.kind;
    this.request = draft.request;
    this.reply = draft.reply;
  }

  /** The members of an exchange while its line is read. */
  static final class Draft {

    final int line;
    Instant time = Instant.EPOCH;
    String port = "";
    @Nullable String host;
    String kind = "";
    Bytes request = Bytes.empty();
    Bytes reply = Bytes.empty();

    Draft(int line) {
      this.line = line;
    }

    TranscriptExchange build() {
      return new TranscriptExchange(this);
    }
  }

  /** Returns the number of the line, from 1. */
  public int line() {
    return line;
  }

  /** Returns the time when the request was complete. */
  public Instant time() {
    return time;
  }

  /**
   * Returns the port that took part: {@code trapper}, {@code agent}, {@code poller} or {@code api}.
   */
  public String port() {
    return port;
  }

  /** Returns the host of the mock agent that was asked. Empty for all other ports. */
  public Optional<String> agent() {
    return port.equals("agent") ? Optional.ofNullable(host) : Optional.empty();
  }

  /** Returns a copy of the bytes that the client sent. Empty if it sent none. */
  public byte[] requestBytes() {
    return request.toArray();
  }

  /** Returns a copy of the bytes of the reply. Empty if the connection was closed without one. */
  public byte[] replyBytes() {
    return reply.toArray();
  }

  Bytes request() {
    return request;
  }

  Bytes reply() {
    return reply;
  }

  /** Returns the kind of the request, for example {@code sender data}. Empty if unreadable. */
  public String kind() {
    return kind;
  }

  /** Returns the line and the kind, for example {@code line 3: sender data}. */
  @Override
  public String toString() {
    return "line " + line + ": " + (kind.isEmpty() ? "unreadable request" : kind);
  }
}
