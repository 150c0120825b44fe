package org.mockzabbix.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemTest {

  @Test
  void factories_setTypeAndDelay() {
    assertEquals(List.of(ItemType.TRAPPER, "0"), typeAndDelay(Item.trapper("k")));
    assertEquals(List.of(ItemType.ACTIVE, "5s"), typeAndDelay(Item.active("k", "5s")));
    assertEquals(List.of(ItemType.PASSIVE, "1m"), typeAndDelay(Item.passive("k", "1m")));
    assertEquals(List.of(ItemType.HTTP_AGENT_TRAP, "0"), typeAndDelay(Item.httpAgentTrap("k")));
  }

  private static List<Object> typeAndDelay(Item item) {
    return List.of(item.type(), item.delay());
  }

  @Test
  void defaults() {
    Item item = Item.trapper("k");

    assertEquals(0, item.itemid());
    assertEquals(ValueType.TEXT, item.valueType());
    assertEquals(ValueType.LOG, Item.active("log[/x]", "5s").valueType());
    assertEquals(MonitoringStatus.ENABLED, item.status());
    assertEquals("", item.allowedHosts());
  }

  @Test
  void changesAreCopies() {
    Item item = Item.trapper("k");

    Item changed = item.withItemid(7).withAllowedHosts("::1").disabled();

    assertEquals(7, changed.itemid());
    assertEquals("::1", changed.allowedHosts());
    assertEquals(MonitoringStatus.DISABLED, changed.status());
    assertEquals(Item.trapper("k"), item);
  }

  @Test
  void equals_comparesEveryProperty() {
    Item item = Item.active("k", "5s");
    List<Item> others =
        List.of(
            Item.active("l", "5s"),
            Item.active("k", "6s"),
            Item.passive("k", "5s"),
            item.withItemid(7),
            item.withValueType(ValueType.FLOAT),
            item.withAllowedHosts("::1"),
            item.disabled());

    assertEquals(item, Item.active("k", "5s"));
    assertEquals(item.hashCode(), Item.active("k", "5s").hashCode());
    others.forEach(other -> assertNotEquals(item, other));
    others.forEach(other -> assertNotEquals(item.toString(), other.toString()));
  }

  @Test
  void refusesANegativeItemid() {
    assertEquals(
        "itemid must be at least 0, but was -1", refusal(() -> Item.trapper("k").withItemid(-1)));
  }

  @Test
  void refusesAnEmptyKey() {
    assertEquals("an item must have a key, but the key is empty", refusal(() -> Item.trapper("")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "k[a           | 4 | the closing bracket is missing",
        "k[\"a]        | 6 | the closing quote is missing",
        "k[\"a\"b]      | 6 | text after a quoted parameter or an array",
        "k[[[a]]]      | 4 | an array inside an array",
        "a[mean][90]   | 8 | text after the closing bracket",
        "a b           | 2 | a name has letters, digits, dots, underscores and hyphens only",
        "{$M}          | 1 | the name is missing"
      })
  void refusesAKeyThatNoServerCanHave(String key, int position, String reason) {
    String message =
        "an item must have a valid key: Invalid item key format. (\""
            + key
            + "\" at character "
            + position
            + ": "
            + reason
            + ")";

    assertEquals(message, refusal(() -> Item.trapper(key)));
    assertEquals(message, refusal(() -> Item.active(key, "5s")));
    assertEquals(message, refusal(() -> Item.passive(key, "5s")));
    assertEquals(message, refusal(() -> Item.httpAgentTrap(key)));
  }

  @Test
  void refusesAKeyOfMoreThan2048Characters() {
    String longest = "k".repeat(2048);

    assertEquals(longest, Item.trapper(longest).key());
    assertEquals(
        "the key of an item must have at most 2048 characters, but was \""
            + "k".repeat(120)
            + "\"... (2049 characters)",
        refusal(() -> Item.trapper(longest + "k")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "5",
        "30s",
        "99999999w",
        "{$M}",
        "{$M:\"a}b\"}",
        "{#LLD}",
        "0;1s/1-7,00:00-24:00",
        "10m;5s/1,9:00-18:00;{$M}/{$PERIOD}",
        "5m;wd1-5h9-18",
        "0;md1-7/2,15h9,18m/30s0",
        "1m;{$CUSTOM}"
      })
  void takesTheUpdateIntervalsOfZabbix(String delay) {
    assertEquals(delay, Item.active("k", delay).delay());
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
        "1.5s",
        "500ms",
        "soon",
        "{M}",
        "{$m}",
        "5s;",
        ";5s",
        "5s;1s",
        "5s;1s/8,00:00-24:00",
        "5s;1s/1-7",
        "5s;wd8",
        "5s;h24",
        "5s;m60",
        "5s;h",
        "wd1"
      })
  void refusesOtherUpdateIntervals(String delay) {
    String message =
        "the delay of item k must be an update interval, for example 30s, 5m, 5m;wd1-5h9-18,"
            + " 0;1s/1-7,00:00-24:00 or {$INTERVAL}, but was \""
            + delay
            + '"';

    assertEquals(message, refusal(() -> Item.active("k", delay)));
    assertEquals(message, refusal(() -> Item.passive("k", delay)));
  }

  @Test
  void refusesAllowedHostsThatCannotMatch() {
    assertEquals(
        "allowedHosts contains \"192.0.2.0/33\", which is not a valid IP address, CIDR range or DNS"
            + " name",
        refusal(() -> Item.trapper("k").withAllowedHosts("::1,192.0.2.0/33")));
  }

  @ParameterizedTest
  @CsvSource({
    "PASSIVE, 0, false",
    "TRAPPER, 2, true",
    "ACTIVE, 7, false",
    "HTTP_AGENT_TRAP, 19, true"
  })
  void type_hasZabbixsNumber(ItemType type, int number, boolean acceptsSenderData) {
    assertEquals(number, type.number());
    assertEquals(acceptsSenderData, type.acceptsSenderData());
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}
