package org.mockzabbix.net;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Quoting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * A logger that never throws an exception: a thread that reports a failure must not end because the
 * report fails, for example without memory. Without a provider, it drops all messages. Thread-safe.
 */
public final class FailSafeLog {

  private final Class<?> type;
  private volatile @Nullable Logger logger;

  private FailSafeLog(Class<?> type) {
    this.type = type;
  }

  /** Returns the logger of a class. Looks for the provider later, because that takes time. */
  public static FailSafeLog of(Class<?> type) {
    return new FailSafeLog(type);
  }

  /**
   * Loads the provider and all classes for a message: without free file descriptors, that would
   * fail.
   */
  void prepare() {
    try {
      logger();
      visible('\u001b');
    } catch (Throwable withoutMemory) {
      // The first message loads them.
    }
  }

  private Logger logger() {
    Logger known = logger;
    if (known == null) {
      known = create(type);
      logger = known;
    }
    return known;
  }

  private static Logger create(Class<?> type) {
    try {
      return Provider.EXISTS ? LoggerFactory.getLogger(type) : NOPLogger.NOP_LOGGER;
    } catch (Throwable brokenProvider) {
      return NOPLogger.NOP_LOGGER;
    }
  }

  /** Looks for the provider once, when the first message is logged. */
  private static final class Provider {
    private static final boolean EXISTS = hasProvider();
  }

  /** Looks for a provider as SLF4J does. SLF4J itself prints three lines without one. */
  private static boolean hasProvider() {
    if (System.getProperty("slf4j.provider") != null) {
      return true;
    }
    try {
      ClassLoader loader = LoggerFactory.class.getClassLoader();
      return ServiceLoader.load(SLF4JServiceProvider.class, loader).stream().findAny().isPresent();
    } catch (Throwable olderApi) { // before 2.0
      return LoggerFactory.class.getResource("/org/slf4j/impl/StaticLoggerBinder.class") != null;
    }
  }

  /** Logs a warning. */
  public void warn(String format, @Nullable Object... arguments) {
    try {
      logger().warn(format, visible(arguments));
    } catch (Throwable brokenLogger) {
      // Nobody is left to tell.
    }
  }

  /** Logs a message for the author of a client. */
  public void debug(String format, @Nullable Object... arguments) {
    try {
      if (logger().isDebugEnabled()) {
        logger().debug(format, visible(arguments));
      }
    } catch (Throwable brokenLogger) {
      // Nobody is left to tell.
    }
  }

  /** Logs that a piece of code failed: its exception as a warning, and the stack trace below it. */
  public void failure(String format, @Nullable Object subject, Throwable failure) {
    try {
      logger().warn(format, visible(subject, failure.toString()));
      logger().debug("The stack trace", failure);
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
