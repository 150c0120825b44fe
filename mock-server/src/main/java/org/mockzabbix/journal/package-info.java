/** A read-only view of the recorded exchanges, their bytes and the values in them. */
@NullMarked
package org.mockzabbix.journal;

import org.jspecify.annotations.NullMarked;
