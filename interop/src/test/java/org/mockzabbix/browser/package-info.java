/** The page of {@code serve} in a real browser. */
@NullMarked
package org.mockzabbix.browser;

import org.jspecify.annotations.NullMarked;
