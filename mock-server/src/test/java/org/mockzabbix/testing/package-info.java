/** Clients, packets and servers that tests of several packages share. */
@NullMarked
package org.mockzabbix.testing;

import org.jspecify.annotations.NullMarked;
