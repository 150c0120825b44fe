package org.mockzabbix.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Quoting;

/**
 * Thrown if a client reaches its peer, but the peer does not report success: it reports a failure,
 * closes without a response, or its response is not valid. In this case {@code zabbix_sender} 7.0
 * exits with 0, but {@code zabbix_sender} 6.0 does not.
 */
public final class NoSuccessException extends IOException {

  private static final long serialVersionUID = 1L;

  NoSuccessException(String message, @Nullable Exception cause) {
    super(Quoting.escape(message), cause);
  }
}
