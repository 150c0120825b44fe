/** The command {@code verify}: runs a program against a server, and tells what it has sent. */
@NullMarked
package org.mockzabbix.cli.verify;

import org.jspecify.annotations.NullMarked;
