/**
 * The messages that peers exchange with a Zabbix server, as values, and their JSON text; no sockets
 * and no threads.
 */
@NullMarked
package org.mockzabbix.protocol;

import org.jspecify.annotations.NullMarked;
