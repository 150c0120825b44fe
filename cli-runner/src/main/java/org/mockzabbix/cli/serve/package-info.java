/** A mock Zabbix server as a process: its files, its ports, and its run from start to summary. */
@NullMarked
package org.mockzabbix.cli.serve;

import org.jspecify.annotations.NullMarked;
