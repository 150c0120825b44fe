/** The inbound agent port: what a Zabbix agent answers when it is asked for keys. */
@NullMarked
package org.mockzabbix.agent;

import org.jspecify.annotations.NullMarked;
