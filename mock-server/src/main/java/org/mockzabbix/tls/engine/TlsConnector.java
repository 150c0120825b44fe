package org.mockzabbix.tls.engine;

import org.mockzabbix.tls.TlsConfig;

/** Opens the engines of clients. */
public final class TlsConnector {

  private TlsConnector() {}

  /**
   * Returns the engine of a client, whose first message is in its output.
   *
   * @param config its {@link TlsConfig#connect} is a mode with keys
   */
  public static TlsEngine open(TlsConfig config) throws TlsException {
    return switch (config.connect()) {
      case PSK -> psk(config);
      case CERT -> CertEngine.client(config);
      case UNENCRYPTED -> throw new IllegalArgumentException("the connection is not encrypted");
    };
  }

  private static TlsEngine psk(TlsConfig config) throws TlsException {
    try {
      return PskEngine.client(config);
    } catch (LinkageError missing) {
      throw new TlsException(BouncyCastle.MISSING);
    }
  }
}
