package org.mockzabbix.conversation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.Answer;
import org.mockzabbix.net.Arrival;
import org.mockzabbix.protocol.Decoder;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestDecoder;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response.Failed;
import org.mockzabbix.protocol.Response.None;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.ResponseEncoder;
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.Incoming;
import org.mockzabbix.rule.Reply;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.RuleBook;
import org.mockzabbix.wire.Bytes;

/** The middle hops of a packet, with an engine that processes every row. */
class ConversationTest {

  private static final String ONE_VALUE =
      "{\"request\":\"sender data\",\"data\":[{\"host\":\"h1\",\"key\":\"k\",\"value\":\"1\"}]}";

  private final JournalStore journal = new JournalStore(Long.MAX_VALUE);
  private final RuleBook rules = new RuleBook();
  private final List<Consumer<Exchange>> observers = new CopyOnWriteArrayList<>();
  private final AtomicLong seconds = new AtomicLong();
  private final InstantSource clock =
      () -> Arrivals.NOON.plusMillis(250 * seconds.getAndIncrement());
  private final Conversation conversation =
      new Conversation(new AllProcessed(false), rules, journal, clock, observers);

  private record AllProcessed(boolean mayBlock) implements Conversation.Engine {

    @Override
    public Decoder decoder() {
      return new RequestDecoder(ZabbixVersion.V7_0);
    }

    @Override
    public Reply reply(Incoming incoming, Instant now) {
      if (incoming.request().rows() == null) {
        return Reply.of(new None());
      }
      int rows = incoming.request().rows().size();
      return new Reply(
          new Processed(rows, 0, rows, 0), incoming.flags(), RowVerdicts.allProcessed(rows));
    }
  }

  @Test
  void answer_ofAPacketIsTheEnginesReply() {
    Answer answer = conversation.answer(Arrivals.packet(0x81, ONE_VALUE));

    assertEquals(ResponseEncoder.encode(new Processed(1, 0, 1, 0.25), 0x81), answer.bytes());
    assertEquals(OptionalLong.of(1), answer.subject());
    assertFalse(answer.watchesForSurplus());
  }

  @Test
  void answer_isRecorded() {
    Arrival.Complete arrival = Arrivals.packet(0x81, ONE_VALUE);

    Answer answer = conversation.answer(arrival);

    Exchange exchange = journal.exchanges().get(0);
    assertEquals(7, exchange.connection());
    assertEquals(Arrivals.PEER, exchange.peer());
    assertEquals(10_051, exchange.localPort());
    assertEquals(Arrivals.NOON, exchange.receivedAt());
    assertArrayEquals(arrival.packet().wire().toArray(), exchange.packetBytes());
    assertEquals(ONE_VALUE, exchange.text());
    assertEquals(new Processed(1, 0, 1, 0.25), exchange.response());
    assertArrayEquals(answer.bytes().toArray(), exchange.replyBytes());
    assertEquals("1", exchange.items().get(0).value());
    assertEquals(List.of(), exchange.warnings());
  }

  @Test
  void answer_toTextThatEndsTooEarlyWatchesForTheRest() {
    Answer answer = conversation.answer(Arrivals.packet(1, ONE_VALUE.replace("}]}", "")));

    assertTrue(answer.watchesForSurplus());
    assertEquals(RequestKind.UNREADABLE, journal.exchanges().get(0).kind());
  }

  @Test
  void answer_toBytesThatAreNoPacket() {
    Answer answer = conversation.answer(Arrivals.unreadable("missing header", "GET /"));

    Exchange exchange = journal.exchanges().get(0);
    assertEquals(Bytes.empty(), answer.bytes());
    assertFalse(answer.watchesForSurplus());
    assertEquals(OptionalLong.of(1), answer.subject());
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
  void answer_toAConnectionWithoutAByte(Arrival.Ending ending, String reason) {
    conversation.answer(Arrivals.empty(ending));

    Exchange exchange = journal.exchanges().get(0);
    assertEquals(RequestKind.EMPTY, exchange.kind());
    assertEquals(Optional.of(reason), exchange.reason());
    assertEquals(0, exchange.packetBytes().length);
  }

  @Test
  void observers_areToldInOrderOfWhatIsRecordedAlready() {
    List<String> told = new ArrayList<>();
    observers.add(exchange -> told.add("first " + exchange.id() + " " + journal.items().size()));
    observers.add(exchange -> told.add("second " + exchange.id() + " " + journal.items().size()));

    conversation.answer(Arrivals.packet(1, ONE_VALUE));
    conversation.answer(Arrivals.empty(Arrival.Ending.RESET));

    assertEquals(List.of("first 1 1", "second 1 1", "first 2 1", "second 2 1"), told);
  }

  @Test
  void observer_thatThrowsIsNoted() {
    IllegalStateException thrown = new IllegalStateException("on purpose");
    observers.add(
        exchange -> {
          throw thrown;
        });

    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class, () -> conversation.answer(Arrivals.packet(1, ONE_VALUE))));

    assertEquals(
        List.of(
            "the reply was not sent, for an observer threw"
                + " java.lang.IllegalStateException: on purpose"),
        journal.exchanges().get(0).warnings());
    assertEquals(1, journal.items().size());
  }

  @Test
  void rule_answersInsteadOfTheEngine() {
    rules
        .when(RequestMatcher.senderData())
        .reply((incoming, engine) -> Reply.of(new Failed("no")).withFlags(incoming.flags()));

    Answer answer = conversation.answer(Arrivals.packet(3, ONE_VALUE));

    assertEquals(ResponseEncoder.encode(new Failed("no"), 3), answer.bytes());
    assertEquals(new Failed("no"), journal.exchanges().get(0).response());
  }

  @Test
  void rule_mayAskTheEngine() {
    rules.when(RequestMatcher.senderData()).reply((incoming, engine) -> engine.get());

    Answer answer = conversation.answer(Arrivals.packet(1, ONE_VALUE));

    assertEquals(ResponseEncoder.encode(new Processed(1, 0, 1, 0.25), 1), answer.bytes());
  }

  @Test
  void rule_thatThrowsLosesNoRecord() {
    IllegalStateException thrown = new IllegalStateException("on purpose");
    rules
        .when(RequestMatcher.senderData())
        .reply(
            (incoming, engine) -> {
              throw thrown;
            });

    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class, () -> conversation.answer(Arrivals.packet(1, ONE_VALUE))));

    Exchange exchange = journal.exchanges().get(0);
    assertEquals(new None(), exchange.response());
    assertEquals(
        List.of(
            "there was no answer, for working it out threw"
                + " java.lang.IllegalStateException: on purpose"),
        exchange.warnings());
    assertEquals(Outcome.REFUSED_BY_RULE, journal.rejected().get(0).outcome());
  }

  @Test
  void surplus_isNoted() {
    Arrival.Complete arrival = Arrivals.packet(1, ONE_VALUE);
    Answer answer = conversation.answer(arrival);

    conversation.surplus(arrival, answer, Bytes.of("xy"));

    assertEquals(
        List.of("2 bytes more than declared came after the packet"),
        journal.exchanges().get(0).warnings());
  }

  @Test
  void replyFailed_isNoted() {
    Arrival.Complete arrival = Arrivals.packet(1, ONE_VALUE);
    Answer answer = conversation.answer(arrival);
    conversation.answer(arrival);

    conversation.replyFailed(arrival, answer, "wrote 0 of 103 bytes: Broken pipe");

    assertEquals(
        List.of("the reply did not reach the peer: wrote 0 of 103 bytes: Broken pipe"),
        journal.exchanges().get(0).warnings());
    assertEquals(List.of(), journal.exchanges().get(1).warnings());
  }

  @Test
  void mayBlock_onlyWhileSomethingCan() {
    Arrival arrival = Arrivals.packet(1, ONE_VALUE);

    assertFalse(conversation.mayBlock(arrival));
    assertTrue(
        new Conversation(new AllProcessed(true), rules, journal, clock, observers)
            .mayBlock(arrival));
    rules.when(RequestMatcher.senderData()).reply((incoming, engine) -> engine.get());
    assertTrue(conversation.mayBlock(arrival));
    rules.reset();
    assertFalse(conversation.mayBlock(arrival));
    observers.add(exchange -> {});
    assertTrue(conversation.mayBlock(Arrivals.empty(Arrival.Ending.RESET)));
  }
}
