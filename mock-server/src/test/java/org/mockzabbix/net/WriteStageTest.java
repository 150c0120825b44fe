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
import org.mockzabbix.net.ReadResult.PacketRead;
import org.mockzabbix.net.RecordingHandler.Failure;
import org.mockzabbix.wire.Bytes;

@Timeout(60)
class WriteStageTest {

  /** More bytes than the socket buffers of both sides hold. */
  private static final Bytes HUGE = Bytes.of(new byte[30_000_000]);

  @Test
  void noResponse_closesWithoutAByte() throws Exception {
    RecordingHandler handler = new RecordingHandler(result -> EncodedResponse.none());
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      assertEquals(Bytes.empty(), client.send(Client.packet("hello")).readAll());

      assertInstanceOf(PacketRead.class, handler.nextResult());
    }
  }

  @Test
  void writesHugeResponse() throws Exception {
    RecordingHandler handler = new RecordingHandler(result -> EncodedResponse.of(HUGE));
    try (Listener listener = Listeners.open(handler);
        Client client = Client.reluctant(listener)) {

      assertEquals(HUGE.length(), client.send(Client.packet("hello")).readAll().length());
    }
  }

  @Test
  void slowReader_doesNotDelayOthers() throws Exception {
    RecordingHandler handler =
        new RecordingHandler(
            packet -> false,
            (connection, result) -> EncodedResponse.of(connection == 1 ? HUGE : OK));
    try (Listener listener = Listeners.open(handler);
        Client slow = Client.reluctant(listener)) {
      slow.send(Client.packet("hello"));
      slow.read();

      Client.assertAnswers(listener);

      assertEquals(HUGE.length() - 1, slow.readAll().length());
    }
  }

  @Test
  void clientThatDoesNotRead_timesOut() throws Exception {
    RecordingHandler handler = new RecordingHandler(result -> EncodedResponse.of(HUGE));
    ListenerConfig config = Listeners.config().withWriteTimeout(Duration.ofMillis(100));
    try (Listener listener = Listener.open(config, handler);
        Client client = Client.reluctant(listener)) {

      client.send(Client.packet("hello"));

      Failure failure = handler.nextFailure();
      assertEquals(1, failure.connection());
      assertTrue(
          failure
              .reason()
              .matches(
                  "wrote \\d+ of 30000000 bytes:"
                      + " the client did not read the rest within 100 ms"),
          failure.reason());
    }
  }

  @Test
  void clientThatIsGone_isReported() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    RecordingHandler handler = new RecordingHandler(packet -> true, result -> after(gone, OK));
    try (Listener listener = Listeners.open(handler);
        Listener other = Listeners.open(new RecordingHandler(result -> EncodedResponse.of(OK)));
        Client client = new Client(listener)) {

      client.send(Client.packet("hello"));
      handler.nextResult();
      client.reset();
      Client.assertAnswers(other); // behind the reset, so that the listener's socket knows of it
      gone.countDown();

      Failure failure = handler.nextFailure();
      assertEquals(1, failure.connection());
      assertTrue(failure.reason().startsWith("wrote 0 of 15 bytes: "), failure.reason());
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
