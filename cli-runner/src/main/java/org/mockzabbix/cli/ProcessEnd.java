package org.mockzabbix.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes a process that a signal ended exit with its program's own code. By itself the virtual
 * machine would report 143 for SIGTERM, however cleanly the program stopped.
 */
final class ProcessEnd {

  private static final int PATIENCE_SECONDS = 15; // more than any step of a stop may take

  private final CountDownLatch returned = new CountDownLatch(1);
  private volatile int code;

  /** Calls {@code stop} when a signal asks the process to end; the program then has to return. */
  void onSignal(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(stop), "mock-zabbix-signal"));
  }

  /** Runs while the process ends, for whatever reason. */
  private void awaitEnd(Runnable stop) {
    stop.run();
    try {
      if (returned.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(code);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process; to be called with what the program returned. */
  void exit(int code) {
    this.code = code;
    returned.countDown();
    System.exit(code);
  }
}
