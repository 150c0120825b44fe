/** The settings of a server and of a mock agent, as Java code or a scenario file fills them. */
@NullMarked
package org.mockzabbix.config;

import org.jspecify.annotations.NullMarked;
