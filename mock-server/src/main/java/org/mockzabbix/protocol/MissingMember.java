package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.text.Quoting;

/** Explains to the author of a client why a server does not find a member of a JSON object. */
final class MissingMember {

  private static final int MOST_NAMES = 6;

  /** Names that clients use instead of those that a server reads. */
  private static final Map<String, Set<String>> OTHER_NAMES =
      Map.of(
          "host", Set.of("hostname", "host_name", "host name"),
          "key", Set.of("item", "item_key", "itemkey", "key_"),
          "data", Set.of("values", "items", "metrics", "history"));

  private MissingMember() {}

  /**
   * Returns text that begins with a colon and names the likely mistake; empty if the object has no
   * members.
   *
   * @param name the name of the missing member
   * @param sent the names of the members that were sent
   */
  static String hint(String name, List<String> sent) {
    for (String other : sent) {
      String plain = other.strip();
      if (plain.equalsIgnoreCase(name)
          || OTHER_NAMES.getOrDefault(name, Set.of()).contains(plain.toLowerCase(Locale.ROOT))) {
        return ": write \"" + name + "\" instead of " + Quoting.quote(other);
      }
    }
    return sent.isEmpty() ? "" : ": the members are " + list(sent);
  }

  private static String list(List<String> names) {
    String shown =
        names.stream().limit(MOST_NAMES).map(Quoting::quote).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMES ? shown + ", ..." : shown;
  }

  /** Returns text that explains why a server does not accept the type of a member. */
  static String wrongType(JsonCursor member) {
    return switch (member.type()) {
      case OBJECT -> ": it is an object";
      case ARRAY -> ": it is an array";
      case NULL -> ": it is null";
      case NUMBER -> ": it is a number";
      case TRUE, FALSE -> ": it is " + member.text();
      case STRING -> wrongString(member);
    };
  }

  private static String wrongString(JsonCursor member) {
    if (!member.isDecodable()) {
      return ": it has a \\u escape of half a character: send both surrogates";
    }
    return isJson(member.text())
        ? ": it is JSON in a string: send the array itself"
        : ": it is a string";
  }

  private static boolean isJson(String text) {
    String json = text.strip();
    return json.startsWith("{") || json.startsWith("[");
  }

  /** Returns the names of the members of an object. */
  static List<String> names(JsonCursor object) {
    List<String> names = new ArrayList<>();
    object.rewind();
    while (object.nextMember()) {
      names.add(object.name());
    }
    return names;
  }
}
