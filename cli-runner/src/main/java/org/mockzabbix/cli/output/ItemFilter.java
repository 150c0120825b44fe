package org.mockzabbix.cli.output;

import java.util.List;
import java.util.function.Predicate;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.Quoting;

/**
 * The items whose lines are in the output: those that match one of several patterns. Immutable.
 *
 * @param patterns the patterns; empty for all items
 */
public record ItemFilter(List<ItemPattern> patterns) {

  /** A filter that selects all items. */
  public static final ItemFilter ALL = new ItemFilter(List.of());

  public ItemFilter {
    patterns = List.copyOf(patterns);
  }

  /** Patterns of a host and a key, in which {@code *} and {@code ?} match any characters. */
  public record ItemPattern(String host, String key) {

    private static final String ANY = "*";

    /**
     * Reads {@code HOST KEY} or {@code HOST}. A host with spaces is in double quotes.
     *
     * @throws IllegalArgumentException if the host is missing
     */
    public static ItemPattern parse(String text) {
      String line = text.strip();
      boolean quoted = line.startsWith("\"");
      int end = quoted ? line.indexOf('"', 1) : line.indexOf(' ');
      String host = end < 0 ? line : line.substring(quoted ? 1 : 0, end);
      String key = end < 0 ? "" : line.substring(end + 1).strip();
      if (host.isEmpty() || (quoted && end < 0)) {
        throw new IllegalArgumentException(
            "must be HOST KEY, for example 'web01 app.*', but was " + Quoting.quote(text));
      }
      return new ItemPattern(host, key.isEmpty() ? ANY : key);
    }

    private boolean matches(String host, String key) {
      return matchesHost(host) && Glob.compile(this.key).test(key);
    }

    private boolean matchesHost(String host) {
      return Glob.compile(this.host).test(host);
    }
  }

  /** Returns whether the filter selects a value. */
  boolean selects(ItemValue item) {
    return selects(item.host(), item.key());
  }

  /** Returns whether the filter selects an item. */
  boolean selects(String host, String key) {
    return any(pattern -> pattern.matches(host, key));
  }

  /** Returns whether the filter selects all items of a host. */
  boolean selectsHost(String host) {
    return any(pattern -> pattern.key().equals(ItemPattern.ANY) && pattern.matchesHost(host));
  }

  private boolean any(Predicate<ItemPattern> condition) {
    return isAll() || patterns.stream().anyMatch(condition);
  }

  /** Returns whether the filter selects everything. */
  boolean isAll() {
    return patterns.isEmpty();
  }
}
