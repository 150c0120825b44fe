package org.mockzabbix.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.tls.TlsConfig;

/** An engine of the JDK that has a defect: it never does what it says that it needs. */
@Timeout(60)
class CertEngineTest {

  private static CertEngine stuck(HandshakeStatus status) throws NoSuchAlgorithmException {
    return new CertEngine(TlsConfig.unencrypted(), new StuckEngine(status));
  }

  @ParameterizedTest
  @EnumSource(
      value = HandshakeStatus.class,
      names = {"NEED_TASK", "NEED_WRAP", "NEED_UNWRAP", "NEED_UNWRAP_AGAIN"})
  void receiveEnds(HandshakeStatus status) throws Exception {
    CertEngine engine = stuck(status);

    TlsException e =
        assertThrows(TlsException.class, () -> engine.receive(ByteBuffer.wrap(new byte[1])));

    assertEquals("the TLS engine does not proceed: " + status, e.reason());
    assertFalse(engine.canAnnounceEnd());
  }

  @Test
  void writeEnds() throws Exception {
    CertEngine engine = stuck(HandshakeStatus.NOT_HANDSHAKING);

    TlsException e =
        assertThrows(TlsException.class, () -> engine.write(ByteBuffer.wrap(new byte[1])));

    assertEquals("the TLS engine does not proceed: NOT_HANDSHAKING", e.reason());
  }

  private static final class StuckEngine extends SSLEngine {

    private final SSLEngine real = SSLContext.getDefault().createSSLEngine();
    private final HandshakeStatus status;

    StuckEngine(HandshakeStatus status) throws NoSuchAlgorithmException {
      this.status = status;
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
      return status;
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] from, int offset, int length, ByteBuffer to) {
      return new SSLEngineResult(Status.OK, status, 0, 0);
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer from, ByteBuffer[] to, int offset, int length) {
      return new SSLEngineResult(Status.OK, status, 0, 0);
    }

    @Override
    public @Nullable Runnable getDelegatedTask() {
      return null;
    }

    @Override
    public SSLSession getSession() {
      return real.getSession();
    }

    @Override
    public boolean isOutboundDone() {
      return false;
    }

    @Override
    public boolean isInboundDone() {
      return false;
    }

    @Override
    public void closeInbound() {}

    @Override
    public void closeOutbound() {}

    @Override
    public void beginHandshake() {}

    @Override
    public String[] getSupportedCipherSuites() {
      return real.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
      return real.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {}

    @Override
    public String[] getSupportedProtocols() {
      return real.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
      return real.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {}

    @Override
    public void setUseClientMode(boolean mode) {}

    @Override
    public boolean getUseClientMode() {
      return true;
    }

    @Override
    public void setNeedClientAuth(boolean need) {}

    @Override
    public boolean getNeedClientAuth() {
      return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {}

    @Override
    public boolean getWantClientAuth() {
      return false;
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {}

    @Override
    public boolean getEnableSessionCreation() {
      return true;
    }
  }
}
