package org.mockzabbix.net;

import java.io.IOException;

/** Thrown by {@link ClientConnection#receive} if the peer closes before it has sent a byte. */
public final class ClosedWithoutResponseException extends IOException {

  private static final long serialVersionUID = 1L;

  ClosedWithoutResponseException(String message) {
    super(message);
  }
}
