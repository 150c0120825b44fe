package org.mockzabbix.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.cli.output.ItemFilter.ItemPattern;

class ItemFilterTest {

  private static ItemFilter filter(String... patterns) {
    return new ItemFilter(Stream.of(patterns).map(ItemPattern::parse).toList());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          web01 app.ok,           web01,         app.ok
          web01 k[a b],           web01,         k[a b]
          "Zabbix server" app.*,  Zabbix server, app.*
          "Zabbix server",        Zabbix server, *
          web*,                   web*,          *
          """)
  void reads(String text, String host, String key) {
    assertEquals(new ItemPattern(host, key), ItemPattern.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\"web01", "\"\" k"})
  void refuses(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ItemPattern.parse(text)).getMessage();

    assertEquals(
        "must be HOST KEY, for example 'web01 app.*', but was \""
            + text.replace("\"", "\\\"")
            + "\"",
        message);
  }

  @Test
  void selectsWhatOneOfItsPatternsMatches() {
    ItemFilter filter = filter("web0? app.*", "db01");

    assertTrue(filter.selects("web01", "app.ok"));
    assertTrue(filter.selects("db01", "anything"));
    assertFalse(filter.selects("web01", "load"));
    assertFalse(filter.selects("web10", "app.ok"));
    assertTrue(filter.selectsHost("db01"));
    assertFalse(filter.selectsHost("web01"));
  }

  @Test
  void withoutPatterns_selectsEverything() {
    ItemFilter filter = new ItemFilter(List.of());

    assertTrue(filter.selects("h", "k"));
    assertTrue(filter.selectsHost(""));
  }
}
