package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.agent.AgentScript;
import org.mockzabbix.agent.KeyPattern;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.EncodedResponse;
import org.mockzabbix.net.ReadResult;
import org.mockzabbix.net.ReadResult.ConnectionEnd;
import org.mockzabbix.net.ReadResult.PacketRead;
import org.mockzabbix.protocol.AgentProgram;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.sentence.FunctionFailures;
import org.mockzabbix.wire.Bytes;

/** Uses an engine that processes every value. */
class ExchangeHandlerTest {

  private static final String ONE_VALUE =
      "{\"request\":\"sender data\",\"data\":[{\"host\":\"h1\",\"key\":\"k\",\"value\":\"1\"}]}";

  private final JournalStore journal = new JournalStore(Long.MAX_VALUE);
  private final Rules rules = new Rules();
  private final FunctionFailures failures = FunctionFailures.unreported();
  private final ExchangeObservers observers = new ExchangeObservers(failures);
  private final AtomicLong seconds = new AtomicLong();
  private final InstantSource clock =
      () -> ReadResults.NOON.plusMillis(250 * seconds.getAndIncrement());
  private volatile PortBehavior state = unencrypted(rules, new AllProcessed(false));
  private final ExchangeHandlerFactory handlers =
      new ExchangeHandlerFactory(epoch -> state, journal, clock, observers, failures);

  private record AllProcessed(boolean mayBlock) implements ResponseEngine {

    @Override
    public Decoder decoder() {
      return Decoder.ofServer(ZabbixVersion.V7_0);
    }

    @Override
    public MockResponse respond(IncomingRequest incoming, Instant now) {
      if (incoming.request().values().isEmpty()) {
        return MockResponse.of(Response.none());
      }
      int rows = incoming.request().values().size();
      return new MockResponse(
          new Processed(rows, 0, rows, 0), incoming.flags(), RowOutcomes.allProcessed(rows));
    }
  }

  private static PortBehavior unencrypted(Rules rules, ResponseEngine engine) {
    return new PortBehavior(rules, engine, Optional::empty);
  }

  @Test
  void noWorker_isRecordedWithoutAResponse() {
    accept().noWorker(ReadResults.packet(1, ONE_VALUE), new OutOfMemoryError("no native thread"));

    Exchange exchange = journal.exchanges().get(0);
    assertEquals(
        List.of(
            "the response is missing, because no thread could be started:"
                + " java.lang.OutOfMemoryError: no native thread"),
        exchange.warnings());
    assertEquals(ONE_VALUE, exchange.text());
  }

  @Test
  void ruleAndObserverAddedAfterMayBlock_doNotRunOnTheListenersThread() {
    ExchangeHandler handler = accept();
    PacketRead result = ReadResults.packet(1, ONE_VALUE);
    assertFalse(handler.mayBlock(result));
    observers.add(exchange -> fail("on the listener's thread"));
    rules
        .when(
            RequestMatcher.anyRequest().and("any", incoming -> fail("on the listener's thread")),
            () -> rules)
        .reply(Responder.close());

    handler.respond(result);

    assertEquals(List.of(), journal.exchanges().get(0).warnings());
  }

  @Test
  void scriptAddedAfterMayBlock_doesNotRunOnTheListenersThread() {
    AtomicReference<AgentScript> script =
        new AtomicReference<>(
            AgentScript.EMPTY.with(KeyPattern.of("k"), KeyScript.value("immediate")));
    AgentProgram agent = new AgentProgram(ZabbixVersion.V6_0, Variant.AGENT);
    state =
        unencrypted(
            rules,
            new AgentEngine(
                agent, "web01", BuiltInKeys.none(), script::get, FunctionFailures.unreported()));
    ExchangeHandler handler = accept();
    PacketRead result = ReadResults.packet(1, "k");
    assertFalse(handler.mayBlock(result));
    script.set(AgentScript.EMPTY.with(KeyPattern.of("k"), KeyScript.computed(key -> "may block")));

    EncodedResponse response = handler.respond(result);

    assertEquals("immediate", response.bytes().from(13).text());
    assertTrue(accept().mayBlock(result));
  }

  @Test
  void everyObserverIsNotified_evenIfOneThrowsACheckedException() {
    List<Exchange> seen = new ArrayList<>();
    observers.add(exchange -> sneak(new IOException("boom")));
    observers.add(seen::add);

    assertThrows(IllegalStateException.class, () -> respond(ReadResults.packet(1, ONE_VALUE)));

    assertEquals(1, seen.size());
    assertEquals(
        List.of("the response was not sent, because an observer threw java.io.IOException: boom"),
        journal.exchanges().get(0).warnings());
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable e) throws E {
    throw (E) e;
  }

  private ExchangeHandler accept() {
    return handlers.accepted(ReadResults.CONNECTION);
  }

  private EncodedResponse respond(ReadResult result) {
    return accept().respond(result);
  }

  @Test
  void packet_getsTheResponseOfTheEngine() {
    EncodedResponse response = respond(ReadResults.packet(0x81, ONE_VALUE));

    assertEquals(Bytes.of(new Processed(1, 0, 1, 0.25).toBytes(0x81)), response.bytes());
    assertFalse(response.watchesForSurplus());
  }

  @Test
  void exchange_isRecorded() {
    PacketRead result = ReadResults.packet(0x81, ONE_VALUE);

    EncodedResponse response = respond(result);

    Exchange exchange = journal.exchanges().get(0);
    assertEquals(7, exchange.connection());
    assertEquals(ReadResults.CONNECTION.peer(), exchange.peer());
    assertEquals(10_051, exchange.localPort());
    assertEquals(ReadResults.NOON, exchange.receivedAt());
    assertArrayEquals(result.received().toArray(), exchange.packetBytes());
    assertEquals(ONE_VALUE, exchange.text());
    assertEquals(new Processed(1, 0, 1, 0.25), exchange.response());
    assertArrayEquals(response.bytes().toArray(), exchange.responseBytes());
    assertEquals("1", exchange.items().get(0).value());
    assertEquals(List.of(), exchange.warnings());
  }

  @Test
  void jsonThatEndsTooEarly_watchesForTheRest() {
    EncodedResponse response = respond(ReadResults.packet(1, ONE_VALUE.replace("}]}", "")));

    assertTrue(response.watchesForSurplus());
    assertEquals(RequestKind.UNREADABLE, journal.exchanges().get(0).kind());
  }

  @Test
  void bytesThatAreNotAPacket_areUnreadable() {
    EncodedResponse response = respond(ReadResults.invalid("missing header", "GET /"));

    Exchange exchange = journal.exchanges().get(0);
    assertEquals(Bytes.empty(), response.bytes());
    assertFalse(response.watchesForSurplus());
    assertEquals(RequestKind.UNREADABLE, exchange.kind());
    assertEquals(Optional.of("missing header"), exchange.reason());
    assertEquals("474554202f", exchange.packetHex(100));
  }

  @ParameterizedTest
  @CsvSource({
    "HALF_CLOSED, the peer closed without sending a byte",
    "RESET, the peer reset the connection without sending a byte",
    "TIMED_OUT, the peer sent no byte in time"
  })
  void connectionWithoutAByte_isEmpty(ConnectionEnd ending, String reason) {
    respond(ReadResults.noBytes(ending));

    Exchange exchange = journal.exchanges().get(0);
    assertEquals(RequestKind.EMPTY, exchange.kind());
    assertEquals(Optional.of(reason), exchange.reason());
    assertEquals(0, exchange.packetBytes().length);
  }

  @Test
  void observers_areNotifiedInOrderAfterRecording() {
    List<String> told = new ArrayList<>();
    observers.add(exchange -> told.add("first " + exchange.id() + " " + journal.items().size()));
    observers.add(exchange -> told.add("second " + exchange.id() + " " + journal.items().size()));

    respond(ReadResults.packet(1, ONE_VALUE));
    respond(ReadResults.noBytes(ConnectionEnd.RESET));

    assertEquals(List.of("first 1 1", "second 1 1", "first 2 1", "second 2 1"), told);
  }

  @Test
  void observerThatThrows_isNoted() {
    IllegalStateException thrown = new IllegalStateException("on purpose");
    observers.add(
        exchange -> {
          throw thrown;
        });

    assertSame(
        thrown,
        assertThrows(IllegalStateException.class, () -> respond(ReadResults.packet(1, ONE_VALUE))));

    assertEquals(
        List.of(
            "the response was not sent, because an observer threw"
                + " java.lang.IllegalStateException: on purpose"),
        journal.exchanges().get(0).warnings());
    assertEquals(1, journal.items().size());
  }

  @Test
  void rule_respondsInsteadOfTheEngine() {
    rules
        .when(RequestMatcher.senderData(), () -> rules)
        .reply(
            (incoming, engine) ->
                MockResponse.of(Response.failed("no")).withFlags(incoming.flags()));

    EncodedResponse response = respond(ReadResults.packet(3, ONE_VALUE));

    assertEquals(Bytes.of(Response.failed("no").toBytes(3)), response.bytes());
    assertEquals(Response.failed("no"), journal.exchanges().get(0).response());
  }

  @Test
  void rule_canUseTheEngine() {
    rules.when(RequestMatcher.senderData(), () -> rules).reply((incoming, engine) -> engine.get());

    EncodedResponse response = respond(ReadResults.packet(1, ONE_VALUE));

    assertEquals(Bytes.of(new Processed(1, 0, 1, 0.25).toBytes(1)), response.bytes());
  }

  @Test
  void ruleThatThrows_isRecorded() {
    IllegalStateException thrown = new IllegalStateException("on purpose");
    rules
        .when(RequestMatcher.senderData(), () -> rules)
        .reply(
            (incoming, engine) -> {
              throw thrown;
            });

    assertSame(
        thrown,
        assertThrows(IllegalStateException.class, () -> respond(ReadResults.packet(1, ONE_VALUE))));

    Exchange exchange = journal.exchanges().get(0);
    assertEquals(Response.none(), exchange.response());
    assertEquals(
        List.of(
            "the response is missing, because a rule or the server threw"
                + " java.lang.IllegalStateException: on purpose"),
        exchange.warnings());
    assertEquals(Outcome.REFUSED_BY_RULE, journal.rejected().get(0).outcome());
  }

  @Test
  void surplus_isNoted() {
    ExchangeHandler handler = accept();
    handler.respond(ReadResults.packet(1, ONE_VALUE));

    handler.surplus(Bytes.of("xy"));

    assertEquals(
        List.of("2 bytes more than declared arrived after the packet"),
        journal.exchanges().get(0).warnings());
  }

  @Test
  void writeFailed_isNotedInTheExchangeOfThatConnection() {
    ExchangeHandler handler = accept();
    handler.respond(ReadResults.packet(1, ONE_VALUE));
    respond(ReadResults.packet(1, ONE_VALUE));

    handler.writeFailed("wrote 0 of 103 bytes: Broken pipe");

    assertEquals(
        List.of("the response did not reach the peer: wrote 0 of 103 bytes: Broken pipe"),
        journal.exchanges().get(0).warnings());
    assertEquals(List.of(), journal.exchanges().get(1).warnings());
  }

  @Test
  void mayBlock_onlyWhileSomethingCan() {
    ReadResult result = ReadResults.packet(1, ONE_VALUE);

    assertFalse(accept().mayBlock(result));
    state = unencrypted(rules, new AllProcessed(true));
    assertTrue(accept().mayBlock(result));
    state = unencrypted(rules, new AllProcessed(false));
    rules.when(RequestMatcher.senderData(), () -> rules).reply((incoming, engine) -> engine.get());
    assertTrue(accept().mayBlock(result));
    state = unencrypted(new Rules(), new AllProcessed(false));
    assertFalse(accept().mayBlock(result));
    observers.add(exchange -> {});
    assertTrue(accept().mayBlock(ReadResults.noBytes(ConnectionEnd.RESET)));
  }

  @Test
  void connection_keepsTheStateThatWasCurrentWhenItWasAccepted() {
    ExchangeHandler before = accept();
    Rules later = new Rules();
    later
        .when(RequestMatcher.senderData(), () -> later)
        .reply((incoming, engine) -> MockResponse.of(Response.failed("new")));
    state = unencrypted(later, new AllProcessed(false));

    before.respond(ReadResults.packet(1, ONE_VALUE));
    respond(ReadResults.packet(1, ONE_VALUE));

    assertEquals(new Processed(1, 0, 1, 0.25), journal.exchanges().get(0).response());
    assertEquals(Response.failed("new"), journal.exchanges().get(1).response());
  }

  @Test
  void connectionFromBeforeAReset_isLateAndUsesUpNoRule() {
    ExchangeHandler before = accept();
    journal.reset();
    rules.when(RequestMatcher.senderData(), () -> rules).reply((incoming, engine) -> engine.get());

    before.respond(ReadResults.packet(1, ONE_VALUE));

    assertEquals(List.of(), journal.exchanges());
    assertEquals(1, journal.lateExchanges().size());
    assertEquals(1, rules.unused().size());
  }
}
