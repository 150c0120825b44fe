/**
 * Outbound conversations: the poller, sending, getting, and the side that polls passive proxies.
 */
@NullMarked
package org.mockzabbix.client;

import org.jspecify.annotations.NullMarked;
