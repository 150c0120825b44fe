package org.mockzabbix.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "'',            '',         true",
    "'',            a,          false",
    "*,             '',         true",
    "**,            any,        true",
    "web*,          web01,      true",
    "web*,          Web01,      false",
    "*01,           web0101,    true",
    "*0?,           web01,      true",
    "w*b*1,         web01,      true",
    "w*b*2,         web01,      false",
    "?,             '',         false",
    "?,             😀,          true",
    "??,            😀,          false",
    "*?x,           😀x,         true",
    "'a.c[1]{$M}',  'a.c[1]{$M}', true",
    "a.c,           abc,        false",
  })
  void matchesTheWholeText(String glob, String text, boolean expected) {
    assertEquals(expected, Glob.compile(glob).test(text));
  }

  @Test
  void matchesLineBreaks() {
    assertTrue(Glob.compile("a*c").test("a\nb\nc"));
    assertTrue(Glob.compile("a?c").test("a\nc"));
  }

  @Test
  void agreesWithTheRegularExpression() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      String glob = text(random, "ab?*", 6);
      String text = text(random, "ab", 8);
      boolean expected = Pattern.matches(glob.replace("*", "[ab]*").replace("?", "[ab]"), text);

      assertEquals(expected, Glob.compile(glob).test(text), () -> glob + " and " + text);
    }
  }

  /** A regular expression would need years. */
  @Test
  void manyAsterisks_endInTime() {
    String text = "x".repeat(1_000_000);

    assertFalse(Glob.compile("*x*x*x*x*x*y").test(text));
    assertTrue(Glob.compile("*x*x*x*x*x*").test(text));
  }

  private static String text(Random random, String characters, int maxLength) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(maxLength + 1); length > 0; length--) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }
}
