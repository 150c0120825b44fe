package org.mockzabbix.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Quoting;

/**
 * Thrown if the peer was reached but did not report success: it reported a failure, closed without
 * a response, or its response is not valid. In this case {@code zabbix_sender} 7.0 exits with 0 and
 * {@code zabbix_sender} 6.0 does not.
 */
public final class NoSuccessException extends IOException {

  private static final long serialVersionUID = 1L;

  NoSuccessException(String message, @Nullable Exception cause) {
    super(Quoting.escape(message), cause);
  }
}
