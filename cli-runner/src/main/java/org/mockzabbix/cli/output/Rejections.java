package org.mockzabbix.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.text.Quoting;

/**
 * The rejected values of one request, grouped by host and outcome. Keeps only the first value of
 * each group, because a request may have millions. Not thread-safe.
 */
final class Rejections {

  private static final int MOST_GROUPS = 20;
  private static final int LONGEST = 120; // characters; the reason comes last and must not be cut

  private record Reason(String host, Outcome outcome) {}

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
   * @param kind is the same for the next request with the same mistake
   * @param text the number of values and the first one with its reason
   */
  record Line(String kind, String text) {}

  private final Map<Reason, Group> groups = new LinkedHashMap<>();
  private int total;
  private int others;

  /** Adds a value of the request, rejected or not. */
  void add(ItemValue item) {
    total++;
    if (item.outcome().isProcessed()) {
      return;
    }
    Reason reason = new Reason(item.host(), item.outcome());
    Group group = groups.get(reason);
    if (group == null && groups.size() == MOST_GROUPS) {
      others++;
      return;
    }
    if (group == null) {
      group = new Group(item);
      groups.put(reason, group);
    }
    group.values++;
  }

  /** Returns a line for each group. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    groups.forEach((reason, group) -> lines.add(line(reason, group)));
    if (others > 0) {
      String text = Plurals.count(others, "more value") + " of other hosts or for other reasons";
      lines.add(new Line("others", text));
    }
    return lines;
  }

  private Line line(Reason reason, Group group) {
    String first = group.values == 1 ? ": " : ", the first: ";
    String count = total == 1 ? "" : group.values + " of " + total + " values" + first;
    String kind = reason.host() + ' ' + group.first.key() + ' ' + reason.outcome().name();
    return new Line(kind, count + described(group.first));
  }

  private static String described(ItemValue item) {
    if (item.host().length() + item.key().length() + item.value().length() <= LONGEST) {
      return item.toString();
    }
    String name =
        Quoting.shorten(item.host(), LONGEST) + ' ' + Quoting.shorten(item.key(), LONGEST);
    String reason = item.rejection().map(why -> " (" + why + ')').orElse("");
    return name + " = " + Quoting.quote(item.value()) + reason;
  }
}
