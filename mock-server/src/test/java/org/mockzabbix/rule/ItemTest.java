package org.mockzabbix.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemTest {

  @Test
  void trapper() {
    assertEquals(
        new Item(0, "k", ItemType.TRAPPER, "0", ValueType.TEXT, Status.ENABLED, ""),
        Item.trapper("k"));
  }

  @Test
  void active() {
    assertEquals(
        new Item(0, "k", ItemType.ACTIVE, "5s", ValueType.TEXT, Status.ENABLED, ""),
        Item.active("k", "5s"));
  }

  @Test
  void passive() {
    assertEquals(
        new Item(0, "k", ItemType.PASSIVE, "1m", ValueType.TEXT, Status.ENABLED, ""),
        Item.passive("k", "1m"));
  }

  @Test
  void changesAreCopies() {
    Item item = Item.trapper("k");

    Item changed = item.withItemid(7).withAllowedHosts("::1").disabled();

    assertEquals(
        new Item(7, "k", ItemType.TRAPPER, "0", ValueType.TEXT, Status.DISABLED, "::1"), changed);
    assertEquals(Item.trapper("k"), item);
  }

  @Test
  void refusesANegativeItemid() {
    assertEquals(
        "itemid must not be negative but was -1", refusal(() -> Item.trapper("k").withItemid(-1)));
  }

  @Test
  void refusesAnEmptyKey() {
    assertEquals("an item needs a key", refusal(() -> Item.trapper("")));
  }

  @Test
  void refusesAllowedHostsThatCannotMatch() {
    assertEquals(
        "\"192.0.2.0/33\" in the allowed hosts is no address, network or name",
        refusal(() -> Item.trapper("k").withAllowedHosts("::1,192.0.2.0/33")));
  }

  @ParameterizedTest
  @CsvSource({
    "PASSIVE, 0, false",
    "TRAPPER, 2, true",
    "ACTIVE, 7, false",
    "HTTP_AGENT_TRAP, 19, true"
  })
  void type_hasZabbixsNumber(ItemType type, int number, boolean takesSenderData) {
    assertEquals(number, type.number());
    assertEquals(takesSenderData, type.takesSenderData());
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}
