/** The face of the library: what a test starts, asks and closes. */
@NullMarked
package org.mockzabbix;

import org.jspecify.annotations.NullMarked;
