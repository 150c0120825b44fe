/** The streams, environment and exit codes of the process. */
@NullMarked
package org.mockzabbix.cli.console;

import org.jspecify.annotations.NullMarked;
