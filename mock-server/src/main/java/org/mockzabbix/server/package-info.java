/** The engines that respond to requests, on trapper ports as servers do and on agent ports. */
@NullMarked
package org.mockzabbix.server;

import org.jspecify.annotations.NullMarked;
