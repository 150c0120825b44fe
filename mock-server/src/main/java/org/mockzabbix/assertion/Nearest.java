package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.Likeness;

/**
 * Orders values by how near they come to what was expected, the newest first among equals. Not
 * thread-safe.
 */
final class Nearest {

  /** So many different items are compared letter by letter; all others count as far away. */
  private static final int COMPARED_ITEMS = 2000;

  private final ItemMatcher expected;
  private final Map<ItemName, Integer> distances = new HashMap<>();

  Nearest(ItemMatcher expected) {
    this.expected = expected;
  }

  /**
   * A value that comes near.
   *
   * @param others how many more values of its item there are, which are not listed
   */
  record Candidate(ItemValue item, int distance, int others) {

    private Candidate or(Candidate older) {
      Candidate nearer = older.distance < distance ? older : this;
      return new Candidate(nearer.item, nearer.distance, others + older.others + 1);
    }
  }

  /** All values of the expected item, and the best one of each other item. */
  List<Candidate> candidates(List<ItemValue> items) {
    List<Candidate> candidates = new ArrayList<>();
    Map<ItemName, Candidate> bestOfOthers = new LinkedHashMap<>();
    for (int i = items.size() - 1; i >= 0; i--) {
      ItemName name = name(items.get(i));
      Candidate candidate = new Candidate(items.get(i), distance(items.get(i)), 0);
      if (expected.isOfItem(items.get(i))) {
        candidates.add(candidate);
      } else {
        bestOfOthers.merge(name, candidate, Candidate::or);
      }
    }
    candidates.addAll(bestOfOthers.values());
    candidates.sort(Comparator.comparingInt(Candidate::distance));
    return candidates;
  }

  /** A candidate on a line, and in what it differs. */
  String line(Candidate candidate) {
    String line = Wording.item(candidate.item()) + " <- " + expected.differences(candidate.item());
    return candidate.others() == 0
        ? line
        : line + " (and " + candidate.others() + " more of this item)";
  }

  /** The values themselves, nearest first. */
  List<ItemValue> sorted(List<ItemValue> items) {
    List<ItemValue> sorted = new ArrayList<>(items.size());
    for (int i = items.size() - 1; i >= 0; i--) {
      sorted.add(items.get(i));
    }
    sorted.sort(Comparator.comparingInt(this::distance));
    return sorted;
  }

  private int distance(ItemValue item) {
    return nameDistance(item) + expected.contentDistance(item);
  }

  private int nameDistance(ItemValue item) {
    if (expected.isOfItem(item)) {
      return 0;
    }
    ItemName name = name(item);
    Integer known = distances.get(name);
    if (known == null && distances.size() < COMPARED_ITEMS) {
      known = expected.nameDistance(item);
      distances.put(name, known);
    }
    return known == null ? 2 * Likeness.FAR : known;
  }

  private static ItemName name(ItemValue item) {
    return new ItemName(item.host(), item.key());
  }
}
