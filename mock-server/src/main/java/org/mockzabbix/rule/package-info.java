/** What a server knows and what it is to answer: the inventory of hosts and items, and replies. */
@NullMarked
package org.mockzabbix.rule;

import org.jspecify.annotations.NullMarked;
