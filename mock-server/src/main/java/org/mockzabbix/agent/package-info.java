/** The key scripts of a mock agent: which response it sends for which item key. */
@NullMarked
package org.mockzabbix.agent;

import org.jspecify.annotations.NullMarked;
