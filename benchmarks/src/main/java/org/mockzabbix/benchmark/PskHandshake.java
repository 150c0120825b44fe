package org.mockzabbix.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.PSKTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.jspecify.annotations.Nullable;

/** A handshake of Bouncy Castle with a pre-shared key in memory, both sides with one crypto. */
final class PskHandshake {

  private static final byte[] KEY = new byte[32];
  private static final int[] SUITES = {CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256};

  private PskHandshake() {}

  static void run(TlsCrypto crypto) throws IOException {
    TlsServerProtocol server = new TlsServerProtocol();
    server.accept(new Server(crypto));
    TlsClientProtocol client = new TlsClientProtocol();
    client.connect(new Client(crypto));
    while (client.isHandshaking() || server.isHandshaking()) {
      move(client, server);
      move(server, client);
    }
  }

  private static void move(TlsProtocol from, TlsProtocol to) throws IOException {
    byte[] bytes = new byte[from.getAvailableOutputBytes()];
    from.readOutput(bytes, 0, bytes.length);
    to.offerInput(bytes);
  }

  private static final class Client extends PSKTlsClient {
    Client(TlsCrypto crypto) {
      super(crypto, new BasicTlsPSKIdentity("web01".getBytes(StandardCharsets.UTF_8), KEY));
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return SUITES;
    }
  }

  private static final class Server extends PSKTlsServer {
    Server(TlsCrypto crypto) {
      super(crypto, new OneKey());
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return SUITES;
    }
  }

  private static final class OneKey implements TlsPSKIdentityManager {
    @Override
    public byte @Nullable [] getHint() {
      return null;
    }

    @Override
    public byte[] getPSK(byte[] identity) {
      return KEY;
    }
  }
}
