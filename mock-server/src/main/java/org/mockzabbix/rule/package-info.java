/** Rules: which requests they match, how the server responds, and how often. */
@NullMarked
package org.mockzabbix.rule;

import org.jspecify.annotations.NullMarked;
