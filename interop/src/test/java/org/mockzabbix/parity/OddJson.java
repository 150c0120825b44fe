package org.mockzabbix.parity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Objects in JSON, most of them as clients send them, and others with one oddity. */
final class OddJson {

  private static final String[] VALUES = {
    "5",
    "\"5\"",
    "-1",
    "\"-1\"",
    "1.5",
    "\"1.5\"",
    "0",
    "\"0\"",
    "\"abc\"",
    "\"\"",
    "\" \"",
    "\" 5\"",
    "\"5 \"",
    "\"+5\"",
    "\"-0\"",
    "-0",
    "\"007\"",
    "1e3",
    "\"1e3\"",
    "\"0x10\"",
    "null",
    "\"null\"",
    "true",
    "false",
    "[]",
    "{}",
    "[1]",
    "[[1]]",
    "{\"a\":1}",
    "\"é\"",
    "\"h\\u0031\"",
    "\"a\\u0000b\"",
    "\"\\u0000\"",
    "\"a\\tb\"",
    "\"a$b\"",
    "\"\\ud83d\"",
    "\"\udcff\"",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "\"18446744073709551615\"",
    "18446744073709551616",
    "\"1m\"",
    "\"1d\"",
    "\"{$M}\"",
    "\"" + "x".repeat(64) + "\"",
    "\"" + "x".repeat(128) + "\"",
    "\"" + "é".repeat(100) + "\"",
    "\"" + "9".repeat(40) + "\"",
    "\"" + "y".repeat(300) + "\"",
    "\"" + "0".repeat(30) + "1\""
  };

  private static final String[] EDITS = {
    "{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\t", "\n", "0", "a", "-", ".", "e", "+", "/",
    "\\u0000", "\\x", "\\u12", "\\ud83d", "é", "😀", "\udcff", "\udcc3", "'", "null", "tru", "//",
    "\u0001", "\u007f"
  };

  private final Choices choices;

  OddJson(Choices choices) {
    this.choices = choices;
  }

  /** Returns an odd value of a member. */
  String value() {
    return choices.pick(VALUES);
  }

  /** Returns an object with these members, each of the form {@code "name":value}. */
  String object(List<String> members) {
    List<String> odd = new ArrayList<>(members);
    if (choices.oneIn(3) && !odd.isEmpty()) {
      change(odd);
    }
    return "{" + String.join(choices.oneIn(12) ? choices.pick(", ", " ,", ",\n") : ",", odd) + "}";
  }

  private void change(List<String> members) {
    int at = choices.below(members.size());
    String member = members.get(at);
    String name = member.substring(0, member.indexOf(':'));
    switch (choices.below(12)) {
      case 0, 1 -> members.remove(at);
      case 2 -> members.add(name + ":" + value());
      case 3 -> members.add(0, name + ":" + value());
      case 4 -> Collections.shuffle(members, choices.random());
      case 5 -> members.add(choices.below(members.size() + 1), nested(name));
      case 6 -> members.set(at, member.replace(name, name.toUpperCase(Locale.ROOT)));
      case 7 -> members.set(at, name + choices.pick(" :", ": ", "\t:\n") + afterName(member));
      default -> members.set(at, name + ":" + value());
    }
  }

  private static String afterName(String member) {
    return member.substring(member.indexOf(':') + 1);
  }

  /** Returns a member whose own members have names that the server looks for. */
  private String nested(String name) {
    return "\"x\":" + choices.pick("{" + name + ":" + value() + "}", "[{" + name + ":1}]", "[1,2]");
  }

  /** Returns a text with one place that was edited, mostly no JSON any more. */
  String broken(String json) {
    int from = json.offsetByCodePoints(0, choices.below(json.codePointCount(0, json.length())));
    int to = json.offsetByCodePoints(from, choices.oneIn(2) ? 0 : 1);
    return json.substring(0, from) + choices.pick(EDITS) + json.substring(to);
  }
}
