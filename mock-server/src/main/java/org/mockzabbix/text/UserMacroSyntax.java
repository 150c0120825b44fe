package org.mockzabbix.text;

import java.util.regex.Pattern;

/** The syntax of user macros, such as <code>{$PORT}</code> and <code>{$PORT:"context"}</code>. */
public final class UserMacroSyntax {

  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";

  /** A regular expression for a user macro, without groups. */
  public static final String REGEX =
      "\\{\\$[A-Z0-9_.]+(?::\\s*(?:(?:regex:\\s*)?" + QUOTED + "\\s*|[^\"}][^}]*|))?}";

  /** A regular expression for a user macro, or a built-in macro of a host, without groups. */
  public static final String REGEX_WITH_BUILT_IN =
      REGEX + "|\\{(?:HOST\\.(?:HOST|NAME|IP|DNS|CONN)|HOSTNAME|IPADDRESS)}";

  private static final Pattern MACRO = Pattern.compile(REGEX);

  private UserMacroSyntax() {}

  /** Returns whether {@code text} is a user macro. */
  public static boolean matches(String text) {
    return MACRO.matcher(text).matches();
  }
}
