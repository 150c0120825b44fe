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
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.protocol.Rows;

class AnsweringTest {

  @Test
  void failed_takesNoRowOver() {
    Reply reply = answer(Answering.failed("no"), Rows.senderData("{},{}"));

    assertEquals(Response.failed("no"), reply.response());
    assertEquals(3, reply.flags());
    RowVerdicts verdicts = reply.verdicts();
    assertEquals(0, verdicts.processed());
    assertEquals(Outcome.REFUSED_BY_RULE, verdicts.outcome(0));
    assertEquals(Outcome.REFUSED_BY_RULE, verdicts.outcome(1));
  }

  @Test
  void close_takesTheOneValueOfALegacyClientNotOver() {
    Reply reply = answer(Answering.close(), Rows.request("h:k:v"));

    assertEquals(Response.none(), reply.response());
    assertEquals(Outcome.REFUSED_BY_RULE, reply.verdicts().outcome(0));
  }

  @Test
  void close_ofARequestWithoutRows() {
    assertNull(answer(Answering.close(), Rows.request("{\"request\":\"foo\"}")).verdicts());
  }

  @Test
  void processed_refusesCountsThatNobodyCanCount() {
    assertEquals(
        "processed and failed must be at least 0, and their sum at most 2147483647, but were -1"
            + " and 0",
        assertThrows(IllegalArgumentException.class, () -> Answering.processed(-1, 0))
            .getMessage());
  }

  private static Reply answer(Answering answering, Request request) {
    Incoming incoming =
        new Incoming(
            request,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_312),
            3,
            1,
            itemid -> Optional.empty());
    return answering.answer(incoming, () -> fail("the engine was asked"));
  }
}
