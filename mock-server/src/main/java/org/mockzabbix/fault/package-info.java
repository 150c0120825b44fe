/** Descriptions of faults, which the package {@code net} injects. */
@NullMarked
package org.mockzabbix.fault;

import org.jspecify.annotations.NullMarked;
