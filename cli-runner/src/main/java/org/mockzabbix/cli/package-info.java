/** The command line: commands that put the library behind options, files and exit codes. */
@NullMarked
package org.mockzabbix.cli;

import org.jspecify.annotations.NullMarked;
