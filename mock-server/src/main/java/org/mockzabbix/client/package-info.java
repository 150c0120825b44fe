/** Outbound conversations: the server's side of passive proxies. */
@NullMarked
package org.mockzabbix.client;

import org.jspecify.annotations.NullMarked;
