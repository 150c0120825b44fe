/**
 * Targets for the coverage-guided fuzzer Jazzer. Each has a method {@code fuzzerTestOneInput} that
 * takes any bytes, and throws if the code under test breaks a promise.
 */
@NullMarked
package org.mockzabbix.fuzz;

import org.jspecify.annotations.NullMarked;
