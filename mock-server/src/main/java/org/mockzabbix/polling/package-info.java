/** Polls agents and passive proxies as a server does, and records the results. */
@NullMarked
package org.mockzabbix.polling;

import org.jspecify.annotations.NullMarked;
