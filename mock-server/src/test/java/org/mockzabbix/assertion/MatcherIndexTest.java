package org.mockzabbix.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockzabbix.protocol.ItemValue;

class MatcherIndexTest {

  private final MatcherIndex index =
      new MatcherIndex(
          List.of(
              item("h", "a").withValue("1"),
              anyItem().withHost("h").withKeyLike("*b"),
              item("h", "b"),
              item("h", "a"),
              anyItem().withHost("other")));

  private static ItemValue value(String host, String key) {
    return Inbox.value(Inbox.row(host, key, "2"));
  }

  @Test
  void candidates_areTheMatchersOfTheItemAndOfAnyItem() {
    assertEquals(List.of(0, 1, 3, 4), index.candidates(value("h", "a")));
    assertEquals(List.of(1, 2, 4), index.candidates(value("h", "b")));
    assertEquals(List.of(1, 4), index.candidates(value("h", "bb")));
  }

  @Test
  void matches_ifOneOfThemMatches() {
    assertTrue(index.matches(value("h", "a")));
    assertTrue(index.matches(value("h", "bb")));
    assertFalse(index.matches(value("h", "c")));
  }
}
