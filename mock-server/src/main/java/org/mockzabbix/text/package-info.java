/**
 * Text for people: addresses, durations, sizes, counts and quotes in one form, ranges in one
 * wording, patterns, and names that look alike.
 */
@NullMarked
package org.mockzabbix.text;

import org.jspecify.annotations.NullMarked;
