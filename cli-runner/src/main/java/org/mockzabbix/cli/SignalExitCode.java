package org.mockzabbix.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes a process that was ended by a signal exit with the program's own code. Without this class,
 * the virtual machine would exit with 143 after SIGTERM even if the program stopped without errors.
 */
public final class SignalExitCode {

  private static final int TIMEOUT_SECONDS = 15; // longer than any step of a stop

  private final CountDownLatch returned = new CountDownLatch(1);
  private volatile int code;

  /** Registers {@code stop}, which must make the program return when a signal arrives. */
  void onSignal(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndHalt(stop), "mock-zabbix-signal"));
  }

  private void stopAndHalt(Runnable stop) {
    stop.run();
    try {
      if (returned.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(code);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process with the code that the program returned. */
  void exit(int code) {
    this.code = code;
    returned.countDown();
    System.exit(code);
  }
}
