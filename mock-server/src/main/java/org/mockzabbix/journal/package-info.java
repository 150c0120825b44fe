/** What was received: every exchange with its bytes, and the values in it. */
@NullMarked
package org.mockzabbix.journal;

import org.jspecify.annotations.NullMarked;
