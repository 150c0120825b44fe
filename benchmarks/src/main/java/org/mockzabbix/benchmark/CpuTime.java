package org.mockzabbix.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Processor time that something took.
 *
 * @param caller nanoseconds of the thread that did it
 * @param process nanoseconds of all threads, those of the JVM and of the server included
 */
record CpuTime(long caller, long process) {

  private static final double NANOS_PER_MILLI = 1e6;

  static CpuTime of(Runnable work) {
    CpuTime before = now();
    work.run();
    CpuTime after = now();
    return new CpuTime(after.caller - before.caller, after.process - before.process);
  }

  private static CpuTime now() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new CpuTime(
        ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(), system.getProcessCpuTime());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.1f ms of the caller's, %.1f ms of all threads'",
        caller / NANOS_PER_MILLI,
        process / NANOS_PER_MILLI);
  }
}
