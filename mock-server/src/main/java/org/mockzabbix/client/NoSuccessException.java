package org.mockzabbix.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The peer was reached and did not say success: it said no, said nothing, or said what is no
 * answer. {@code zabbix_sender} of 7.0 exits with 0 then, unlike that of 6.0; to a server, an agent
 * that does so is unreachable.
 */
public final class NoSuccessException extends IOException {

  private static final long serialVersionUID = 1L;

  NoSuccessException(String message, @Nullable Exception cause) {
    super(message, cause);
  }
}
