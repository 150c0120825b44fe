package org.mockzabbix.journal;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.Decoder;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.wire.Bytes;

/**
 * All that is to be kept of one exchange, handed to the journal before the first byte of the reply.
 *
 * @param connection the number of the connection on its listener
 * @param localPort the port it came in on; zero if we connected to the peer
 * @param wire the bytes as they came, header included; of something unreadable perhaps only the
 *     first
 * @param payload the text of the packet, inflated; the same bytes as in {@code wire} where it was
 *     plain; empty where there was no packet
 * @param decoder read the payload, and reads it again when somebody asks
 * @param replyFlags the flags byte of the reply's header
 * @param verdicts what became of each row, if the request has rows
 * @param warnings what the server noticed and still accepted
 * @param rules what the rules that had a say are for
 * @param faults how the peer was treated badly, in the order in which that was done
 */
@SuppressWarnings("exports") // made inside the module only
public record Recording(
    long connection,
    InetSocketAddress peer,
    int localPort,
    Instant receivedAt,
    Bytes wire,
    Bytes payload,
    Request request,
    Decoder decoder,
    Response response,
    int replyFlags,
    @Nullable RowVerdicts verdicts,
    List<String> warnings,
    List<String> rules,
    List<Fault> faults) {

  /** An exchange that no rule had a say in. */
  public Recording(
      long connection,
      InetSocketAddress peer,
      int localPort,
      Instant receivedAt,
      Bytes wire,
      Bytes payload,
      Request request,
      Decoder decoder,
      Response response,
      int replyFlags,
      @Nullable RowVerdicts verdicts,
      List<String> warnings) {
    this(
        connection,
        peer,
        localPort,
        receivedAt,
        wire,
        payload,
        request,
        decoder,
        response,
        replyFlags,
        verdicts,
        warnings,
        List.of(),
        List.of());
  }
}
