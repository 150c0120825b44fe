package org.mockzabbix.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Quoting;

/** Finds the differences of two JSON trees. Not thread-safe. */
final class JsonDifferences {

  private static final Pattern SECONDS_SPENT = Pattern.compile("seconds spent: \\d+\\.\\d+");
  private static final int LONGEST = 400; // characters of a part

  private final List<ReplyDifference> differences;
  private boolean reordered;

  /** Creates a comparison that adds to {@code differences}. */
  JsonDifferences(List<ReplyDifference> differences) {
    this.differences = differences;
  }

  /** Returns a text in which the time that a server spent is always the same. */
  static String withoutTimes(String text) {
    return SECONDS_SPENT.matcher(text).replaceAll("seconds spent: T");
  }

  /** Returns whether objects with equal members have them in another order. */
  boolean isReordered() {
    return reordered;
  }

  void compare(String path, JsonNode recorded, JsonNode replayed) {
    if (recorded.isObject() && replayed.isObject()) {
      compareObjects(path, recorded, replayed);
    } else if (recorded.isArray() && replayed.isArray()) {
      compareArrays(path, recorded, replayed);
    } else if (!withoutTimes(recorded.toString()).equals(withoutTimes(replayed.toString()))) {
      add(path, recorded, replayed);
    }
  }

  private void compareObjects(String path, JsonNode recorded, JsonNode replayed) {
    List<String> before = names(recorded);
    List<String> now = names(replayed);
    Set<String> all = new LinkedHashSet<>(before);
    all.addAll(now);
    for (String name : all) {
      String member = path.isEmpty() ? name : path + "." + name;
      compareParts(member, recorded.get(name), replayed.get(name));
    }
    before.retainAll(now);
    now.retainAll(before);
    reordered |= !before.equals(now);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void compareArrays(String path, JsonNode recorded, JsonNode replayed) {
    for (int i = 0; i < Math.max(recorded.size(), replayed.size()); i++) {
      compareParts(path + '[' + i + ']', recorded.get(i), replayed.get(i));
    }
  }

  private void compareParts(String path, @Nullable JsonNode recorded, @Nullable JsonNode replayed) {
    if (recorded == null || replayed == null) {
      add(path, recorded, replayed);
    } else {
      compare(path, recorded, replayed);
    }
  }

  private void add(String path, @Nullable JsonNode recorded, @Nullable JsonNode replayed) {
    differences.add(new ReplyDifference(path, shown(recorded), shown(replayed)));
  }

  private static @Nullable String shown(@Nullable JsonNode part) {
    return part == null ? null : Quoting.escape(withoutTimes(part.toString()), LONGEST);
  }
}
