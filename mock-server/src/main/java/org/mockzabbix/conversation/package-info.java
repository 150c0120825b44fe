/** The middle hops of a packet, the same on every inbound port: decode, decide, record, encode. */
@NullMarked
package org.mockzabbix.conversation;

import org.jspecify.annotations.NullMarked;
