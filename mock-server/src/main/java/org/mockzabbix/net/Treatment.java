package org.mockzabbix.net;

import java.util.List;
import org.mockzabbix.fault.SocketFault;

/**
 * How a connection is treated before its request is there.
 *
 * @param cause who wants it so; empty if nobody does
 * @param faults what is done to it, on accept and while reading
 * @param epoch a number of the handler's own for the time it was accepted in; it comes back with
 *     what arrives
 */
public record Treatment(String cause, List<SocketFault> faults, long epoch) {

  /** No fault, in the first epoch. */
  public static final Treatment WELL = well(0);

  public Treatment {
    faults = List.copyOf(faults);
  }

  /** No fault. */
  public static Treatment well(long epoch) {
    return new Treatment("", List.of(), epoch);
  }
}
