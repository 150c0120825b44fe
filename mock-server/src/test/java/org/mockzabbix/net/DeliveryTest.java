package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.net.RecordingHandler.OK;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.net.Arrival.Complete;
import org.mockzabbix.net.RecordingHandler.Failure;
import org.mockzabbix.net.RecordingHandler.Surplus;
import org.mockzabbix.wire.Bytes;

@Timeout(60)
class DeliveryTest {

  /** More than the socket buffers of both sides take. */
  private static final Bytes HUGE = Bytes.of(new byte[30_000_000]);

  @Test
  void silence_closesWithoutAByte() throws Exception {
    RecordingHandler handler = new RecordingHandler(arrival -> Answer.silence());
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      assertEquals(Bytes.empty(), client.send(Client.packet("hello")).readAll());

      assertInstanceOf(Complete.class, handler.nextArrival());
    }
  }

  @Test
  void deliversHugeReply() throws Exception {
    RecordingHandler handler = new RecordingHandler(arrival -> Answer.reply(HUGE));
    try (Listener listener = Listeners.open(handler);
        Client client = Client.reluctant(listener)) {

      assertEquals(HUGE.length(), client.send(Client.packet("hello")).readAll().length());
    }
  }

  @Test
  void slowReaderKeepsNobodyWaiting() throws Exception {
    RecordingHandler handler =
        new RecordingHandler(arrival -> Answer.reply(arrival.connection() == 1 ? HUGE : OK));
    try (Listener listener = Listeners.open(handler);
        Client slow = Client.reluctant(listener)) {
      slow.send(Client.packet("hello"));
      slow.read();

      Client.assertAnswers(listener);

      assertEquals(HUGE.length() - 1, slow.readAll().length());
    }
  }

  @Test
  void clientThatDoesNotRead_isGivenUp() throws Exception {
    RecordingHandler handler = new RecordingHandler(arrival -> Answer.reply(HUGE));
    ListenerConfig config = Listeners.config().withWriteTimeout(Duration.ofMillis(100));
    try (Listener listener = Listener.open(config, handler);
        Client client = Client.reluctant(listener)) {

      client.send(Client.packet("hello"));

      Failure failure = handler.nextFailure();
      assertEquals(handler.nextArrival(), failure.arrival());
      assertTrue(
          failure
              .why()
              .matches(
                  "wrote \\d+ of 30000000 bytes:"
                      + " the client did not read the rest within 100 ms"),
          failure.why());
    }
  }

  @Test
  void clientThatIsGone_isTold() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    RecordingHandler handler = new RecordingHandler(packet -> true, arrival -> after(gone, OK));
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("hello"));
      Arrival arrival = handler.nextArrival();
      client.reset();
      gone.countDown();

      Failure failure = handler.nextFailure();
      assertEquals(arrival, failure.arrival());
      assertTrue(failure.why().startsWith("wrote 0 of 15 bytes: "), failure.why());
    }
  }

  @Test
  void surplusInALaterSegment_isAnsweredAndTold() throws Exception {
    RecordingHandler handler =
        new RecordingHandler(arrival -> Answer.reply(OK).watchingForSurplus());
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      Bytes reply = client.send(Client.packet("hello")).readAll();
      client.send(Bytes.of("late")).send(Bytes.of("r")).close();

      assertEquals(OK, reply);
      Surplus surplus = handler.nextSurplus();
      assertEquals(handler.nextArrival(), surplus.arrival());
      assertEquals("later", surplus.late().text());
    }
  }

  @Test
  void surplusIsWatchedForOneSecond() throws Exception {
    RecordingHandler handler =
        new RecordingHandler(arrival -> Answer.reply(OK).watchingForSurplus());
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("hello")).readAll();
      client.send(Bytes.of("late"));

      assertEquals("late", handler.nextSurplus().late().text());
    }
  }

  @Test
  void surplusOfMoreThan64KiB_isCut() throws Exception {
    RecordingHandler handler =
        new RecordingHandler(arrival -> Answer.reply(OK).watchingForSurplus());
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("hello")).readAll();
      client.send(Bytes.of(new byte[100_000]));

      assertEquals(65_536, handler.nextSurplus().late().length());
    }
  }

  @Test
  void watchedClientThatSendsNothingMore_hasNoSurplus() throws Exception {
    RecordingHandler handler =
        new RecordingHandler(
            arrival ->
                arrival.connection() == 1
                    ? Answer.reply(OK).watchingForSurplus()
                    : Answer.reply(OK));
    try (Listener listener = Listeners.open(handler)) {
      try (Client client = new Client(listener)) {
        client.send(Client.packet("hello")).readAll();
      }

      Client.assertAnswers(listener);

      assertEquals(0, handler.surplusesLeft());
    }
  }

  @Test
  void surplusThatIsThereBeforeTheClose_isToldWithoutWatching() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    RecordingHandler handler = new RecordingHandler(packet -> true, arrival -> after(sent, OK));
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("hello"));
      handler.nextArrival();
      client.send(Bytes.of("late"));
      sent.countDown();

      assertEquals(OK, client.readAll());
      assertEquals("late", handler.nextSurplus().late().text());
    }
  }

  private static Answer after(CountDownLatch latch, Bytes reply) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
      return Answer.reply(reply);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
