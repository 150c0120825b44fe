package org.mockzabbix.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.ValueType;

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
  void factories_refuseAKeyThatNoServerCanHave() {
    String message =
        "\"a[mean][90]\" is not a valid item key: text after the closing bracket (character 8)";

    assertEquals(message, refusal(() -> Item.trapper("a[mean][90]")));
    assertEquals(message, refusal(() -> Item.active("a[mean][90]", "5s")));
    assertEquals(message, refusal(() -> Item.passive("a[mean][90]", "5s")));
    assertEquals(message, refusal(() -> Item.httpAgentTrap("a[mean][90]")));
    assertEquals("an item must have a key, but the key is empty", refusal(() -> Item.trapper("")));
  }

  @Test
  void factories_refuseAnUpdateIntervalThatNoServerCanHave() {
    String message =
        "\"5 sec\" is not a valid update interval of item k[a]: write seconds, or a number and one"
            + " of the letters smhdw, for example 30s or 5m";

    assertEquals(message, refusal(() -> Item.active("k[a]", "5 sec")));
    assertEquals(message, refusal(() -> Item.passive("k[a]", "5 sec")));
  }

  @Test
  void defaults() {
    Item item = Item.trapper("k");

    assertEquals(0, item.itemid());
    assertEquals(ValueType.TEXT, item.valueType());
    assertEquals(ValueType.LOG, Item.active("log[/x]", "5s").valueType());
    assertEquals(Optional.empty(), item.declaredValueType());
    assertEquals(Duration.ofDays(90), item.history());
    assertEquals(MonitoringStatus.ENABLED, item.status());
    assertEquals("", item.allowedHosts());
  }

  @Test
  void aDeclaredValueType_isTheTypeForProxiesToo() {
    Item item = Item.trapper("k").withValueType(ValueType.UNSIGNED);

    assertEquals(Optional.of(ValueType.UNSIGNED), item.declaredValueType());
    assertEquals(ValueType.UNSIGNED, item.valueType());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3600, 9125 * 86400})
  void acceptsTheHistoryPeriodsOfZabbix(long seconds) {
    assertEquals(
        Duration.ofSeconds(seconds),
        Item.trapper("k").withHistory(Duration.ofSeconds(seconds)).history());
  }

  @Test
  void refusesAHistoryPeriodThatNoServerCanHave() {
    assertEquals(
        "history must be 0, or from 1 h to 9125 d, but was 59 min",
        refusal(() -> Item.trapper("k").withHistory(Duration.ofMinutes(59))));
    assertEquals(
        "history must be 0, or from 1 h to 9125 d, but was 9126 d",
        refusal(() -> Item.trapper("k").withHistory(Duration.ofDays(9126))));
  }

  @Test
  void refusesFractionsOfASecond() {
    Duration fraction = Duration.ofHours(1).plusMillis(1);

    assertEquals(
        "history must be in whole seconds, but was 3600001 ms",
        assertThrows(IllegalArgumentException.class, () -> Item.trapper("a").withHistory(fraction))
            .getMessage());
    assertEquals(
        "timeout must be in whole seconds, but was 1001 ms",
        assertThrows(
                IllegalArgumentException.class,
                () -> Item.passive("a", "1m").withTimeout(Duration.ofMillis(1001)))
            .getMessage());
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
            item.withHistory(Duration.ZERO),
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
