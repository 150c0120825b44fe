/** The key scripts of a mock agent, which define its responses to item keys. */
@NullMarked
package org.mockzabbix.agent;

import org.jspecify.annotations.NullMarked;
