/** JSON with the validity rules, the error texts and the text decoding of a Zabbix server. */
@NullMarked
package org.mockzabbix.protocol.json;

import org.jspecify.annotations.NullMarked;
