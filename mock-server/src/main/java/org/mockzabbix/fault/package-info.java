/** Faults as data: the package {@code net} injects them. */
@NullMarked
package org.mockzabbix.fault;

import org.jspecify.annotations.NullMarked;
