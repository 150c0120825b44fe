package org.mockzabbix.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.ItemKey;

class KeyPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k[a]   | k[a]     | true",
        "k[a]   | k[\"a\"] | true",
        "k[a]   | k[b]     | false",
        "k[*]   | k[a,b]   | true",
        "k[*]   | k        | true",
        "k[*]   | l        | false",
        "k[\"*\"] | k[*]     | true",
        "k[\"*\"] | k[a]     | false"
      })
  void of_matches(String pattern, String key, boolean matches) {
    assertEquals(matches, KeyPattern.of(pattern).matches(key, ItemKey.tryParse(key)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bad[key  | the closing bracket is missing (character 8)",
        "k[[*]    | the closing bracket is missing (character 6)",
        "k[a][*]  | text after the closing bracket (character 5)",
        "vfs.*    | a name consists of letters, digits, dots, underscores and hyphens"
            + " (character 5)",
        "``       | it is empty"
      })
  void of_refusesWhatIsNoKey(String pattern, String reason) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> KeyPattern.of(pattern));

    assertEquals('"' + pattern + "\" is not a valid item key: " + reason, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"k, true", "k[a], true", "k[a, false", "'', false"})
  void everyKey_matchesValidKeys(String key, boolean matches) {
    assertEquals(matches, KeyPattern.everyKey().matches(key, ItemKey.tryParse(key)));
  }

  @Test
  void equals_comparesWhatThePatternWasMadeFrom() {
    assertEquals(KeyPattern.of("k[a]"), KeyPattern.of("k[\"a\"]"));
    assertEquals(KeyPattern.of("k[a]").hashCode(), KeyPattern.of("k[\"a\"]").hashCode());
    assertEquals(regex("k", 0), regex("k", 0));
    assertNotEquals(regex("k", 0), regex("k", Pattern.CASE_INSENSITIVE));
    assertNotEquals(KeyPattern.of("k"), KeyPattern.of("k[*]"));
    assertNotEquals(KeyPattern.of("k"), regex("k", 0));
    assertEquals(KeyPattern.everyKey(), KeyPattern.everyKey());
  }

  private static KeyPattern regex(String regex, int flags) {
    return KeyPattern.regex(Pattern.compile(regex, flags));
  }
}
