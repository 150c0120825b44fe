/**
 * Packets: the header, the lengths and the compression around every message, and what can be wrong
 * with them.
 */
@NullMarked
package org.mockzabbix.wire;

import org.jspecify.annotations.NullMarked;
