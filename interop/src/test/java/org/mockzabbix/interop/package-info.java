/** Mock Zabbix against programs that nobody here wrote. */
@NullMarked
package org.mockzabbix.interop;

import org.jspecify.annotations.NullMarked;
