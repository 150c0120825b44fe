package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PersistentMapTest {

  /** A key whose hash code many other keys have. */
  private record Key(int number) {
    @Override
    public int hashCode() {
      return number % 7;
    }
  }

  @Test
  void aChangeLeavesTheOriginalAsItWas() {
    PersistentMap<String, Integer> one = PersistentMap.<String, Integer>empty().with("a", 1);
    PersistentMap<String, Integer> two = one.with("a", 2).with("b", 3);
    PersistentMap<String, Integer> none = two.without("a").without("b");

    assertEquals(1, one.get("a"));
    assertFalse(one.containsKey("b"));
    assertEquals(2, two.get("a"));
    assertEquals(3, two.get("b"));
    assertNull(none.get("a"));
    assertSame(one, one.without("b"));
  }

  @Test
  void equalHashCodes_areDifferentKeys() {
    PersistentMap<String, Integer> map =
        PersistentMap.<String, Integer>empty().with("Aa", 1).with("BB", 2).with("Aa", 3);

    assertEquals(3, map.get("Aa"));
    assertEquals(2, map.get("BB"));
    assertNull(map.without("Aa").get("Aa"));
    assertEquals(2, map.without("Aa").get("BB"));
    assertTrue(map.without("BB").containsKey("Aa"));
  }

  @Test
  void randomChanges_giveWhatAMapGives() {
    Random random = new Random(7);
    Map<Key, Integer> expected = new HashMap<>();
    PersistentMap<Key, Integer> map = PersistentMap.empty();

    for (int i = 0; i < 10_000; i++) {
      Key key = new Key(random.nextInt(200));
      boolean remove = random.nextInt(3) == 0;
      map = remove ? map.without(key) : map.with(key, i);
      if (remove) {
        expected.remove(key);
      } else {
        expected.put(key, i);
      }
    }

    for (int i = 0; i < 200; i++) {
      assertEquals(expected.get(new Key(i)), map.get(new Key(i)));
    }
  }
}
