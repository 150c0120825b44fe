package org.mockzabbix.assertion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/**
 * An assignment of received values to matchers. Each matcher has at most one value, and each value
 * has at most one matcher. Immutable.
 *
 * <p>If matchers overlap, the first matching value is not always the right one. For example, a
 * matcher of any key must leave {@code app.ok} to a matcher that accepts no other key.
 */
final class MatcherAssignment {

  private static final int NONE = -1;
  private static final long MAX_PAIRS = 1_000_000;

  private final List<ItemMatcher> matchers;
  private final List<ItemValue> values;
  private final int[] valueOf; // by matcher

  private MatcherAssignment(List<ItemMatcher> matchers, List<ItemValue> values, int[] valueOf) {
    this.matchers = matchers;
    this.values = values;
    this.valueOf = valueOf;
  }

  /**
   * Returns the assignment of an evaluation.
   *
   * @param positions the positions of the matchers of the values
   */
  static MatcherAssignment of(
      List<ItemMatcher> matchers, List<ItemValue> values, List<Integer> positions) {
    int[] valueOf = new int[matchers.size()];
    Arrays.fill(valueOf, NONE);
    for (int value = 0; value < positions.size(); value++) {
      valueOf[positions.get(value)] = value;
    }
    return new MatcherAssignment(matchers, values, valueOf);
  }

  /** Assigns as many values as possible, in any order. */
  static MatcherAssignment inAnyOrder(List<ItemMatcher> matchers, List<ItemValue> values) {
    ValuesByItem candidates = new ValuesByItem(values);
    Search search =
        new Search(
            matchers.size(),
            values.size(),
            matcher -> candidates.of(matchers.get(matcher)),
            (matcher, value) -> matchers.get(matcher).matches(values.get(value)));
    return new MatcherAssignment(matchers, values, search.run());
  }

  /**
   * Assigns as many values as possible, in any order, and compares only as many of the newest
   * values as the budget allows. For failures.
   */
  static MatcherAssignment inAnyOrder(
      List<ItemMatcher> matchers, List<ItemValue> values, DetailBudget budget) {
    int[][] matching = matching(matchers, values, budget);
    Search search =
        new Search(
            matchers.size(), values.size(), matcher -> matching[matcher], (matcher, value) -> true);
    return new MatcherAssignment(matchers, values, search.run());
  }

  /** Returns the values that match each matcher, of those that the budget allows to compare. */
  private static int[][] matching(
      List<ItemMatcher> matchers, List<ItemValue> values, DetailBudget budget) {
    MatcherIndex index = new MatcherIndex(matchers);
    List<Deque<Integer>> matching = new ArrayList<>();
    matchers.forEach(matcher -> matching.add(new ArrayDeque<>()));
    DetailBudget.Steps steps = budget.steps();
    for (int value = values.size() - 1; value >= 0; value--) {
      for (int matcher : index.candidates(values.get(value))) {
        if (!steps.allowsNext()) {
          budget.ended(values.size() - 1 - value, values.size());
          return positions(matching);
        }
        if (matchers.get(matcher).matches(values.get(value))) {
          matching.get(matcher).addFirst(value);
        }
      }
    }
    return positions(matching);
  }

  private static int[][] positions(List<Deque<Integer>> matching) {
    return matching.stream()
        .map(all -> all.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /**
   * Assigns to each matcher the first value that matches after the value of the previous matcher,
   * and stops at the first matcher without a value.
   */
  static MatcherAssignment inOrder(List<ItemMatcher> matchers, List<ItemValue> values) {
    int[] valueOf = new int[matchers.size()];
    Arrays.fill(valueOf, NONE);
    int matcher = 0;
    for (int value = 0; value < values.size() && matcher < matchers.size(); value++) {
      if (matchers.get(matcher).matches(values.get(value))) {
        valueOf[matcher++] = value;
      }
    }
    return new MatcherAssignment(matchers, values, valueOf);
  }

  /**
   * Assigns as many values in order as possible. Any matcher may stay without a value. Takes time
   * and memory for each pair of matcher and value: use it for failures only.
   *
   * @param simple the result for more than {@link #MAX_PAIRS} pairs, or if the budget is used up
   */
  static MatcherAssignment mostInOrder(
      List<ItemMatcher> matchers,
      List<ItemValue> values,
      DetailBudget budget,
      MatcherAssignment simple) {
    if ((long) matchers.size() * values.size() > MAX_PAIRS) {
      return simple;
    }
    DetailBudget.Steps steps = budget.steps();
    int[][] most =
        new int[matchers.size() + 1][values.size() + 1]; // the most values from here to the end
    boolean[][] fits = new boolean[matchers.size()][values.size()];
    for (int m = matchers.size() - 1; m >= 0; m--) {
      for (int v = values.size() - 1; v >= 0; v--) {
        if (!steps.allowsNext()) {
          return simple;
        }
        fits[m][v] = matchers.get(m).matches(values.get(v));
        int taken = fits[m][v] ? 1 + most[m + 1][v + 1] : 0;
        most[m][v] = Math.max(taken, Math.max(most[m + 1][v], most[m][v + 1]));
      }
    }
    return new MatcherAssignment(matchers, values, path(most, fits));
  }

  private static int[] path(int[][] most, boolean[][] fits) {
    int[] valueOf = new int[fits.length];
    Arrays.fill(valueOf, NONE);
    int v = 0;
    for (int m = 0; m < fits.length && v < most[m].length - 1; ) {
      if (fits[m][v] && most[m][v] == 1 + most[m + 1][v + 1]) {
        valueOf[m++] = v++;
      } else if (most[m][v] == most[m][v + 1]) {
        v++;
      } else {
        m++;
      }
    }
    return valueOf;
  }

  /** Assigns the n-th value to the n-th matcher if it matches. */
  static MatcherAssignment pairwise(List<ItemMatcher> matchers, List<ItemValue> values) {
    int[] valueOf = new int[matchers.size()];
    Arrays.fill(valueOf, NONE);
    for (int i = 0; i < Math.min(matchers.size(), values.size()); i++) {
      valueOf[i] = matchers.get(i).matches(values.get(i)) ? i : NONE;
    }
    return new MatcherAssignment(matchers, values, valueOf);
  }

  /** Returns whether every matcher has a value. */
  boolean isComplete() {
    return Arrays.stream(valueOf).allMatch(value -> value != NONE);
  }

  /** Returns the number of matchers that have a value. */
  int size() {
    return (int) Arrays.stream(valueOf).filter(value -> value != NONE).count();
  }

  /** Returns the value of the n-th matcher; null if it has none. */
  @Nullable ItemValue valueOf(int matcher) {
    return valueOf[matcher] == NONE ? null : values.get(valueOf[matcher]);
  }

  /** Returns the assigned values, in the order of the matchers. */
  List<ItemValue> found() {
    return Arrays.stream(valueOf).filter(value -> value != NONE).mapToObj(values::get).toList();
  }

  /** Returns the positions of the matchers of {@link #found}. */
  List<Integer> positions() {
    return IntStream.range(0, valueOf.length).filter(i -> valueOf[i] != NONE).boxed().toList();
  }

  /** Returns the matchers without a value. */
  List<ItemMatcher> missing() {
    List<ItemMatcher> missing = new ArrayList<>();
    for (int i = 0; i < valueOf.length; i++) {
      if (valueOf[i] == NONE) {
        missing.add(matchers.get(i));
      }
    }
    return missing;
  }

  /** Returns the values without a matcher, oldest first. */
  List<ItemValue> others() {
    List<@Nullable ItemValue> others = new ArrayList<>(values);
    Arrays.stream(valueOf).filter(value -> value != NONE).forEach(value -> others.set(value, null));
    others.removeAll(Collections.singleton(null));
    return others.stream().map(ItemValue.class::cast).toList();
  }

  /** The positions of values by their item. Immutable. */
  private static final class ValuesByItem {

    private static final int[] NO_VALUES = {};

    private final Map<ItemName, int[]> byItem = new HashMap<>();
    private final int[] all;

    ValuesByItem(List<ItemValue> values) {
      this.all = IntStream.range(0, values.size()).toArray();
      Map<ItemName, List<Integer>> positions = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        ItemName name = new ItemName(values.get(i).host(), values.get(i).key());
        positions.computeIfAbsent(name, item -> new ArrayList<>()).add(i);
      }
      positions.forEach(
          (item, of) -> byItem.put(item, of.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** Returns the values that a matcher may select. */
    int[] of(ItemMatcher matcher) {
      return matcher.onlyItem().map(item -> byItem.getOrDefault(item, NO_VALUES)).orElse(all);
    }
  }

  /** Finds the largest assignment by augmenting paths, without recursion. */
  private static final class Search {

    private final IntFunction<int[]> candidates; // the values that may fit a matcher
    private final BiPredicate<Integer, Integer> fits;
    private final int[] valueOf;
    private final int[] matcherOf;
    private final int[] reachedFrom; // the matcher from which a value was reached
    private final int[] reachedBy; // the matcher whose search reached a value

    Search(
        int matchers,
        int values,
        IntFunction<int[]> candidates,
        BiPredicate<Integer, Integer> fits) {
      this.candidates = candidates;
      this.fits = fits;
      this.valueOf = new int[matchers];
      this.matcherOf = new int[values];
      this.reachedFrom = new int[values];
      this.reachedBy = new int[values];
      Arrays.fill(valueOf, NONE);
      Arrays.fill(matcherOf, NONE);
      Arrays.fill(reachedBy, NONE);
    }

    int[] run() {
      for (int matcher = 0; matcher < valueOf.length; matcher++) {
        augment(matcher);
      }
      return valueOf;
    }

    /** Searches breadth first from a matcher without a value to a value without a matcher. */
    private void augment(int start) {
      Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
      while (!waiting.isEmpty()) {
        int matcher = waiting.remove();
        for (int value : candidates.apply(matcher)) {
          if (reachedBy[value] != start && fits.test(matcher, value)) {
            reachedBy[value] = start;
            reachedFrom[value] = matcher;
            if (matcherOf[value] == NONE) {
              reassign(value);
              return;
            }
            waiting.add(matcherOf[value]);
          }
        }
      }
    }

    /** Gives each matcher on the path the next value of the path. */
    private void reassign(int last) {
      int value = last;
      while (value != NONE) {
        int matcher = reachedFrom[value];
        int before = valueOf[matcher];
        valueOf[matcher] = value;
        matcherOf[value] = matcher;
        value = before;
      }
    }
  }
}
