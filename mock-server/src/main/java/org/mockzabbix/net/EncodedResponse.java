package org.mockzabbix.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.Trickle;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.wire.Bytes;

/**
 * The bytes of a response, with the faults to inject. The server closes the connection after the
 * response.
 *
 * @param bytes the bytes to write; empty to close the connection without a response
 * @param faults the faults to inject while the response is written
 * @param remarks describe the packet faults without effect, or with less than declared
 * @param watchesForSurplus whether the client gets up to one second to send bytes after its packet,
 *     which are then passed to {@link ConnectionHandler#surplus}
 * @param sendAfter the response waits for this event, without a thread
 */
public record EncodedResponse(
    Bytes bytes,
    List<Fault> faults,
    List<String> remarks,
    boolean watchesForSurplus,
    CompletableFuture<?> sendAfter) {

  private static final CompletableFuture<?> IMMEDIATELY = CompletableFuture.completedFuture(null);

  private static final EncodedResponse NONE = of(Bytes.empty());

  public EncodedResponse {
    faults = List.copyOf(faults);
    remarks = List.copyOf(remarks);
  }

  /** Returns a response that consists of {@code bytes}. */
  public static EncodedResponse of(Bytes bytes) {
    return new EncodedResponse(bytes, List.of(), List.of(), false, IMMEDIATELY);
  }

  /** Returns a response without any byte. */
  public static EncodedResponse none() {
    return NONE;
  }

  /** Returns a copy of this response that waits for surplus bytes. */
  public EncodedResponse watchingForSurplus() {
    return new EncodedResponse(bytes, faults, remarks, true, sendAfter);
  }

  /** Returns a copy of this response that is sent when {@code event} is complete. */
  public EncodedResponse after(CompletableFuture<?> event) {
    return new EncodedResponse(bytes, faults, remarks, watchesForSurplus, event);
  }

  /**
   * Returns a copy of this response with these faults. Packet faults change its bytes here; the
   * other faults are injected while it is written.
   */
  public EncodedResponse with(List<Fault> added) {
    if (added.isEmpty()) {
      return this;
    }
    Bytes corrupted = bytes;
    List<Fault> later = new ArrayList<>();
    List<String> remarks = new ArrayList<>(this.remarks);
    for (Fault fault : added) {
      Bytes before = corrupted;
      corrupted = Bytes.of(Fault.corrupt(before.toArray(), List.of(fault)));
      if (fault instanceof SocketFault || fault instanceof Trickle) {
        later.add(fault);
      } else if (corrupted.equals(before)) {
        String size = Plurals.count(before.length(), "byte");
        remarks.add("\"" + fault + "\" had no effect on the response of " + size);
      } else {
        Fault.shortfall(before.toArray(), fault).ifPresent(remarks::add);
      }
    }
    return new EncodedResponse(corrupted, later, remarks, watchesForSurplus, sendAfter);
  }

  /** Returns a copy without bytes and faults, for a connection whose output has ended. */
  EncodedResponse unwritten() {
    return new EncodedResponse(Bytes.empty(), List.of(), List.of(), watchesForSurplus, sendAfter);
  }
}
