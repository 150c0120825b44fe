/** What arrived: every exchange with its evidence, and the item values in them. */
@NullMarked
package org.mockzabbix.journal;

import org.jspecify.annotations.NullMarked;
