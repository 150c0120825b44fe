/** The command line program, with the commands {@code serve}, {@code send} and {@code get}. */
@NullMarked
package org.mockzabbix.cli;

import org.jspecify.annotations.NullMarked;
