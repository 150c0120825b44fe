package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.net.RecordingHandler.OK;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.net.RecordingHandler.Surplus;
import org.mockzabbix.wire.Bytes;

@Timeout(60)
class CloseStageTest {

  @Test
  void surplusInALaterSegment_isReportedAfterTheResponse() throws Exception {
    RecordingHandler handler =
        new RecordingHandler(result -> EncodedResponse.of(OK).watchingForSurplus());
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      Bytes reply = client.send(Client.packet("hello")).readAll();
      client.send(Bytes.of("late")).send(Bytes.of("r")).close();

      assertEquals(OK, reply);
      Surplus surplus = handler.nextSurplus();
      assertEquals(1, surplus.connection());
      assertEquals("later", surplus.bytes().text());
    }
  }

  @Test
  void surplus_isWatchedForOneSecond() throws Exception {
    RecordingHandler handler =
        new RecordingHandler(result -> EncodedResponse.of(OK).watchingForSurplus());
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("hello")).readAll();
      client.send(Bytes.of("late"));

      assertEquals("late", handler.nextSurplus().bytes().text());
    }
  }

  @Test
  void surplusOfMoreThan64KiB_isCut() throws Exception {
    RecordingHandler handler =
        new RecordingHandler(result -> EncodedResponse.of(OK).watchingForSurplus());
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("hello")).readAll();
      client.send(Bytes.of(new byte[100_000]));

      assertEquals(65_536, handler.nextSurplus().bytes().length());
    }
  }

  @Test
  void watchedClientThatSendsNothingMore_hasNoSurplus() throws Exception {
    RecordingHandler handler =
        new RecordingHandler(
            packet -> false,
            (connection, result) ->
                connection == 1
                    ? EncodedResponse.of(OK).watchingForSurplus()
                    : EncodedResponse.of(OK));
    try (Listener listener = Listeners.open(handler)) {
      try (Client client = new Client(listener)) {
        client.send(Client.packet("hello")).readAll();
      }

      Client.assertAnswers(listener);

      assertEquals(0, handler.surplusesLeft());
    }
  }

  @Test
  void surplusBeforeTheClose_isReportedWithoutWatching() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    RecordingHandler handler = new RecordingHandler(packet -> true, result -> after(sent, OK));
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("hello"));
      handler.nextResult();
      client.send(Bytes.of("late"));
      sent.countDown();

      assertEquals(OK, client.readAll());
      assertEquals("late", handler.nextSurplus().bytes().text());
    }
  }

  private static EncodedResponse after(CountDownLatch latch, Bytes reply) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
      return EncodedResponse.of(reply);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
