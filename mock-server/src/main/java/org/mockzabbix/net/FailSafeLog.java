package org.mockzabbix.net;

import org.jspecify.annotations.Nullable;
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
      return new FailSafeLog(LoggerFactory.getLogger(type));
    } catch (Throwable brokenProvider) {
      return new FailSafeLog(NOPLogger.NOP_LOGGER);
    }
  }

  /** Logs a warning. */
  public void warn(String format, @Nullable Object... arguments) {
    try {
      logger.warn(format, arguments);
    } catch (Throwable brokenLogger) {
      // Nobody is left to tell.
    }
  }

  /** Logs a message for the author of a client. */
  public void debug(String format, @Nullable Object... arguments) {
    try {
      logger.debug(format, arguments);
    } catch (Throwable brokenLogger) {
      // Nobody is left to tell.
    }
  }

  /** Logs that a piece of code failed: its exception as a warning, and the stack trace below it. */
  public void failure(String format, @Nullable Object subject, Throwable failure) {
    try {
      logger.warn(format, subject, failure.toString());
      logger.debug("The stack trace", failure);
    } catch (Throwable brokenLogger) {
      // Nobody is left to tell.
    }
  }
}
