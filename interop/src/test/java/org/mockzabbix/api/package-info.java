/** What users may rely on, written down: who changes it sees it, and means it. */
@NullMarked
package org.mockzabbix.api;

import org.jspecify.annotations.NullMarked;
