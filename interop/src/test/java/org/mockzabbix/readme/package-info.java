/** What README.md and ARCHITECTURE.md show and say, compiled, run and compared. */
@NullMarked
package org.mockzabbix.readme;

import org.jspecify.annotations.NullMarked;
