package org.mockzabbix.trapper;

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
import org.mockzabbix.protocol.RequestDecoder;
import org.mockzabbix.rule.Inventory;
import org.mockzabbix.rule.RuleBook;

/** Puts the trapper's answers behind a listener. Thread-safe. */
public final class TrapperPort {

  /**
   * What the port works with.
   *
   * @param inventory asked anew for each packet
   * @param rules asked before the built-in engine
   * @param memory what the server remembers between requests
   * @param observers told of each exchange after it was recorded and before it is answered; while
   *     there are any, everything is answered on workers, since observers may block
   */
  public record Parts(
      RequestDecoder decoder,
      Server server,
      Supplier<Inventory> inventory,
      RuleBook rules,
      TrapperMemory memory,
      JournalStore journal,
      List<Consumer<Exchange>> observers) {}

  private TrapperPort() {}

  /**
   * Listens, and answers from now on.
   *
   * @throws IOException if it cannot listen there, with a message that names the address
   */
  public static Listener open(ListenerConfig config, Parts parts) throws IOException {
    PortState state = new PortState(parts.rules(), new ServerEngine(parts));
    return Listener.open(
        config,
        new ExchangeHandlerFactory(
            () -> state, parts.journal(), config.clock(), parts.observers()));
  }
}
