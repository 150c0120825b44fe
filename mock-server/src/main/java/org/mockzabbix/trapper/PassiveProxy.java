package org.mockzabbix.trapper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Recording;
import org.mockzabbix.journal.store.Recording.ConnectionDetails;
import org.mockzabbix.journal.store.Recording.RecordedRequest;
import org.mockzabbix.journal.store.Recording.RecordedResponse;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Success;
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketHeader;

/**
 * What the server has for a passive proxy, and does with what that proxy collected. Thread-safe.
 */
public final class PassiveProxy {

  private static final int COMPRESSED = PacketHeader.PROTOCOL | PacketHeader.COMPRESSED;

  private final String proxy;
  private final TrapperPort.Parts parts;

  /** The proxy of this name, and the server that it belongs to. */
  public PassiveProxy(String proxy, TrapperPort.Parts parts) {
    this.proxy = proxy;
    this.parts = parts;
  }

  /** The tables of its configuration as 6.0 sends them, or the whole document of 7.0. */
  public String configuration() {
    Asked asked = asked(InetAddress.getLoopbackAddress());
    return asked.is70()
        ? ProxyEngine.fullSync(proxy, asked)
        : ProxyTables.of60().forProxy(proxy, asked);
  }

  /** Records what the proxy collected, as if it had come by itself. */
  @SuppressWarnings("exports") // called inside the module only
  public Exchange collected(Packet packet, InetSocketAddress peer, Instant receivedAt) {
    Request request = parts.decoder().decodeCollected(packet.payload(), proxy);
    RowVerdicts verdicts =
        request instanceof ProxyData data
            ? ProxyEngine.count(data, asked(peer.getAddress()))
            : null;
    Response response = new Success(null);
    return parts
        .journal()
        .add(
            Recording.of(
                ConnectionDetails.outbound(peer, receivedAt),
                new RecordedRequest(packet.wire(), packet.payload(), request, parts.decoder()),
                new RecordedResponse(response, COMPRESSED, verdicts)));
  }

  private Asked asked(InetAddress peer) {
    return new Asked(peer, COMPRESSED, parts.inventory().get(), parts.memory(), parts.server());
  }
}
