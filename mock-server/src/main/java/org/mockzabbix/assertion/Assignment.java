package org.mockzabbix.assertion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemValue;

/**
 * Which value is which expected one: as many of both as possible, each used once. Immutable.
 *
 * <p>Where matchers overlap, the first value that fits is not always the right one: {@code (any
 * key)} must leave {@code app.ok} to the matcher that takes nothing else.
 */
final class Assignment {

  private static final int NONE = -1;
  private static final long MOST_COMPARED = 4_000_000;

  private final List<ItemMatcher> matchers;
  private final List<ItemValue> values;
  private final int[] valueOf; // by matcher

  private Assignment(List<ItemMatcher> matchers, List<ItemValue> values, int[] valueOf) {
    this.matchers = matchers;
    this.values = values;
    this.valueOf = valueOf;
  }

  /** As many as possible, in whatever order. */
  static Assignment inAnyOrder(List<ItemMatcher> matchers, List<ItemValue> values) {
    return new Assignment(
        matchers,
        values,
        new Search(
                matchers.size(),
                values.size(),
                (matcher, value) -> matchers.get(matcher).matches(values.get(value)))
            .run());
  }

  /** The first matchers, each by the first value that fits behind the one before. */
  static Assignment inOrder(List<ItemMatcher> matchers, List<ItemValue> values) {
    int[] valueOf = new int[matchers.size()];
    Arrays.fill(valueOf, NONE);
    int matcher = 0;
    for (int value = 0; value < values.size() && matcher < matchers.size(); value++) {
      if (matchers.get(matcher).matches(values.get(value))) {
        valueOf[matcher++] = value;
      }
    }
    return new Assignment(matchers, values, valueOf);
  }

  /**
   * As many as possible in order, whichever are left out; for an explanation, since it takes the
   * product of both numbers. Beyond {@link #MOST_COMPARED} it is {@link #inOrder}.
   */
  static Assignment mostInOrder(List<ItemMatcher> matchers, List<ItemValue> values) {
    if ((long) matchers.size() * values.size() > MOST_COMPARED) {
      return inOrder(matchers, values);
    }
    int[][] most = new int[matchers.size() + 1][values.size() + 1]; // from here to the end
    boolean[][] fits = new boolean[matchers.size()][values.size()];
    for (int m = matchers.size() - 1; m >= 0; m--) {
      for (int v = values.size() - 1; v >= 0; v--) {
        fits[m][v] = matchers.get(m).matches(values.get(v));
        int taken = fits[m][v] ? 1 + most[m + 1][v + 1] : 0;
        most[m][v] = Math.max(taken, Math.max(most[m + 1][v], most[m][v + 1]));
      }
    }
    return new Assignment(matchers, values, path(most, fits));
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

  /** The n-th matcher by the n-th value or not at all. */
  static Assignment pairwise(List<ItemMatcher> matchers, List<ItemValue> values) {
    int[] valueOf = new int[matchers.size()];
    Arrays.fill(valueOf, NONE);
    for (int i = 0; i < Math.min(matchers.size(), values.size()); i++) {
      valueOf[i] = matchers.get(i).matches(values.get(i)) ? i : NONE;
    }
    return new Assignment(matchers, values, valueOf);
  }

  /** Whether every matcher has its value. */
  boolean isComplete() {
    return Arrays.stream(valueOf).allMatch(value -> value != NONE);
  }

  int size() {
    return (int) Arrays.stream(valueOf).filter(value -> value != NONE).count();
  }

  /** The value of the n-th matcher; null if it has none. */
  @Nullable ItemValue valueOf(int matcher) {
    return valueOf[matcher] == NONE ? null : values.get(valueOf[matcher]);
  }

  /** The values that were found, in the order of the matchers. */
  List<ItemValue> found() {
    return Arrays.stream(valueOf).filter(value -> value != NONE).mapToObj(values::get).toList();
  }

  /** The matchers without a value. */
  List<ItemMatcher> missing() {
    List<ItemMatcher> missing = new ArrayList<>();
    for (int i = 0; i < valueOf.length; i++) {
      if (valueOf[i] == NONE) {
        missing.add(matchers.get(i));
      }
    }
    return missing;
  }

  /** The values without a matcher, oldest first. */
  List<ItemValue> others() {
    List<@Nullable ItemValue> others = new ArrayList<>(values);
    Arrays.stream(valueOf).filter(value -> value != NONE).forEach(value -> others.set(value, null));
    others.removeAll(Collections.singleton(null));
    return others.stream().map(ItemValue.class::cast).toList();
  }

  /** Looks for the largest assignment by augmenting paths, without recursion. */
  private static final class Search {

    private final int matchers;
    private final int values;
    private final BiPredicate<Integer, Integer> fits;
    private final int[] valueOf;
    private final int[] matcherOf;

    Search(int matchers, int values, BiPredicate<Integer, Integer> fits) {
      this.matchers = matchers;
      this.values = values;
      this.fits = fits;
      this.valueOf = new int[matchers];
      this.matcherOf = new int[values];
      Arrays.fill(valueOf, NONE);
      Arrays.fill(matcherOf, NONE);
    }

    int[] run() {
      for (int matcher = 0; matcher < matchers; matcher++) {
        augment(matcher);
      }
      return valueOf;
    }

    /** Breadth first from a matcher without a value to a value without a matcher. */
    private void augment(int start) {
      int[] reachedFrom = new int[values]; // the matcher by which a value was reached
      Arrays.fill(reachedFrom, NONE);
      Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
      while (!waiting.isEmpty()) {
        int matcher = waiting.remove();
        for (int value = 0; value < values; value++) {
          if (reachedFrom[value] == NONE && fits.test(matcher, value)) {
            reachedFrom[value] = matcher;
            if (matcherOf[value] == NONE) {
              turnOver(value, reachedFrom);
              return;
            }
            waiting.add(matcherOf[value]);
          }
        }
      }
    }

    /** Along the path, each matcher takes the value by which it was left. */
    private void turnOver(int last, int[] reachedFrom) {
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
