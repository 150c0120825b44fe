package org.mockzabbix.parity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The differences that are accepted, each with the reason. Not thread-safe.
 *
 * <p>A line such as {@code 7.0.9 reply trapper: large frame*} accepts a difference of this release,
 * where {@code *} stands for any text and {@code ?} for one character. A line such as {@code 7.0.9
 * own "version":"7\.0\.22" => "version":"7.0.9"} changes each place that matches the regular
 * expression in the reply of Mock Zabbix, or with {@code real} in that of the real server: the
 * difference is accepted if nothing else differs. The lines below a line that begins with {@code #}
 * have this reason.
 */
final class AcceptedDifferences {

  private static final String ARROW = " =>";

  /** A pattern of the titles and details of differences. */
  private record Entry(String title, Pattern pattern, String reason) {}

  /** A change of a reply. */
  private record Change(String line, boolean isOfOwn, Pattern pattern, String text, String reason) {

    private static Change of(String line, String reason) {
      String rule = line.substring(line.indexOf(' ') + 1);
      int arrow = rule.indexOf(ARROW);
      return new Change(
          line,
          line.startsWith("own "),
          Pattern.compile(rule.substring(0, arrow), Pattern.DOTALL),
          rule.substring(arrow + ARROW.length()).replaceFirst("^ ", ""),
          reason);
    }

    private String apply(String reply) {
      return pattern.matcher(reply).replaceAll(text);
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final Set<String> all = new HashSet<>();
  private final Set<String> used = new HashSet<>();

  /** Reads the lines for a release. */
  AcceptedDifferences(String text, String release) {
    String reason = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("# ")) {
        reason = line.substring(2);
      } else if (line.startsWith(release + " ") || line.startsWith("* ")) {
        add(line.substring(line.indexOf(' ') + 1), reason);
      }
    }
  }

  private void add(String line, String reason) {
    all.add(line);
    if (line.startsWith("own ") || line.startsWith("real ")) {
      changes.add(Change.of(line, reason));
    } else {
      entries.add(new Entry(line, pattern(line), reason));
    }
  }

  private static Pattern pattern(String title) {
    StringBuilder pattern = new StringBuilder();
    for (int at = 0; at < title.length(); at++) {
      char character = title.charAt(at);
      pattern.append(
          switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(character));
          });
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  /** Returns why a difference is accepted; empty if it is not. */
  Optional<String> reason(Difference difference) {
    String text = difference.title() + ": " + difference.detail();
    for (Entry entry : entries) {
      if (entry.pattern().matcher(difference.title()).matches()
          || entry.pattern().matcher(text).matches()) {
        used.add(entry.title());
        return Optional.of(entry.reason());
      }
    }
    return reason(difference.own(), difference.real(), 0);
  }

  /** Tries the changes from an index on, each alone and together with those after it. */
  private Optional<String> reason(String own, String real, int from) {
    for (int index = from; index < changes.size(); index++) {
      Change change = changes.get(index);
      String changedOwn = change.isOfOwn() ? change.apply(own) : own;
      String changedReal = change.isOfOwn() ? real : change.apply(real);
      if (changedOwn.equals(own) && changedReal.equals(real)) {
        continue;
      }
      Optional<String> reason =
          changedOwn.equals(changedReal)
              ? Optional.of(change.reason())
              : reason(changedOwn, changedReal, index + 1);
      if (reason.isPresent()) {
        used.add(change.line());
        return reason;
      }
    }
    return Optional.empty();
  }

  /** Returns the lines that accepted nothing, in alphabetical order. */
  List<String> unused() {
    return all.stream().filter(line -> !used.contains(line)).sorted().toList();
  }
}
