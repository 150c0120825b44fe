/** The store behind the journal: what the server writes and {@code Journal} reads. */
@NullMarked
package org.mockzabbix.journal.store;

import org.jspecify.annotations.NullMarked;
