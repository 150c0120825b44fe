package org.mockzabbix.tls.engine;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A handshake that failed, or bytes that cannot be decrypted. */
public final class TlsException extends IOException {

  private static final long serialVersionUID = 1;

  /** Creates the exception with the reason, for the author of the peer. */
  public TlsException(String reason) {
    super(reason);
  }

  TlsException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }

  /** Returns the reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
