/** The inbound trapper port: what a Zabbix server answers to each kind of request. */
@NullMarked
package org.mockzabbix.trapper;

import org.jspecify.annotations.NullMarked;
