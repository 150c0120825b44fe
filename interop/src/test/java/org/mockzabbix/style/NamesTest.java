package org.mockzabbix.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A type name stands for one thing, in all modules that users get. */
class NamesTest {

  /** A builder is nested in what it builds. */
  private static final Set<String> MAY_RECUR = Set.of("Builder");

  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?m)^ *(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed) +)*"
              + "(?:class|interface|enum|record|@interface) +([A-Z]\\w*)");

  @Test
  void noNameIsUsedTwice() throws IOException {
    Map<String, Set<String>> files = new TreeMap<>();
    for (Path source : ProjectFiles.mainSources()) {
      Matcher declaration = DECLARATION.matcher(ProjectFiles.read(source));
      while (declaration.find()) {
        files
            .computeIfAbsent(declaration.group(1), name -> new TreeSet<>())
            .add(ProjectFiles.name(source) + ":" + declaration.start());
      }
    }
    List<String> twice =
        files.entrySet().stream()
            .filter(type -> type.getValue().size() > 1 && !MAY_RECUR.contains(type.getKey()))
            .map(type -> type.getKey() + " in " + String.join(", ", type.getValue()))
            .toList();

    assertTrue(files.size() > 150, () -> "only these types were found: " + files.keySet());
    assertEquals("", String.join("\n", twice), "rename one of each: a reader takes them for one");
  }
}
