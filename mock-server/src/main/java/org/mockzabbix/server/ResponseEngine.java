package org.mockzabbix.server;

import java.time.Instant;
import java.util.Optional;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.rule.MockResponse;

/** Decodes the packets of a port, and responds to requests as a real program does. */
public interface ResponseEngine {

  /** Returns the decoder for the data of a packet. */
  Decoder decoder();

  /** Returns the response to a request that no rule applies to. */
  MockResponse respond(IncomingRequest incoming, Instant now);

  /** Returns a response with what a real server stores of the processed values of the request. */
  default MockResponse judged(Request request, MockResponse response, Instant now) {
    return response;
  }

  /** Tells the engine the response to a request, before the exchange is recorded. */
  default void decided(IncomingRequest incoming, MockResponse response) {}

  /** Returns the item with this {@code itemid}, so that rules can match it by name. */
  default Optional<ItemName> item(long itemid) {
    return Optional.empty();
  }

  /** Tells the engine that a rule responds to a request instead of it. */
  default void replied(Request request, Response response) {}

  /**
   * Returns an engine that keeps the current scripts and hosts, so that the answer of {@link
   * #mayBlock} stays true for {@link #respond}.
   */
  default ResponseEngine pinned() {
    return this;
  }

  /** Returns whether {@link #respond} can block. */
  boolean mayBlock();
}
