/**
 * JSON as a Zabbix server reads it: its validity rules, its error texts and its reading of text.
 */
@NullMarked
package org.mockzabbix.protocol.json;

import org.jspecify.annotations.NullMarked;
