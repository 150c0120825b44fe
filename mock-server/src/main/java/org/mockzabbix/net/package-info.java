/**
 * Connections: a {@link Listener} reads one packet from each connection, and writes the response of
 * its {@link ConnectionHandler}. This package does not know what a packet contains.
 */
@NullMarked
package org.mockzabbix.net;

import org.jspecify.annotations.NullMarked;
