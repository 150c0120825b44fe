package org.mockzabbix.cli.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operating system's words for the reason why a program cannot start. */
public final class SystemError {

  private static final Pattern SYSTEM_ERROR =
      Pattern.compile("error[=:] ?\\d+,? \\(?(.*?)\\)?\\s*");

  private SystemError() {}

  /** Returns the reason in a failure of {@link ProcessBuilder#start}. */
  public static String reason(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher error =
        SYSTEM_ERROR.matcher(message.substring(Math.max(0, message.lastIndexOf("error"))));
    return error.matches() ? error.group(1) : message;
  }
}
