package org.mockzabbix.net;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * Where and when something arrived.
 *
 * @param connection running number of the connection, from 1 for each listener
 * @param peer the client's address and port
 * @param local the address and port that it connected to
 * @param receivedAt when the last byte was there, or when it was clear that no more would come
 * @param treatment how the connection was treated before its request was there
 */
public record Origin(
    long connection,
    InetSocketAddress peer,
    InetSocketAddress local,
    Instant receivedAt,
    Treatment treatment) {}
