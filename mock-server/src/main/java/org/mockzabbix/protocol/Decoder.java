package org.mockzabbix.protocol;

import org.mockzabbix.wire.Bytes;

/**
 * Turns a packet's payload into what a peer said. Never fails, for what cannot be read is a request
 * that says so; and the same bytes always give the same request, so that a journal need not keep
 * it.
 */
@FunctionalInterface
public interface Decoder {

  /** Decodes. */
  @SuppressWarnings("exports") // called inside the module only
  Request decode(Bytes payload);
}
