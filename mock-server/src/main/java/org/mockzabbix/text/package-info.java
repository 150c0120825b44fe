/** Texts compared as people compare them: what looks alike, and what a pattern with stars means. */
@NullMarked
package org.mockzabbix.text;

import org.jspecify.annotations.NullMarked;
