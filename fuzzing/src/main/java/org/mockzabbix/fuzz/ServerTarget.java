package org.mockzabbix.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;

/** Every packet is answered or refused, and has an exchange that can be read. */
public final class ServerTarget {

  private static final MockZabbixServer SERVER = new MockZabbixServer().start();
  private static final PlainSender CLIENT = new PlainSender(SERVER.trapperPort());
  private static long connections;

  private ServerTarget() {}

  /** Takes the data of a packet. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      CLIENT.sendBytes(Packets.frame(1, data));
    } catch (IOException hangsOrResets) {
      throw new UncheckedIOException(hangsOrResets);
    }
    connections++;
    Exchange exchange = SERVER.exchanges().get(0);
    if (exchange.connection() != connections || SERVER.exchanges().size() != 1) {
      throw new AssertionError(connections + " connections, but " + SERVER.exchanges());
    }
    for (ItemValue item : exchange.items()) {
      Objects.requireNonNull(item.toString(), "text");
    }
    exchange.packetBytes();
    SERVER.reset();
  }
}
