package org.mockzabbix.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web01",
        "Zabbix server",
        "a.b-c_D 9",
        "-",
        ".",
        "ホスト",
        "münchen",
        "mu\u0308nchen",
        "हिन्दी",
        "\ud835\udc00"
      })
  void defect_isNullForLettersDigitsAndSpacesInside(String name) {
    assertNull(HostNameCheck.defect(name));
    assertEquals(name, HostNameCheck.check("a host", name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a/b | /",
        "a$b | $",
        "* | *",
        "web01:k | :",
        "a,b | ,",
        "{$HOST} | {",
        "{HOST.HOST} | {",
        "{#NAME} | {",
        "a@b | @",
        "a\\b | \\\\",
        "a`\"`b | `\\\"`",
        "a→b | →",
        "a\ud83d\ude00 | \ud83d\ude00",
        "a\u00a0b | \u00a0"
      })
  void defect_namesTheFirstCharacterThatNoNameHas(String name, String shown) {
    assertEquals(
        "Zabbix accepts letters, digits, spaces, dots, dashes and underscores, but not \""
            + shown.replace("`", "")
            + '"',
        HostNameCheck.defect(name.replace("`", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", "\n", "\r", "\0", "\u001b", "\u007f", "\u0085", "\u202e", "\ufeff"})
  void defect_showsCharactersThatAreInvisible(String control) {
    assertEquals(
        "Zabbix accepts letters, digits, spaces, dots, dashes and underscores, but not "
            + Quoting.quote(control),
        HostNameCheck.defect("web" + control));
  }

  @Test
  void defect_namesSpacesAtTheEnds() {
    assertEquals("the name is empty", HostNameCheck.defect(""));
    assertEquals("the name consists of spaces only", HostNameCheck.defect(" "));
    assertEquals("the name consists of spaces only", HostNameCheck.defect("   "));
    assertEquals("a name neither begins nor ends with a space", HostNameCheck.defect(" web01"));
    assertEquals("a name neither begins nor ends with a space", HostNameCheck.defect("web01 "));
  }

  @Test
  void check_namesTheOwner() {
    assertEquals(
        "\"a/b\" cannot be the name of a proxy: Zabbix accepts letters, digits, spaces, dots, dashes"
            + " and underscores, but not \"/\"",
        assertThrows(IllegalArgumentException.class, () -> HostNameCheck.check("a proxy", "a/b"))
            .getMessage());
  }
}
