package org.mockzabbix.trapper;

import java.time.Instant;
import org.mockzabbix.conversation.Conversation;
import org.mockzabbix.protocol.Decoder;
import org.mockzabbix.rule.Incoming;
import org.mockzabbix.rule.Reply;

/**
 * Puts {@link TrapperEngine} behind a port, with what one server knows and remembers. Thread-safe.
 */
final class ServerEngine implements Conversation.Engine {

  private final TrapperPort.Parts parts;

  ServerEngine(TrapperPort.Parts parts) {
    this.parts = parts;
  }

  @Override
  public Decoder decoder() {
    return parts.decoder();
  }

  @Override
  public Reply reply(Incoming incoming, Instant now) {
    Asked asked =
        new Asked(
            incoming.peer().getAddress(),
            incoming.flags(),
            parts.inventory().get(),
            parts.memory(),
            parts.server());
    return TrapperEngine.reply(incoming.request(), asked, now);
  }

  /** Allowed hosts that are names take as long as a name server does. */
  @Override
  public boolean mayBlock() {
    return parts.inventory().get().looksUpNames();
  }
}
