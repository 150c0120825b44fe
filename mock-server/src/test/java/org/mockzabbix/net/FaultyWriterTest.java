package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.wire.Bytes;

@Timeout(60)
class FaultyWriterTest {

  private static final Bytes TEN_BYTES = Bytes.of("0123456789");

  @Test
  void trickle_waitsBetweenPieces() throws Exception {
    assertTakes(3 * 100, Fault.trickle(3, Duration.ofMillis(100))); // after 3, 6 and 9 bytes
  }

  @Test
  void severalTrickles_allApply() throws Exception {
    assertTakes(
        100 + 3 * 200, // after 5 bytes, and after 3, 6 and 9 bytes
        Fault.trickle(5, Duration.ofMillis(100)),
        Fault.trickle(3, Duration.ofMillis(200)));
  }

  @Test
  void tricklesThatWaitAtOnePlace_addUp() throws Exception {
    assertTakes(
        300, Fault.trickle(5, Duration.ofMillis(100)), Fault.trickle(5, Duration.ofMillis(200)));
  }

  @Test
  void trickle_beginsAgainAfterAFaultInsideTheResponse() throws Exception {
    assertTakes(
        100 + 2 * 100, // after 3 bytes of each half, and between the halves
        Fault.trickle(3, Duration.ofMillis(100)),
        Fault.delay(Duration.ofMillis(100)).insideReply());
  }

  /** Compares with a lower limit only, because the machine may be busy. */
  private static void assertTakes(int atLeastMillis, Fault... faults) throws Exception {
    RecordingHandler handler =
        new RecordingHandler(result -> EncodedResponse.of(TEN_BYTES).with(List.of(faults)));
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {
      long start = System.nanoTime();

      assertEquals(TEN_BYTES, client.send(Client.packet("hello")).readAll());

      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis >= atLeastMillis, () -> "took " + millis + " ms");
    }
  }
}
