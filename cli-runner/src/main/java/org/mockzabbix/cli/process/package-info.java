/** The user's program: how it finds the mock server, and how it ends with its children. */
@NullMarked
package org.mockzabbix.cli.process;

import org.jspecify.annotations.NullMarked;
