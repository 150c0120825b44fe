/** Mock Zabbix and a real Zabbix server side by side: the same requests, and every difference. */
@NullMarked
package org.mockzabbix.parity;

import org.jspecify.annotations.NullMarked;
