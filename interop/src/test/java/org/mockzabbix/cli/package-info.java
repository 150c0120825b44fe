/** Runs commands of {@code mock-zabbix} beside the real programs. */
@NullMarked
package org.mockzabbix.cli;

import org.jspecify.annotations.NullMarked;
