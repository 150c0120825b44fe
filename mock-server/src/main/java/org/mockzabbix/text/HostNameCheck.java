package org.mockzabbix.text;

import org.jspecify.annotations.Nullable;

/** Checks that names of hosts and proxies are not empty, and not longer than in Zabbix. */
public final class HostNameCheck {

  /** The largest number of characters (code points). */
  public static final int MAX_LENGTH = 128;

  private HostNameCheck() {}

  /** Returns the reason why no host can have this name. Null if the name is valid. */
  public static @Nullable String defect(String name) {
    if (name.isEmpty()) {
      return "the name is empty";
    }
    int length = name.length() <= MAX_LENGTH ? 0 : name.codePointCount(0, name.length());
    return length <= MAX_LENGTH
        ? null
        : "the name has " + length + " characters, but Zabbix accepts at most " + MAX_LENGTH;
  }

  /**
   * Returns {@code name} if a host can have it.
   *
   * @param owner the noun for the named object in the message, for example {@code a host}
   * @throws IllegalArgumentException naming the owner, the name and the reason
   */
  public static String check(String owner, String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(owner + " must have a name, but the name is empty");
    }
    String defect = defect(name);
    if (defect != null) {
      throw new IllegalArgumentException(
          Quoting.quote(name) + " cannot be the name of " + owner + ": " + defect);
    }
    return name;
  }
}
