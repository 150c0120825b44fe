/** What the program writes while it serves: lines for values, and notices on standard error. */
@NullMarked
package org.mockzabbix.cli.output;

import org.jspecify.annotations.NullMarked;
