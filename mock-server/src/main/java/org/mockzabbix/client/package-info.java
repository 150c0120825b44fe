/**
 * Clients of Zabbix programs. They send values to servers, request values from agents, and poll
 * passive proxies.
 */
@NullMarked
package org.mockzabbix.client;

import org.jspecify.annotations.NullMarked;
