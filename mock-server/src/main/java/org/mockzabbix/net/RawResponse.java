package org.mockzabbix.net;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.wire.Bytes;

/**
 * The bytes that a peer responded with, whether or not they are a packet.
 *
 * @param bytes the bytes; empty if the peer closed the connection without a response
 * @param problem the reason why the response is incomplete; null if the peer ended it itself
 */
public record RawResponse(Bytes bytes, @Nullable String problem) {}
