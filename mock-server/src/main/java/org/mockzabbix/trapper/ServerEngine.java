package org.mockzabbix.trapper;

import java.time.Instant;
import java.util.Optional;
import org.mockzabbix.conversation.ResponseEngine;
import org.mockzabbix.protocol.Decoder;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.rule.Incoming;
import org.mockzabbix.rule.KnownItem;
import org.mockzabbix.rule.Reply;

/**
 * Puts {@link TrapperEngine} behind a port, with what one server knows and remembers. Thread-safe.
 */
final class ServerEngine implements ResponseEngine {

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

  @Override
  public Optional<ItemName> item(long itemid) {
    return Optional.ofNullable(parts.inventory().get().item(itemid)).map(KnownItem::name);
  }

  /** Allowed hosts that are names take as long as a name server does. */
  @Override
  public boolean mayBlock() {
    return parts.inventory().get().looksUpNames();
  }
}
