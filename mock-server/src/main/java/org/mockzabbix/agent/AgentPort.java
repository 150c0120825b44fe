package org.mockzabbix.agent;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mockzabbix.conversation.ExchangeHandlerFactory;
import org.mockzabbix.conversation.PortState;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.Listener;
import org.mockzabbix.net.ListenerConfig;
import org.mockzabbix.protocol.AgentIdentity;
import org.mockzabbix.rule.AgentScript;
import org.mockzabbix.rule.RuleBook;

/** Puts an agent's answers behind a listener. Thread-safe. */
public final class AgentPort {

  /**
   * What the port works with.
   *
   * @param script asked anew for each question
   * @param rules asked before the script
   */
  public record Parts(
      AgentIdentity agent,
      Supplier<AgentScript> script,
      RuleBook rules,
      JournalStore journal,
      List<Consumer<Exchange>> observers) {}

  private AgentPort() {}

  /**
   * Listens, and answers from now on.
   *
   * @throws IOException if it cannot listen there, with a message that names the address
   */
  @SuppressWarnings("exports") // called inside the module only
  public static Listener open(ListenerConfig config, Parts parts) throws IOException {
    PortState state = new PortState(parts.rules(), new AgentEngine(parts.agent(), parts.script()));
    return Listener.open(
        config,
        new ExchangeHandlerFactory(
            () -> state, parts.journal(), config.clock(), parts.observers()));
  }
}
