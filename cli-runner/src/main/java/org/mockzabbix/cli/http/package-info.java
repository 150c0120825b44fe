/** The HTTP API of a server that runs as a process: its port, its router and its endpoints. */
@NullMarked
package org.mockzabbix.cli.http;

import org.jspecify.annotations.NullMarked;
