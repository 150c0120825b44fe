package org.mockzabbix.net;

import java.time.Duration;

/** The kinds of timeouts of a connection, one for each reason to wait for the client. */
enum TimeoutKind {
  FIRST_BYTE,
  REST_OF_PACKET,
  WRITE,
  SURPLUS;

  /** Returns how long a listener with these settings waits. */
  Duration duration(ListenerConfig config) {
    return switch (this) {
      case FIRST_BYTE -> config.firstByteTimeout();
      case REST_OF_PACKET -> config.restTimeout();
      case WRITE -> config.writeTimeout();
      case SURPLUS -> Duration.ofSeconds(1);
    };
  }
}
