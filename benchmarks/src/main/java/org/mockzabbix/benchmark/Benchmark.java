package org.mockzabbix.benchmark;

import java.io.PrintStream;

/** Something that is measured and printed, and never asserted: machines differ. */
interface Benchmark {

  /** What it is called on the command line. */
  String name();

  /** Measures, and prints one line for each figure. */
  void run(Effort effort, PrintStream out) throws Exception;
}
