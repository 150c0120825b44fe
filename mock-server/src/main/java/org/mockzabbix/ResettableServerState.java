package org.mockzabbix;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.sentence.FunctionFailures;
import org.mockzabbix.server.ForwardedItems;
import org.mockzabbix.server.Inventory;
import org.mockzabbix.server.PortBehavior;
import org.mockzabbix.server.RemovalCheck;
import org.mockzabbix.server.Rules;
import org.mockzabbix.server.ServerInfo;
import org.mockzabbix.server.SessionState;
import org.mockzabbix.server.TrapperEngine;

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
      List<RuleDefinition> rules,
      Inventory inventory,
      ForwardedItems forwarded,
      FunctionFailures failures,
      RemovalCheck removal) {
    this.rules = new Rules(rules, failures, removal);
    this.inventory = new AtomicReference<>(inventory);
    this.engine = new TrapperEngine(info, this::inventory, sessions, forwarded);
    this.port = new PortBehavior(this.rules, engine);
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
