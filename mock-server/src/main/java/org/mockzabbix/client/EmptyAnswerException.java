package org.mockzabbix.client;

import java.io.IOException;

/**
 * The peer closed the connection without a byte, as an agent does for a peer that it does not
 * allow.
 */
public final class EmptyAnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  EmptyAnswerException(String message) {
    super(message);
  }
}
