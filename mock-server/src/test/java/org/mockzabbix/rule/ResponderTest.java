package org.mockzabbix.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.Rows;

class ResponderTest {

  @Test
  void failed_takesNoRowOver() {
    MockResponse reply = answer(Responder.failed("no"), Rows.senderData("{},{}"));

    assertEquals(Response.failed("no"), reply.response());
    assertEquals(3, reply.flags());
    RowOutcomes verdicts = reply.outcomes();
    assertEquals(0, verdicts.processed());
    assertEquals(Outcome.REFUSED_BY_RULE, verdicts.outcome(0));
    assertEquals(Outcome.REFUSED_BY_RULE, verdicts.outcome(1));
  }

  @Test
  void close_takesTheOneValueOfALegacyClientNotOver() {
    MockResponse reply = answer(Responder.close(), Rows.request("h:k:v"));

    assertEquals(Response.none(), reply.response());
    assertEquals(Outcome.REFUSED_BY_RULE, reply.outcomes().outcome(0));
  }

  @Test
  void close_ofARequestWithoutRows() {
    assertNull(answer(Responder.close(), Rows.request("{\"request\":\"foo\"}")).outcomes());
  }

  @Test
  void processed_refusesCountsThatNobodyCanCount() {
    assertEquals(
        "processed and failed must be at least 0, and their sum at most 2147483647, but were -1"
            + " and 0",
        assertThrows(IllegalArgumentException.class, () -> Responder.processed(-1, 0))
            .getMessage());
  }

  private static MockResponse answer(Responder answering, Request request) {
    IncomingRequest incoming =
        new IncomingRequest(
            request,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_312),
            3,
            1,
            itemid -> Optional.empty());
    return answering.respond(incoming, () -> fail("the engine was asked"));
  }
}
