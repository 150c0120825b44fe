/**
 * The commands and their options. A command reads its options, and leaves the work to other
 * packages.
 */
@NullMarked
package org.mockzabbix.cli.command;

import org.jspecify.annotations.NullMarked;
