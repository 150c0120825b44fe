/**
 * What {@code send} and {@code get} do in the way of {@code zabbix_sender} and {@code zabbix_get}.
 */
@NullMarked
package org.mockzabbix.cli.send;

import org.jspecify.annotations.NullMarked;
