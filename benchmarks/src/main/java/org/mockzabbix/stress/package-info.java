/**
 * A stress program: many clients, resets, faults and restarts at once in a small heap, and a check
 * of every promise at the end.
 */
@NullMarked
package org.mockzabbix.stress;

import org.jspecify.annotations.NullMarked;
