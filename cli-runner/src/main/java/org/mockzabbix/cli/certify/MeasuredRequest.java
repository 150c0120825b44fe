package org.mockzabbix.cli.certify;

import org.mockzabbix.wire.Bytes;

/**
 * A request that was sent to real programs, and the response that they sent.
 *
 * @param name the name in the table and of the option, for example {@code packet: compressed}
 * @param bytes the bytes of the request
 * @param sending how they are sent
 * @param expected the response of a real program
 */
public record MeasuredRequest(
    String name, Bytes bytes, Sending sending, ExpectedResponse expected) {

  /**
   * How the bytes of a request are sent.
   *
   * @param singleBytes whether each byte is sent alone
   * @param halfClose whether the output is closed after the request
   */
  record Sending(boolean singleBytes, boolean halfClose) {}
}
