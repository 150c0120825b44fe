/** Faults: ways to treat a client badly, as data. What performs them lives with the sockets. */
@NullMarked
package org.mockzabbix.fault;

import org.jspecify.annotations.NullMarked;
