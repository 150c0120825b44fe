package org.mockzabbix.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.FaultPhase;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.TlsFault;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsMode;
import org.mockzabbix.tls.engine.TlsAcceptor;
import org.mockzabbix.tls.engine.TlsEngine;

/**
 * The faults of the encryption of one connection that are not injected yet. Confined to the event
 * loop's thread, except {@link #inject}, which a worker runs meanwhile.
 */
final class TlsFaults {

  private final Connection connection;
  private final List<Fault> pending;

  private TlsFaults(Connection connection, List<Fault> pending) {
    this.connection = connection;
    this.pending = pending;
  }

  static TlsFaults of(Connection connection) {
    List<Fault> pending = new ArrayList<>();
    for (Fault fault : connection.handler().connectionFaults()) {
      if (fault instanceof TlsFault
          || (fault instanceof SocketFault socket
              && socket.phase() == FaultPhase.DURING_HANDSHAKE)) {
        pending.add(fault);
      }
    }
    return new TlsFaults(connection, pending);
  }

  /** Returns the acceptor with the certificate and the hint of the faults. */
  TlsAcceptor applyTo(TlsAcceptor acceptor) {
    TlsAcceptor changed = acceptor;
    for (Fault fault : pending) {
      if (fault instanceof TlsFault tls && tls.certificate().isPresent()) {
        changed = changed.presenting(tls.certificate().get());
      } else if (fault instanceof TlsFault tls && tls.identityHint().isPresent()) {
        changed = changed.hinting(tls.identityHint().get());
      }
    }
    return changed;
  }

  /** Returns a part that a fault has, which is injected then; empty if no fault has one. */
  <T> Optional<T> take(Function<TlsFault, Optional<T>> part) {
    for (Fault fault : pending) {
      Optional<T> found = fault instanceof TlsFault tls ? part.apply(tls) : Optional.empty();
      if (found.isPresent()) {
        injected(fault);
        return found;
      }
    }
    return Optional.empty();
  }

  /** Returns whether there is an alert to send. */
  boolean hasAlert() {
    return pending.stream()
        .anyMatch(fault -> fault instanceof TlsFault tls && tls.alert().isPresent());
  }

  private void injected(Fault fault) {
    pending.remove(fault);
    connection.course().faultInjected(fault);
  }

  /** Returns the faults to inject after the first messages of the server. */
  List<SocketFault> takeDuringHandshake() {
    List<SocketFault> taken =
        pending.stream()
            .filter(SocketFault.class::isInstance)
            .map(SocketFault.class::cast)
            .toList();
    pending.removeAll(taken);
    return taken;
  }

  /** Injects faults on a worker thread, and returns whether the connection has ended. */
  boolean inject(List<SocketFault> faults) {
    FaultInjector injector = new FaultInjector(connection);
    try {
      boolean ended = injector.inject(faults);
      injector.remarkOnFaultsNotInjected(faults, "the connection ended");
      return ended;
    } catch (IOException clientGone) {
      return PreReadFaultStage.endConnection(faults);
    }
  }

  /**
   * Injects the faults that the handshake had a place for, and tells the handler about the rest.
   *
   * @param responded whether the first messages of the server were sent
   */
  void handshakeEnded(TlsEngine engine, boolean responded) {
    if (responded) {
      engine.info().ifPresent(this::sent);
    }
    if (engine.canAnnounceEnd()) {
      take(fault -> fault.isMissingCloseNotify() ? Optional.of(fault) : Optional.empty())
          .ifPresent(fault -> connection.doNotAnnounceEnd());
    }
    remark(
        engine.isEstablished()
            ? "the TLS handshake had no place for it"
            : "the TLS handshake ended before it");
  }

  /** Only TLS 1.2 has a hint; the first messages of both versions have the certificate. */
  private void sent(TlsInfo tls) {
    if (tls.mode() == TlsMode.CERT) {
      Optional<?> unused = take(TlsFault::certificate);
    } else if (tls.version().equals("TLSv1.2")) {
      Optional<?> unused = take(TlsFault::identityHint);
    }
  }

  /** Tells the handler why the faults were not injected. */
  void remark(String reason) {
    for (Fault fault : pending) {
      connection.handler().remark("\"" + fault + "\" was not injected, because " + reason);
    }
    pending.clear();
  }
}
