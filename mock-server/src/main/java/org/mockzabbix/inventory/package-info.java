/** The hosts and items that a server is configured with. */
@NullMarked
package org.mockzabbix.inventory;

import org.jspecify.annotations.NullMarked;
