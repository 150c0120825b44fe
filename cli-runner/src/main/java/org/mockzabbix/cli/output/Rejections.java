package org.mockzabbix.cli.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.text.Quoting;

/**
 * The values of one request that were rejected, or that a real server does not store as they are,
 * grouped by host and reason. Keeps only the first value of each group, because a request may have
 * millions. Not thread-safe.
 */
final class Rejections {

  private static final int MOST_GROUPS = 20;
  private static final int LONGEST = 120; // characters; the reason comes last and must not be cut

  static final String REJECTED = "REJECTED";
  private static final String NOT_STORED = "NOT STORED";
  private static final String CUT = "CUT";

  /**
   * A reason why a value was rejected, or is not stored as it is.
   *
   * @param rank the place of the reason among those of a request
   * @param name is the same for equal reasons
   */
  private record Reason(int rank, String host, String label, String name) {}

  /** The first value of a group, and the number of values in it. */
  private static final class Group {
    final ItemValue first;
    int values;

    Group(ItemValue first) {
      this.first = first;
    }
  }

  /**
   * A line about one group.
   *
   * @param label says what happened to the values
   * @param kind is the same for the next request with the same mistake
   * @param text the number of values and the first one with its reason
   */
  record Line(String label, String kind, String text) {}

  private final Map<Reason, Group> groups = new LinkedHashMap<>();
  private int total;
  private int others;
  private boolean hasOtherRejected;

  /** Adds a value of the request. */
  void add(ItemValue item) {
    total++;
    Reason reason = reason(item);
    if (reason == null) {
      return;
    }
    Group group = groups.get(reason);
    if (group == null && groups.size() == MOST_GROUPS) {
      others++;
      hasOtherRejected |= reason.label().equals(REJECTED);
      return;
    }
    if (group == null) {
      group = new Group(item);
      groups.put(reason, group);
    }
    group.values++;
  }

  private static @Nullable Reason reason(ItemValue item) {
    if (!item.outcome().isProcessed()) {
      return new Reason(0, item.host(), REJECTED, item.outcome().name());
    }
    NotStored reason = item.notStored().orElse(null);
    if (reason != null) {
      return new Reason(rank(reason), item.host(), NOT_STORED, reason.name());
    }
    return item.storageWarnings().isEmpty()
        ? null
        : new Reason(rank(NotStored.NO_VALUE) - 1, item.host(), CUT, CUT);
  }

  /** Returns twice the place of a reason, so that cut values have a place as well. */
  @SuppressWarnings("EnumOrdinal") // the order is documented
  private static int rank(NotStored reason) {
    return 2 * (1 + reason.ordinal());
  }

  /** Returns a line for each group, those of rejected values first. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    groups.entrySet().stream()
        .sorted(Comparator.comparingInt(group -> group.getKey().rank()))
        .forEach(group -> lines.add(line(group.getKey(), group.getValue())));
    if (others > 0) {
      String text = Plurals.count(others, "more value") + " of other hosts or for other reasons";
      lines.add(new Line(hasOtherRejected ? REJECTED : NOT_STORED, "others", text));
    }
    return lines;
  }

  private Line line(Reason reason, Group group) {
    String first = group.values == 1 ? ": " : ", the first: ";
    String count = total == 1 ? "" : group.values + " of " + total + " values" + first;
    String kind = reason.host() + ' ' + group.first.key() + ' ' + reason.name();
    return new Line(reason.label(), kind, count + described(group.first));
  }

  private static String described(ItemValue item) {
    if (item.host().length() + item.key().length() + item.value().length() <= LONGEST) {
      return item.toString();
    }
    String name =
        Quoting.shorten(item.host(), LONGEST) + ' ' + Quoting.shorten(item.key(), LONGEST);
    String reason =
        Stream.concat(item.rejection().stream(), item.storageWarnings().stream())
            .map(why -> " (" + why + ')')
            .collect(Collectors.joining());
    return name + " = " + Quoting.quote(item.value()) + reason;
  }
}
