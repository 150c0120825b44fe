/** Packets: header, lengths and compression, and the reasons why bytes are not a packet. */
@NullMarked
package org.mockzabbix.wire;

import org.jspecify.annotations.NullMarked;
