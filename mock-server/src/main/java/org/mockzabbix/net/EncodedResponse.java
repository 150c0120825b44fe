package org.mockzabbix.net;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.Trickle;
import org.mockzabbix.wire.Bytes;

/**
 * The bytes of a response, with the faults to inject. The server closes the connection after the
 * response.
 *
 * @param bytes the bytes to write; empty to close the connection without a response
 * @param faults the faults to inject while the response is written
 * @param watchesForSurplus whether the client gets up to one second to send bytes after its packet,
 *     which are then passed to {@link ConnectionHandler#surplus}
 * @param sendAfter the response waits for this event, without a thread
 */
public record EncodedResponse(
    Bytes bytes, List<Fault> faults, boolean watchesForSurplus, CompletableFuture<?> sendAfter) {

  private static final CompletableFuture<?> IMMEDIATELY = CompletableFuture.completedFuture(null);

  private static final EncodedResponse NONE = of(Bytes.empty());

  public EncodedResponse {
    faults = List.copyOf(faults);
  }

  /** Returns a response that consists of {@code bytes}. */
  public static EncodedResponse of(Bytes bytes) {
    return new EncodedResponse(bytes, List.of(), false, IMMEDIATELY);
  }

  /** Returns a response without any byte. */
  public static EncodedResponse none() {
    return NONE;
  }

  /** Returns a copy of this response that waits for surplus bytes. */
  public EncodedResponse watchingForSurplus() {
    return new EncodedResponse(bytes, faults, true, sendAfter);
  }

  /** Returns a copy of this response that is sent when {@code event} is complete. */
  public EncodedResponse after(CompletableFuture<?> event) {
    return new EncodedResponse(bytes, faults, watchesForSurplus, event);
  }

  /**
   * Returns a copy of this response with these faults. Packet faults change its bytes here; the
   * other faults are injected while it is written.
   */
  public EncodedResponse with(List<Fault> added) {
    if (added.isEmpty()) {
      return this;
    }
    Bytes corrupted = Bytes.of(Fault.corrupt(bytes.toArray(), added));
    List<Fault> later =
        added.stream()
            .filter(fault -> fault instanceof SocketFault || fault instanceof Trickle)
            .toList();
    return new EncodedResponse(corrupted, later, watchesForSurplus, sendAfter);
  }

  /** Returns a copy without bytes and faults, for a connection whose output has ended. */
  EncodedResponse unwritten() {
    return new EncodedResponse(Bytes.empty(), List.of(), watchesForSurplus, sendAfter);
  }
}
