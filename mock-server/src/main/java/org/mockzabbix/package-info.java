/** The entry points of the library: a mock server, a mock agent, a cluster of servers. */
@NullMarked
package org.mockzabbix;

import org.jspecify.annotations.NullMarked;
