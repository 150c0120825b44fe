package org.mockzabbix.net;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Quoting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * A logger that never throws an exception: a thread that reports a failure must not end because the
 * report fails, for example without memory. Thread-safe.
 */
public final class FailSafeLog {

  private final Logger logger;

  private FailSafeLog(Logger logger) {
    this.logger = logger;
  }

  /** Returns the logger of a class. */
  public static FailSafeLog of(Class<?> type) {
    try {
      visible('\u001b'); // loads the classes: without free file descriptors, that would fail
      return new FailSafeLog(LoggerFactory.getLogger(type));
    } catch (Throwable brokenProvider) {
      return new FailSafeLog(NOPLogger.NOP_LOGGER);
    }
  }

  /** Logs a warning. */
  public void warn(String format, @Nullable Object... arguments) {
    try {
      logger.warn(format, visible(arguments));
    } catch (Throwable brokenLogger) {
      // Nobody is left to tell.
    }
  }

  /** Logs a message for the author of a client. */
  public void debug(String format, @Nullable Object... arguments) {
    try {
      if (logger.isDebugEnabled()) {
        logger.debug(format, visible(arguments));
      }
    } catch (Throwable brokenLogger) {
      // Nobody is left to tell.
    }
  }

  /** Logs that a piece of code failed: its exception as a warning, and the stack trace below it. */
  public void failure(String format, @Nullable Object subject, Throwable failure) {
    try {
      logger.warn(format, visible(subject, failure.toString()));
      logger.debug("The stack trace", failure);
    } catch (Throwable brokenLogger) {
      // Nobody is left to tell.
    }
  }

  /** Escapes what a peer may have sent, because the console may be a terminal. */
  private static @Nullable Object[] visible(@Nullable Object... arguments) {
    @Nullable Object[] visible = arguments.clone();
    for (int i = 0; i < visible.length; i++) {
      if (!(visible[i] instanceof Throwable)) {
        visible[i] = Quoting.escape(String.valueOf(visible[i]));
      }
    }
    return visible;
  }
}
