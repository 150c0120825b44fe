package org.mockzabbix.tls.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsMode;

/** TLS with certificates of both sides, by the JDK. */
final class CertEngine implements TlsEngine {

  private static final String ALERT = "Received fatal alert: ";
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final TlsConfig config;
  private final SSLEngine engine;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final PlainBytes plain = new PlainBytes();
  private byte[] undecrypted = new byte[0]; // the start of a record
  private boolean complete; // the handshake
  private boolean rejected; // the peer, after the handshake
  private boolean failed; // nothing can be sent, not even the end
  private boolean endOfInput;

  CertEngine(TlsConfig config, SSLEngine engine) {
    this.config = config;
    this.engine = engine;
  }

  /**
   * Returns the engine of a server.
   *
   * @param suites those of the chosen version
   */
  static CertEngine server(
      TlsConfig config, SSLContext context, String version, List<CipherSuite> suites) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = new SSLParameters(supported(engine, suites), new String[] {version});
    parameters.setNeedClientAuth(true);
    parameters.setUseCipherSuitesOrder(false);
    engine.setSSLParameters(parameters);
    return new CertEngine(config, engine);
  }

  /** Returns the engine of a client, with its first message in the output. */
  static CertEngine client(TlsConfig config) throws TlsException {
    SSLEngine engine = CertContexts.of(config).createSSLEngine();
    engine.setUseClientMode(true);
    List<CipherSuite> suites = CipherSuite.offeredBy(config, TlsMode.CERT);
    String[] versions =
        Stream.of("TLSv1.3", "TLSv1.2")
            .filter(
                version ->
                    suites.stream().anyMatch(suite -> suite.isTls13() == version.endsWith("3")))
            .toArray(String[]::new);
    engine.setSSLParameters(new SSLParameters(supported(engine, suites), versions));
    CertEngine client = new CertEngine(config, engine);
    client.begin();
    return client;
  }

  private void begin() throws TlsException {
    run(engine::beginHandshake);
    receive(NOTHING);
  }

  /** A newer JDK no longer supports each of the suites. */
  private static String[] supported(SSLEngine engine, List<CipherSuite> suites) {
    List<String> known = Arrays.asList(engine.getSupportedCipherSuites());
    return suites.stream().map(Enum::name).filter(known::contains).toArray(String[]::new);
  }

  @Override
  public void receive(ByteBuffer bytes) throws TlsException {
    ByteBuffer incoming =
        ByteBuffer.allocate(undecrypted.length + bytes.remaining())
            .put(undecrypted)
            .put(bytes)
            .flip();
    run(
        () -> {
          boolean progress = true;
          while (progress && !endOfInput) {
            progress = step(incoming);
          }
        });
    undecrypted = new byte[endOfInput ? 0 : incoming.remaining()]; // after the end it is ignored
    incoming.get(undecrypted);
  }

  private interface EngineStep {
    void run() throws SSLException, TlsException;
  }

  private void run(EngineStep step) throws TlsException {
    try {
      step.run();
    } catch (SSLException e) {
      failed = true;
      throw new TlsException(reason(e), e);
    } catch (RuntimeException e) { // a defect of the JDK, for example with a client's HelloRequest
      failed = true;
      throw new TlsException(failure() + "the TLS engine of the JDK threw " + e, e);
    }
  }

  private String failure() {
    return complete ? "a TLS record is invalid: " : "the TLS handshake failed: ";
  }

  private String reason(SSLException e) {
    String message = String.valueOf(e.getMessage());
    for (String side : List.of("client", "server")) {
      if (message.contains("Empty " + side + " certificate chain")) {
        return "the " + side + " presented no certificate";
      }
    }
    int alert = message.indexOf(ALERT); // newer JDKs begin with the name of the alert
    if (alert >= 0) {
      return "the peer sent the TLS alert \"" + message.substring(alert + ALERT.length()) + '"';
    }
    return failure() + message;
  }

  /** Does what the engine needs next, and returns whether it may need more. */
  private boolean step(ByteBuffer incoming) throws SSLException, TlsException {
    switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> {
        refuseSecondHandshake();
        runTasks();
      }
      case NEED_WRAP -> wrap(NOTHING);
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> {
        return unwrap(incoming);
      }
    }
    return true;
  }

  /**
   * The first one of a server ran on a worker, and so may no other: it would delay all connections.
   * No real program begins one, and a client could not send its request meanwhile.
   */
  private void refuseSecondHandshake() throws TlsException {
    if (complete) {
      failed = true;
      throw new TlsException("the peer began a second TLS handshake");
    }
  }

  private void runTasks() throws TlsException {
    Runnable task = engine.getDelegatedTask();
    requireProgress(task != null);
    while (task != null) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  /** An engine with a defect must not occupy a thread forever. */
  private void requireProgress(boolean progress) throws TlsException {
    if (!progress) {
      failed = true;
      throw new TlsException("the TLS engine does not proceed: " + engine.getHandshakeStatus());
    }
  }

  private void wrap(ByteBuffer data) throws SSLException, TlsException {
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    int before = data.remaining();
    SSLEngineResult result = engine.wrap(data, record);
    requireProgress(record.position() > 0 || data.remaining() < before || engine.isOutboundDone());
    output.write(record.array(), 0, record.position());
    establishedIf(result.getHandshakeStatus() == HandshakeStatus.FINISHED);
  }

  private boolean unwrap(ByteBuffer incoming) throws SSLException, TlsException {
    if (!incoming.hasRemaining()
        && engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP_AGAIN) {
      return false;
    }
    ByteBuffer data = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    HandshakeStatus before = engine.getHandshakeStatus();
    SSLEngineResult result = engine.unwrap(incoming, data);
    requireProgress(
        result.getStatus() != Status.OK
            || result.bytesConsumed() > 0
            || result.bytesProduced() > 0
            || engine.getHandshakeStatus() != before);
    plain.add(data.array(), data.position());
    endOfInput = result.getStatus() == Status.CLOSED;
    establishedIf(result.getHandshakeStatus() == HandshakeStatus.FINISHED);
    return result.getStatus() == Status.OK;
  }

  private void establishedIf(boolean finished) throws TlsException {
    if (finished && !complete) {
      complete = true;
      judgePeer();
    }
  }

  /** Real programs judge the certificate when the handshake is complete. */
  private void judgePeer() throws TlsException {
    List<X509Certificate> chain = peerChain();
    if (chain.isEmpty()) {
      return;
    }
    Optional<RejectedCertificate> rejection = RejectedCertificate.find(chain, config);
    if (rejection.isPresent()) {
      RejectedCertificate by = rejection.get();
      throw rejected(engine.getUseClientMode() ? by.clientText() : by.description());
    }
    X509Certificate peer = chain.get(0);
    check("issuer", DistinguishedName.of(peer.getIssuerX500Principal()), config.peerIssuer());
    check("subject", DistinguishedName.of(peer.getSubjectX500Principal()), config.peerSubject());
  }

  private TlsException rejected(String reason) {
    rejected = true;
    return new TlsException(reason);
  }

  private void check(String what, String actual, Optional<String> required) throws TlsException {
    if (required.isPresent() && !required.get().isEmpty() && !required.get().equals(actual)) {
      throw rejected(
          what + ": peer: \"" + Quoting.escape(actual) + "\", required: \"" + required.get() + '"');
    }
  }

  private List<X509Certificate> peerChain() {
    try {
      Certificate[] chain = engine.getSession().getPeerCertificates();
      return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    } catch (SSLPeerUnverifiedException none) {
      return List.of();
    }
  }

  @Override
  public boolean isEstablished() {
    return complete && !rejected;
  }

  @Override
  public boolean isEndOfInput() {
    return endOfInput;
  }

  @Override
  public int read(ByteBuffer buffer) {
    return plain.moveTo(buffer);
  }

  @Override
  public void write(ByteBuffer data) throws TlsException {
    run(
        () -> {
          while (data.hasRemaining() && !engine.isOutboundDone()) {
            wrap(data);
          }
        });
  }

  @Override
  public boolean canAnnounceEnd() {
    return complete && !failed;
  }

  @Override
  public void close() {
    if (!canAnnounceEnd()) {
      return;
    }
    engine.closeOutbound();
    try {
      run(
          () -> {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
              wrap(NOTHING);
            }
          });
    } catch (TlsException e) {
      failed = true; // the connection is closed anyhow
    }
  }

  @Override
  public byte[] output() {
    byte[] bytes = output.toByteArray();
    output.reset();
    return bytes;
  }

  @Override
  public Optional<TlsInfo> info() {
    SSLSession session = complete ? engine.getSession() : engine.getHandshakeSession();
    if (session == null) {
      return Optional.of(TlsInfo.cert("", "", null, null));
    }
    List<X509Certificate> chain = peerChain();
    @Nullable X509Certificate peer = chain.isEmpty() ? null : chain.get(0);
    return Optional.of(
        TlsInfo.cert(
            session.getProtocol(),
            session.getCipherSuite(),
            peer == null ? null : DistinguishedName.of(peer.getSubjectX500Principal()),
            peer == null ? null : DistinguishedName.of(peer.getIssuerX500Principal())));
  }
}
