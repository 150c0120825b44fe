package org.mockzabbix.text;

import org.jspecify.annotations.Nullable;

/** The names that Zabbix accepts for hosts and proxies. */
public final class HostName {

  private static final int MAX_LENGTH = 128;

  private HostName() {}

  /** Returns Zabbix's error text for an invalid name; null if the name is valid. */
  public static @Nullable String error(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isValid(name.charAt(i))) {
        return "name contains invalid character '" + name.charAt(i) + "'";
      }
    }
    if (name.isEmpty()) {
      return "name is empty";
    }
    return name.length() > MAX_LENGTH
        ? "name is too long (max " + MAX_LENGTH + " characters)"
        : null;
  }

  /**
   * Returns {@code name} if it is valid.
   *
   * @param setting what the name is for, for the message
   * @throws IllegalArgumentException naming the setting, the name and the reason
   */
  public static String check(String setting, String name) {
    String error = error(name);
    if (error != null) {
      throw new IllegalArgumentException(
          setting
              + " must be a valid name, but was "
              + Quoting.quote(name)
              + ": "
              + Quoting.escape(error));
    }
    return name;
  }

  private static boolean isValid(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || " ._-".indexOf(c) >= 0;
  }
}
