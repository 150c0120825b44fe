package org.mockzabbix.text;

import org.jspecify.annotations.Nullable;

/**
 * Checks the technical names of hosts and proxies by the rule of Zabbix's documentation: letters,
 * digits, spaces, dots, dashes and underscores, without spaces at the beginning or the end.
 *
 * <p>The frontend, its API and autoregistration accept only letters and digits of ASCII. A host
 * whose name has others, for example <code>ホスト</code>, can only be inserted into the database. The
 * server then processes values for that host, but refuses its active checks. This check therefore
 * accepts letters and digits of all scripts.
 */
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
    if (length > MAX_LENGTH) {
      return "the name has " + length + " characters, but Zabbix accepts at most " + MAX_LENGTH;
    }
    int impossible = firstImpossible(name);
    return impossible < name.length()
        ? "Zabbix accepts letters, digits, spaces, dots, dashes and underscores, but not "
            + Quoting.quote(Character.toString(name.codePointAt(impossible)))
        : spaceDefect(name);
  }

  /** Returns the index of the first impossible character; the length if all are possible. */
  private static int firstImpossible(String name) {
    int at = 0;
    while (at < name.length() && isPossible(name.codePointAt(at))) {
      at += Character.charCount(name.codePointAt(at));
    }
    return at;
  }

  private static boolean isPossible(int c) {
    return c < 0x80 ? isPlain(c) : Character.isLetterOrDigit(c) || isCombining(c);
  }

  /** Returns whether {@code c} is part of the letter before it, for example an accent. */
  private static boolean isCombining(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static @Nullable String spaceDefect(String name) {
    if (!name.startsWith(" ") && !name.endsWith(" ")) {
      return null;
    }
    return name.isBlank()
        ? "the name consists of spaces only"
        : "a name neither begins nor ends with a space";
  }

  /** Returns whether the frontend and the server accept this character in the name of a host. */
  public static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_'
        || c == ' ';
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
