/**
 * The clients of Zabbix's programs: sending values, requesting values from agents, and polling
 * passive proxies.
 */
@NullMarked
package org.mockzabbix.client;

import org.jspecify.annotations.NullMarked;
