package org.mockzabbix.net;

import java.util.List;
import org.mockzabbix.fault.SocketFault;

/**
 * How a connection is treated before its request is there.
 *
 * @param cause who wants it so; empty if nobody does
 * @param faults what is done to it, on accept and while reading
 */
public record Treatment(String cause, List<SocketFault> faults) {

  /** No fault. */
  public static final Treatment WELL = new Treatment("", List.of());

  public Treatment {
    faults = List.copyOf(faults);
  }
}
