package org.mockzabbix.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.Inbox.row;
import static org.mockzabbix.assertion.Inbox.value;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.JsonValueType;

class ItemMatcherTest {

  private static final ItemMatcher LOAD = item("web01", "system.cpu.load");

  @Test
  void matchesHostAndKeyByTheirText() {
    assertTrue(LOAD.matches(value(row("web01", "system.cpu.load", "1"))));
    assertFalse(LOAD.matches(value(row("Web01", "system.cpu.load", "1"))));
    assertFalse(LOAD.matches(value(row("web01", "system.cpu.load[]", "1"))));
  }

  @ParameterizedTest
  @CsvSource({"'\"1\"', true", "1, true", "1.0, false", "'\" 1\"', false", "true, false"})
  void withValue_comparesTheTextThatAServerStores(String json, boolean matches) {
    ItemValue value = value("{\"host\":\"h\",\"key\":\"k\",\"value\":" + json + "}");

    assertEquals(matches, item("h", "k").withValue("1").matches(value));
  }

  @Test
  void withValue_emptyIsWhatNullIsStoredAs() {
    ItemValue value = value("{\"host\":\"h\",\"key\":\"k\",\"value\":null}");

    assertTrue(item("h", "k").withValue("").matches(value));
  }

  @Test
  void withValueType_tellsTheNumberFromItsText() {
    ItemMatcher number = item("h", "k").withValue("1").withValueType(JsonValueType.NUMBER);

    assertTrue(number.matches(value("{\"host\":\"h\",\"key\":\"k\",\"value\":1}")));
    assertFalse(number.matches(value("{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"}")));
  }

  @ParameterizedTest
  @EnumSource(names = {"OBJECT", "ARRAY", "ABSENT"})
  void withValueType_thatNoValueHas(JsonValueType type) {
    assertRefused(
        "the JSON type must be string, number, boolean or null, but was " + type,
        () -> LOAD.withValueType(type));
  }

  @Test
  void withClock_zeroIsNotAbsent() {
    ItemValue zero = value("{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\",\"clock\":0}");
    ItemValue absent = value(row("h", "k", "1"));

    assertTrue(item("h", "k").withClock(0).matches(zero));
    assertFalse(item("h", "k").withClock(0).matches(absent));
    assertFalse(item("h", "k").withoutClock().matches(zero));
    assertTrue(item("h", "k").withoutClock().matches(absent));
  }

  @Test
  void withNs_comparesNanoseconds() {
    ItemValue value = value("{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\",\"clock\":7,\"ns\":5}");

    assertTrue(item("h", "k").withNs(5).matches(value));
    assertFalse(item("h", "k").withNs(0).matches(value));
    assertFalse(item("h", "k").withNs(0).matches(value(row("h", "k", "1"))));
  }

  @Test
  void narrowingLeavesTheOriginalAsItWas() {
    ItemMatcher narrow = LOAD.withValue("0.42");

    assertTrue(LOAD.matches(value(row("web01", "system.cpu.load", "7"))));
    assertFalse(narrow.matches(value(row("web01", "system.cpu.load", "7"))));
    assertNotEquals(LOAD, narrow);
    assertEquals(LOAD.withValue("0.42"), narrow);
  }

  @Test
  void narrowingTwiceInTheSameWay() {
    ItemMatcher twice = LOAD.withValue("1").withValue("1");

    assertTrue(twice.matches(value(row("web01", "system.cpu.load", "1"))));
  }

  @Test
  void contradictionsAreRefused() {
    assertRefused("value \"2\" contradicts value \"1\"", () -> LOAD.withValue("1").withValue("2"));
    assertRefused(
        "JSON type number contradicts JSON type string",
        () -> LOAD.withValueType(JsonValueType.STRING).withValueType(JsonValueType.NUMBER));
    assertRefused("clock 6 contradicts clock 5", () -> LOAD.withClock(5).withClock(6));
    assertRefused("no clock contradicts clock 5", () -> LOAD.withClock(5).withoutClock());
    assertRefused("clock 5 contradicts no clock", () -> LOAD.withoutClock().withClock(5));
    assertRefused("ns 5 contradicts no clock", () -> LOAD.withoutClock().withNs(5));
    assertRefused("no clock contradicts ns 5", () -> LOAD.withNs(5).withoutClock());
    assertRefused("ns 6 contradicts ns 5", () -> LOAD.withNs(5).withNs(6));
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertRefused("clock must be from 0 to 2147483647, but was -1", () -> LOAD.withClock(-1));
    assertRefused(
        "clock must be from 0 to 2147483647, but was 2147483648",
        () -> LOAD.withClock(2147483648L));
    assertRefused("ns must be from 0 to 999999999, but was -1", () -> LOAD.withNs(-1));
    assertRefused(
        "ns must be from 0 to 999999999, but was 1000000000", () -> LOAD.withNs(1000000000));
  }

  private static void assertRefused(String message, Executable narrowing) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, narrowing).getMessage());
  }

  @Test
  void toString_saysWhatIsMeant() {
    assertEquals("web01 system.cpu.load", LOAD.toString());
    assertEquals("web01 system.cpu.load with value \"0.42\"", LOAD.withValue("0.42").toString());
    assertEquals(
        "web01 system.cpu.load with JSON type number and no clock",
        LOAD.withValueType(JsonValueType.NUMBER).withoutClock().toString());
    assertEquals(
        "web01 system.cpu.load with value \"0.42\", clock 1700000000 and ns 5",
        LOAD.withValue("0.42").withClock(1700000000).withNs(5).toString());
  }
}
