/** Update intervals of items: their syntax, and the times that they describe. */
@NullMarked
package org.mockzabbix.interval;

import org.jspecify.annotations.NullMarked;
