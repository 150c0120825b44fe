/**
 * Requests and responses of the Zabbix protocols, and the values in them. This package uses neither
 * sockets nor threads.
 */
@NullMarked
package org.mockzabbix.protocol;

import org.jspecify.annotations.NullMarked;
