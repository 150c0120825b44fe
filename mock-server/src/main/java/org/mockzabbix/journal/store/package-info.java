/**
 * The store behind the journal: the server writes to it, and tests read it as a {@code Journal}.
 */
@NullMarked
package org.mockzabbix.journal.store;

import org.jspecify.annotations.NullMarked;
