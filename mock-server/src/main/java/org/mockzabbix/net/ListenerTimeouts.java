package org.mockzabbix.net;

import java.time.Duration;
import org.mockzabbix.text.DurationRange;

/**
 * The timeouts of a {@link Listener}, each from 1 ms to 24 h.
 *
 * @param firstByte the longest time to wait for the first byte
 * @param rest the longest time between the first and the last byte of a packet
 * @param write the longest time to wait for the client to read the response
 * @param function the longest time that the handler may take on a worker thread, because of
 *     functions of the test
 */
public record ListenerTimeouts(
    Duration firstByte, Duration rest, Duration write, Duration function) {

  /**
   * The timeouts of the real programs: 3 s for the first byte, 10 s for the rest and for writing.
   * One minute for functions, because no real client waits longer for a response.
   */
  public static final ListenerTimeouts DEFAULT =
      new ListenerTimeouts(
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1));

  /**
   * Checks the timeouts.
   *
   * @throws IllegalArgumentException if a timeout is out of range
   */
  public ListenerTimeouts {
    DurationRange.TIMEOUT.check("firstByteTimeout", firstByte);
    DurationRange.TIMEOUT.check("restTimeout", rest);
    DurationRange.TIMEOUT.check("writeTimeout", write);
    DurationRange.TIMEOUT.check("functionTimeout", function);
  }

  ListenerTimeouts withFirstByte(Duration timeout) {
    return new ListenerTimeouts(timeout, rest, write, function);
  }

  ListenerTimeouts withRest(Duration timeout) {
    return new ListenerTimeouts(firstByte, timeout, write, function);
  }

  ListenerTimeouts withWrite(Duration timeout) {
    return new ListenerTimeouts(firstByte, rest, timeout, function);
  }

  ListenerTimeouts withFunction(Duration timeout) {
    return new ListenerTimeouts(firstByte, rest, write, timeout);
  }
}
