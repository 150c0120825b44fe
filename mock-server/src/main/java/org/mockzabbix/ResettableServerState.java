package org.mockzabbix;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.mockzabbix.protocol.AgentRegistration;
import org.mockzabbix.server.ForwardedItems;
import org.mockzabbix.server.Inventory;
import org.mockzabbix.server.PortBehavior;
import org.mockzabbix.server.Rules;
import org.mockzabbix.server.ServerInfo;
import org.mockzabbix.server.SessionState;
import org.mockzabbix.server.TrapperEngine;
import org.mockzabbix.server.TrapperEngine.Registrar;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.engine.TlsAcceptor;

/**
 * The state of a server that a reset replaces as a whole: its rules, its hosts, and its sessions
 * with agents and proxies. Thread-safe.
 */
final class ResettableServerState {

  private final Rules rules;
  private final AtomicReference<Inventory> inventory;
  private final SessionState sessions = new SessionState();
  private final TrapperEngine engine;
  private final PortBehavior port;

  ResettableServerState(
      ServerInfo info,
      Rules rules,
      Inventory inventory,
      ForwardedItems forwarded,
      Optional<AutoRegistration> registration,
      TlsConfig tls) {
    this.rules = rules;
    this.inventory = new AtomicReference<>(inventory);
    this.engine =
        new TrapperEngine(
            info,
            this::inventory,
            sessions,
            forwarded,
            registration.map(register -> (Registrar) agent -> register(agent, register)));
    TlsAcceptor acceptor = new TlsAcceptor(tls, () -> inventory().psks());
    boolean configured = tls.restrictsModes() || tls.certificate().isPresent();
    this.port =
        new PortBehavior(
            this.rules,
            engine,
            () -> configured || inventory().hasPsks() ? Optional.of(acceptor) : Optional.empty());
  }

  /** Registers an agent in one moment, so that two requests of one agent add one host. */
  private void register(AgentRegistration agent, AutoRegistration registration) {
    changeInventory(known -> registration.registered(known, agent));
  }

  Rules rules() {
    return rules;
  }

  Inventory inventory() {
    return Objects.requireNonNull(inventory.get());
  }

  void changeInventory(UnaryOperator<Inventory> change) {
    inventory.updateAndGet(change);
  }

  SessionState sessions() {
    return sessions;
  }

  TrapperEngine engine() {
    return engine;
  }

  /** Returns the rules and the engine of the trapper port. */
  PortBehavior port() {
    return port;
  }
}
