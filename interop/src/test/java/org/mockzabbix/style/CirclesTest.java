package org.mockzabbix.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CirclesTest {

  @Test
  void findsTheLargestSetsThatReachEachOther() {
    Map<String, Set<String>> edges =
        new TreeMap<>(
            Map.of(
                "a", Set.of("b"),
                "b", Set.of("c", "d"),
                "c", Set.of("a"),
                "d", Set.of("e"),
                "e", Set.of("d"),
                "f", Set.of("a")));

    assertEquals(List.of(Set.of("d", "e"), Set.of("a", "b", "c")), Circles.of(edges));
  }

  @Test
  void aChainIsNoCircle() {
    assertEquals(List.of(), Circles.of(Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of())));
  }
}
