package org.mockzabbix.journal.store;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.MarkedBytes;

/**
 * Everything that the journal keeps of one exchange. The exchange is recorded before the first byte
 * of the response is sent.
 *
 * @param warnings the problems that the server tolerated
 * @param rules the descriptions of the rules that applied
 * @param faults the faults of these rules, in the order of injection
 * @param cutOff whether a fault ended the connection before the whole request was read
 */
public record Recording(
    ConnectionDetails connection,
    RecordedRequest received,
    RecordedResponse sent,
    List<String> warnings,
    List<String> rules,
    List<Fault> faults,
    boolean cutOff) {

  /**
   * The connection on which an exchange took place.
   *
   * @param number the number of the connection on its listener
   * @param localPort the port that accepted it; 0 if the server connected to the peer
   * @param receivedAt when the packet was complete
   * @param tls how the connection was encrypted; null if it was not
   * @param course what happens on the connection; null if the server connected to the peer
   */
  public record ConnectionDetails(
      long number,
      InetSocketAddress peer,
      int localPort,
      Instant receivedAt,
      @Nullable TlsInfo tls,
      @Nullable CourseRecorder course) {

    /**
     * Returns the details of a connection that the server opened.
     *
     * @param tls its encryption; null without encryption
     */
    public static ConnectionDetails outbound(
        InetSocketAddress peer, Instant receivedAt, @Nullable TlsInfo tls) {
      return new ConnectionDetails(0, peer, 0, receivedAt, tls, null);
    }
  }

  /**
   * A request as received and as understood.
   *
   * @param wire the received bytes including the header; of an unreadable packet, at most the first
   *     64 KiB
   * @param payload the data of the packet, inflated; a slice of {@code wire} if it was not
   *     compressed; empty without a packet
   * @param decoder decoded the payload, and decodes it again when the exchange is read
   * @param place the invalid bytes of {@code wire}; null if it is a packet with data
   */
  public record RecordedRequest(
      Bytes wire, Bytes payload, Request request, Decoder decoder, @Nullable MarkedBytes place) {

    /** Creates the request of a packet with data. */
    public RecordedRequest(Bytes wire, Bytes payload, Request request, Decoder decoder) {
      this(wire, payload, request, decoder, null);
    }
  }

  /**
   * A response, and the outcome of each value of the request.
   *
   * @param flags the flags byte of the response's header
   * @param outcomes null if the request has no values
   */
  public record RecordedResponse(Response response, int flags, @Nullable RowOutcomes outcomes) {}

  /** Returns the recording of an exchange to which no rule applied. */
  public static Recording of(
      ConnectionDetails connection, RecordedRequest received, RecordedResponse sent) {
    return new Recording(connection, received, sent, List.of(), List.of(), List.of(), false);
  }
}
