package org.mockzabbix.net;

import java.time.Duration;

/** The kinds of timeouts of a connection, one for each reason to wait. */
enum TimeoutKind {
  FIRST_BYTE,
  REST_OF_PACKET,
  WRITE,
  FUNCTION,
  SURPLUS;

  /** Returns how long a listener with these settings waits. */
  Duration duration(ListenerConfig config) {
    return switch (this) {
      case FIRST_BYTE -> config.timeouts().firstByte();
      case REST_OF_PACKET -> config.timeouts().rest();
      case WRITE -> config.timeouts().write();
      case FUNCTION -> config.timeouts().function();
      case SURPLUS -> Duration.ofSeconds(1);
    };
  }
}
