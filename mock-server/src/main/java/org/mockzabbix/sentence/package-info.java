/**
 * Keeps the assertions and rules that a test has begun. An unfinished one checks nothing, so it
 * must fail the test.
 */
@NullMarked
package org.mockzabbix.sentence;

import org.jspecify.annotations.NullMarked;
