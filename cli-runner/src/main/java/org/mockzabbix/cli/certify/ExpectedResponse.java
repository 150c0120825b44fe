package org.mockzabbix.cli.certify;

import org.jspecify.annotations.Nullable;

/**
 * The response of a real program, after which it closes the connection.
 *
 * @param flags the flags byte of the packet; null if the response has no header
 * @param text the data of the packet, or the text without a header, in which {@code *} matches any
 *     text and any JSON; null if the connection is closed without a response
 */
record ExpectedResponse(@Nullable Integer flags, @Nullable String text) {

  static final ExpectedResponse NONE = new ExpectedResponse(null, null);
}
