/**
 * Measures what Mock Zabbix promises, on the machine at hand: {@link org.mockzabbix.benchmark.Main}
 * runs the benchmarks and prints their figures.
 */
@NullMarked
package org.mockzabbix.benchmark;

import org.jspecify.annotations.NullMarked;
