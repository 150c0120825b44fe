package org.mockzabbix.parity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The differences that are accepted, each with the reason. Not thread-safe.
 *
 * <p>A line such as {@code 7.0.9 reply trapper: large frame*} accepts differences, where {@code *}
 * stands for any text and {@code ?} for one character. The lines below a line that begins with
 * {@code #} have this reason.
 */
final class AcceptedDifferences {

  private record Entry(String title, Pattern pattern, String reason) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Entry, Integer> used = new HashMap<>();

  /** Reads the lines for a release. */
  AcceptedDifferences(String text, String release) {
    String reason = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("# ")) {
        reason = line.substring(2);
      } else if (line.startsWith(release + " ") || line.startsWith("* ")) {
        String title = line.substring(line.indexOf(' ') + 1);
        entries.add(new Entry(title, pattern(title), reason));
      }
    }
  }

  /** Adds differences in replies that are not mended yet. */
  void addReplies(List<String> names, String reason) {
    for (String name : names) {
      String title = "reply " + name;
      entries.add(new Entry(title, Pattern.compile(Pattern.quote(title)), reason));
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
        used.merge(entry, 1, Integer::sum);
        return Optional.of(entry.reason());
      }
    }
    return Optional.empty();
  }

  /** Returns the titles that accepted nothing. */
  List<String> unused() {
    return entries.stream().filter(entry -> !used.containsKey(entry)).map(Entry::title).toList();
  }
}
