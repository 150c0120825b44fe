/**
 * Formats and parsers for text that people read or write: addresses, durations, sizes, counts,
 * quotes, ranges and patterns. Also compares names, to suggest the closest one.
 */
@NullMarked
package org.mockzabbix.text;

import org.jspecify.annotations.NullMarked;
