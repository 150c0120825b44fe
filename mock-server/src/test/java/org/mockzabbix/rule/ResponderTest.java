package org.mockzabbix.rule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.ItemName;
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
  void refusal_namesTheItemsThatAnAgentSentByTheirIds() {
    MockResponse reply =
        answer(
            Responder.close(),
            Rows.request(
                "{\"request\":\"agent data\",\"session\":\"0123456789abcdef0123456789abcdef\",\"host\":\"web01\",\"version\":\"7.0\",\"variant\":1,\"data\":["
                    + "{\"id\":1,\"itemid\":30001,\"value\":\"1\",\"clock\":1700000000,\"ns\":1},"
                    + "{\"id\":2,\"itemid\":30002,\"value\":\"2\",\"clock\":1700000000,\"ns\":2}]}"));

    assertEquals(new ItemName("web01", "app.ok"), reply.outcomes().name(0));
    assertNull(reply.outcomes().name(1));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, -1", "2147483647, 1"})
  void processed_refusesCountsThatNobodyCanCount(int processed, int failed) {
    assertEquals(
        "processed and failed must be at least 0, and their sum at most 2147483647, but were "
            + processed
            + " and "
            + failed,
        assertThrows(IllegalArgumentException.class, () -> Responder.processed(processed, failed))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "2147483647, 0", "0, 2147483647"})
  void processed_acceptsAllOtherCounts(int processed, int failed) {
    assertDoesNotThrow(() -> Responder.processed(processed, failed));
  }

  private static MockResponse answer(Responder answering, Request request) {
    IncomingRequest incoming =
        new IncomingRequest(
            request,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_312),
            3,
            1,
            itemid ->
                itemid == 30001 ? Optional.of(new ItemName("web01", "app.ok")) : Optional.empty());
    return answering.respond(incoming, () -> fail("the engine was asked"));
  }
}
