package org.mockzabbix.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemKeyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "agent.ping; agent.ping; ``",
        "k[]; k; <>",
        "k[,]; k; <><>",
        "k[a]; k; <a>",
        "k[ a , b ]; k; <a ><b >",
        "k[\"a\" , b]; k; <a><b>",
        "k[[a,b],c]; k; <a,b><c>",
        "k[[a,\"b,]\"] ,c]; k; <a,\"b,]\"><c>",
        "k[[a, \"]\"]]; k; <a, \"]\">",
        "k[\"a\\\"b\"]; k; <a\"b>",
        "k[\"a\\b\"]; k; <a\\b>",
        "k[a\"b]; k; <a\"b>",
        "k[/,free]; k; </><free>",
        "go.echo[hello, ntrv]; go.echo; <hello><ntrv>",
        "k[é世😀]; k; <é世😀>",
        "A-Z_0.9[x]; A-Z_0.9; <x>"
      })
  void parsesNameAndParameters(String text, String name, String parameters) {
    ItemKey key = ItemKey.parse(text);

    assertEquals(name, key.name());
    assertEquals(
        parameters, String.join("", key.parameters().stream().map(p -> "<" + p + ">").toList()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[a]",
        "a b",
        "k[",
        "k[a",
        "k[\"a]",
        "k[\"a\"b]",
        "k[a]]",
        "k[a]b",
        "k[a] ",
        "k[[a]",
        "k[[[a]]]",
        "k[[a]b]",
        "{\"request\":\"x\"}",
        "kĀ",
        "ключ"
      })
  void refusesWhatBreaksTheRules(String text) {
    assertTrue(ItemKey.tryParse(text).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``            | it is empty",
        "[a]           | a name consists of letters, digits, dots, underscores and hyphens"
            + " (character 1)",
        "a b           | a name consists of letters, digits, dots, underscores and hyphens"
            + " (character 2)",
        "{$M}          | a name consists of letters, digits, dots, underscores and hyphens"
            + " (character 1)",
        "k[a           | the closing bracket is missing (character 4)",
        "k[[a]         | the closing bracket is missing (character 6)",
        "k[[a          | the closing bracket is missing (character 5)",
        "k[\"a]        | the closing quote is missing (character 6)",
        "k[\"a\"b]      | a comma or the closing bracket must follow a quoted parameter or an array"
            + " (character 6)",
        "k[[\"a\"b]]    | a comma or the closing bracket must follow a quoted parameter or an array"
            + " (character 7)",
        "k[[[a]]]      | an array inside an array (character 4)",
        "a[mean][90]   | text after the closing bracket (character 8)"
      })
  void parse_saysWhichRuleIsBrokenAndWhere(String key, String reason) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ItemKey.parse(key));

    String quoted = '"' + key.replace("\"", "\\\"") + '"';
    assertEquals(quoted + " is not a valid item key: " + reason, e.getMessage());
    assertEquals(Optional.of(reason), ItemKey.defect(key));
  }

  @Test
  void check_refusesAKeyOfMoreThan2048Characters() {
    String longest = "k[" + "😀".repeat(2045) + "]";

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ItemKey.check("k" + longest));

    assertEquals(longest, ItemKey.check(longest));
    assertEquals(
        "\"kk["
            + "😀".repeat(58)
            + "\"... (4094 characters) is not a valid item key: it has 2049 characters, but Zabbix"
            + " accepts at most 2048",
        e.getMessage());
  }

  @Test
  void defect_ofANameOfMoreThan2048Characters() {
    assertEquals(Optional.empty(), ItemKey.defect("k".repeat(2048)));
    assertEquals(
        Optional.of("it has 2049 characters, but Zabbix accepts at most 2048"),
        ItemKey.defect("k".repeat(2049)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "k; true",
        "agent.ping; true",
        "k[]; true",
        "k[/ , free]; true",
        "``; false",
        "[]; false",
        "k[; false",
        "k]; false",
        "k(a]; false",
        "k[a]b; false",
        "k[[]]; false",
        "k[\"a\"]; false",
        "k[a]]; false",
        "k[\\]; false"
      })
  void isPlainKey_withoutQuotesArraysAndEscapes(String key, boolean plain) {
    byte[] bytes = ("\"" + key + "\"").getBytes(UTF_8);

    assertEquals(plain, ItemKeyParser.isPlainKey(bytes, 1, bytes.length - 1));
  }

  @Test
  void spellingsOfTheSameKeyAreEqual() {
    assertEquals(ItemKey.parse("k[a]"), ItemKey.parse("k[\"a\"]"));
    assertEquals(ItemKey.parse("k[a]").hashCode(), ItemKey.parse("k[ \"a\" ]").hashCode());
    assertNotEquals(ItemKey.parse("k[a]").hashCode(), ItemKey.parse("k[b]").hashCode());
    assertNotEquals(ItemKey.parse("k"), ItemKey.parse("k[]"));
    assertNotEquals(ItemKey.parse("k[[a,b]]"), ItemKey.parse("k[\"a,b\"]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "k; k",
        "k[]; k[]",
        "k[\"a\"]; k[a]",
        "k[\" a\"]; k[\" a\"]",
        "k[\"[a\"]; k[\"[a\"]",
        "k[\"a,b\"]; k[\"a,b\"]",
        "k[\"a]\"]; k[\"a]\"]",
        "k[\"\\\"a\"]; k[\"\\\"a\"]",
        "k[[a,b]]; k[[a,b]]"
      })
  void toString_hasNoMoreQuotesThanItNeeds(String text, String canonical) {
    assertEquals(canonical, ItemKey.parse(text).toString());
  }

  @Test
  void parameter_isEmptyWhereThereIsNone() {
    ItemKey key = ItemKey.parse("k[a,b]");

    assertEquals("a", key.parameter(1));
    assertEquals("b", key.parameter(2));
    assertEquals("", key.parameter(3));
    assertEquals("", key.parameter(0));
    assertTrue(key.hasParameters());
    assertFalse(ItemKey.parse("k").hasParameters());
  }

  @Test
  void of_quotesWhatNeedsIt() {
    assertEquals("k[a,\"b,c\",\" d\"]", ItemKey.of("k", "a", "b,c", " d").toString());
    assertEquals("k", ItemKey.of("k").toString());
  }

  @Test
  void of_refusesWhatNoKeyCanSay() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ItemKey.of("k", "a,b\\"));

    assertEquals(
        "a parameter that needs quotes must not end in a backslash, but was \"a,b\\\"",
        e.getMessage());
  }

  @Test
  void randomKeysSurviveBeingWrittenAndRead() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      String[] parameters = new String[random.nextInt(4)];
      for (int p = 0; p < parameters.length; p++) {
        parameters[p] = text(random);
      }

      ItemKey key = ItemKey.of("k", parameters);

      assertEquals(List.of(parameters), ItemKey.parse(key.toString()).parameters());
      assertEquals(key, ItemKey.parse(key.toString()));
    }
  }

  /** Any text but one that ends in a backslash, which quotes could not hold. */
  private static String text(Random random) {
    String alphabet = "ab \",[]\\/é世";
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(6); n > 0; n--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text + "x";
  }
}
