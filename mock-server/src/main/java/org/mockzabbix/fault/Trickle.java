package org.mockzabbix.fault;

import java.time.Duration;

/**
 * Writes the reply in small pieces, one each interval.
 *
 * @param bytes how many bytes a piece has; the last one may have fewer
 * @param interval the time between two pieces
 */
public record Trickle(int bytes, Duration interval) implements Fault {

  public Trickle {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes must be at least 1 but was " + bytes);
    }
    SocketFault.checkPositive("interval", interval);
  }

  @Override
  public String toString() {
    return "trickle of " + bytes + (bytes == 1 ? " byte" : " bytes") + " each " + interval;
  }
}
