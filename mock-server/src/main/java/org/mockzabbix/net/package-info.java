/**
 * Connections: a listener that turns them into packets and sends what the layer above answers. It
 * knows no message.
 */
@NullMarked
package org.mockzabbix.net;

import org.jspecify.annotations.NullMarked;
