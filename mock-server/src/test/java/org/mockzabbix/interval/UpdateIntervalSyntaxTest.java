package org.mockzabbix.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.inventory.Item;

class UpdateIntervalSyntaxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "5",
        "30s",
        "5m",
        "1h",
        "24h",
        "1d",
        "86400",
        "{$M}",
        "{$A_1.B}",
        "{$M:context}",
        "{$M:}",
        "{$M: /tmp;x }",
        "{$M:\"a}b;\\\"c\"}",
        "{$M:regex:\"^[0-9]{2}$\"}",
        "10;{$M}",
        "0;1s/1-7,00:00-24:00",
        "10m;5s/1,9:00-18:00;{$M}/{$PERIOD}",
        "60;{$M:a/b}/6-7,0:00-23:59",
        "0;m0-59",
        "0;{$M}",
        "0;0/1-5,00:00-24:00;m0",
        "0;{$M}/1-5,00:00-24:00",
        "1d;1d/1-5,00:00-24:00",
        "0;s/3",
        "0;md01-31;h/02",
        "5m;wd1-5h9-18",
        "0;md1-7/2,15h9,18m/30s0",
        "0;md31wd7h23m59s59",
        "1m;{$CUSTOM};wd1"
      })
  void check_acceptsTheSyntaxOfZabbix(String text) {
    assertEquals(text, UpdateIntervalSyntax.check("k", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "5 sec",
        "5sec",
        "5 s",
        "-1",
        "+1",
        "1.5s",
        "500ms",
        "soon",
        "5S",
        "5s ",
        "{M}",
        "{$m}",
        "{$M",
        "{$M}s",
        "{$}",
        "{#LLD}",
        ";5s",
        "1234567890",
        "５"
      })
  void check_refusesWhatIsNoTime(String text) {
    assertEquals(
        message(
            text, "write seconds, or a number and one of the letters smhdw, for example 30s or 5m"),
        refusal(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"m0-59", "wd1-5h9-18", "50s/1-7,00:00-24:00", "{$M}/{$P}"})
  void check_refusesACustomIntervalWithoutATimeBeforeIt(String text) {
    assertEquals(
        message(text, "put a time before the first custom interval, for example \"0;" + text + '"'),
        refusal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1s",
        "1s/8,00:00-24:00",
        "1s/7-1,00:00-24:00",
        "1s/1-7",
        "1s/1-7,18:00-09:00",
        "1s/1-7,00:00-24:01",
        "1s/1-7,00:60-24:00",
        "1 s/1-7,00:00-24:00",
        "wd8",
        "wd5-1",
        "md0",
        "md32",
        "h24",
        "m60",
        "s60",
        "s/60",
        "s/0",
        "h",
        "h9,",
        "h9m",
        "m0h9",
        "h9-",
        "x1",
        "h9 "
      })
  void check_refusesWhatIsNoCustomInterval(String custom) {
    String defect =
        '"'
            + custom
            + "\" is neither a flexible interval such as 1s/1-7,00:00-24:00 nor a scheduling"
            + " interval such as wd1-5h9-18";

    assertEquals(message("5s;" + custom, defect), refusal("5s;" + custom));
    assertEquals(message("5s;h9;" + custom, defect), refusal("5s;h9;" + custom));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0s", "00", "0w", "0;0/1-5,00:00-24:00"})
  void check_refusesAnIntervalThatChecksNothing(String text) {
    assertEquals(
        message(
            text,
            "a server would never check the item: write at least 1s, or add a custom interval, for"
                + " example \""
                + text
                + ";h9\""),
        refusal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1w",
        "2d",
        "25h",
        "1441m",
        "86401",
        "86401s",
        "999999999w",
        "1w;h9",
        "0;2d/1-7,00:00-24:00",
        "1m;1m/1-7,00:00-24:00;86401/{$M}"
      })
  void check_refusesMoreThanADay(String text) {
    assertEquals(message(text, "the longest update interval is 1d"), refusal(text));
  }

  @Test
  void items_withoutAnInterval() {
    assertEquals("0", Item.trapper("k").delay());
    assertEquals("0", Item.active("mqtt.get[,topic]", "0").delay());
    assertThrows(IllegalArgumentException.class, () -> Item.active("mqtt", "0"));
    assertThrows(IllegalArgumentException.class, () -> Item.passive("mqtt.get[,topic]", "0"));
  }

  @Test
  void check_refusesALongText() {
    String text = "5s" + ";h9".repeat(341);

    assertEquals(
        message("5s" + ";h9".repeat(39) + ";", "Zabbix accepts at most 1024 characters")
            .replace(";\" is", ";\"... (1025 characters) is"),
        refusal(text));
  }

  private static String refusal(String text) {
    return assertThrows(
            IllegalArgumentException.class, () -> UpdateIntervalSyntax.check("web.page[a b]", text))
        .getMessage();
  }

  private static String message(String text, String defect) {
    return '"' + text + "\" is not a valid update interval of item \"web.page[a b]\": " + defect;
  }
}
