/**
 * Assertions and rules that a test has begun, so that an unfinished one fails the test instead of
 * passing it.
 */
@NullMarked
package org.mockzabbix.sentence;

import org.jspecify.annotations.NullMarked;
