package org.mockzabbix;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.mockzabbix.agent.AgentScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.protocol.AgentProgram;
import org.mockzabbix.sentence.FunctionFailures;
import org.mockzabbix.server.AgentEngine;
import org.mockzabbix.server.BuiltInKeys;
import org.mockzabbix.server.PortBehavior;
import org.mockzabbix.server.RemovalCheck;
import org.mockzabbix.server.Rules;
import org.mockzabbix.tls.engine.TlsAcceptor;

/**
 * The state of a mock agent that a reset replaces as a whole: its rules and its key scripts.
 * Thread-safe.
 */
final class ResettableAgentState {

  private final Rules rules;
  private final AtomicReference<AgentScript> script;
  private final PortBehavior port;

  /** Creates a state with the rules of {@code config} and a copy of {@code script}. */
  ResettableAgentState(
      AgentConfig config, AgentScript script, FunctionFailures failures, RemovalCheck removal) {
    this.rules = new Rules(config.rules(), failures, removal);
    this.script =
        new AtomicReference<>(
            script.restarted()); // sequences start again, and agents do not share them
    AgentProgram program = new AgentProgram(config.version(), config.variant());
    BuiltInKeys keys =
        config.isBare() ? BuiltInKeys.none() : BuiltInKeys.of(program, config.host());
    Optional<TlsAcceptor> tls = TlsAcceptor.of(config.tls());
    this.port =
        new PortBehavior(
            rules,
            new AgentEngine(program, config.host(), keys, this::script, failures),
            () -> tls);
  }

  Rules rules() {
    return rules;
  }

  AgentScript script() {
    return Objects.requireNonNull(script.get());
  }

  void changeScript(UnaryOperator<AgentScript> change) {
    script.updateAndGet(
        all ->
            Objects.requireNonNull(change.apply(all), "the change of the scripts returned null"));
  }

  /** Returns the rules and the engine of the agent's port. */
  PortBehavior port() {
    return port;
  }
}
