package org.mockzabbix.client;

import java.io.IOException;

/**
 * Thrown if an agent closes the connection without a response. An agent does so if its {@code
 * Server} parameter does not allow the client.
 */
public final class EmptyResponseException extends IOException {

  private static final long serialVersionUID = 1L;

  EmptyResponseException(String message) {
    super(message);
  }
}
