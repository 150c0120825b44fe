/** The output of a running server: lines for values, and notices on standard error. */
@NullMarked
package org.mockzabbix.cli.output;

import org.jspecify.annotations.NullMarked;
