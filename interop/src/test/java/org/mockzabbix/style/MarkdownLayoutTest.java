package org.mockzabbix.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages are wrapped at 120 columns, table cells hold one sentence at most, and links work. */
class MarkdownLayoutTest {

  private static final int COLUMNS = 120;

  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  private static final Pattern TWO_SENTENCES = Pattern.compile("[.?!;] +[A-Z][a-z]");

  @Test
  void linesAreWrapped() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path page : ProjectFiles.pages()) {
      boolean code = false;
      int number = 0;
      for (String line : ProjectFiles.read(page).split("\n", -1)) {
        number++;
        code ^= line.startsWith("```");
        boolean wraps = !code && !line.startsWith("|") && !line.startsWith("<!--");
        if (wraps && line.codePointCount(0, line.length()) > COLUMNS) {
          found.add(ProjectFiles.name(page) + ":" + number + ": " + line);
        }
      }
    }

    assertEquals("", String.join("\n", found), "wrap these lines at " + COLUMNS + " columns");
  }

  @Test
  void tableCellsHoldOneSentence() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path page : ProjectFiles.pages()) {
      for (String line : ProjectFiles.read(page).split("\n", -1)) {
        if (line.startsWith("|")) {
          for (String cell : line.replaceAll("`[^`]*`", "").split("(?<!\\\\)\\|", -1)) {
            if (TWO_SENTENCES.matcher(cell).find()) {
              found.add(ProjectFiles.name(page) + ": " + cell.strip());
            }
          }
        }
      }
    }

    assertEquals("", String.join("\n", found), "make a section of these cells");
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : ProjectFiles.pages()) {
      Matcher link = LINK.matcher(CODE.matcher(ProjectFiles.read(page)).replaceAll(""));
      while (link.find()) {
        links++;
        Path target =
            link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
        if (!Files.exists(target) || !hasHeading(target, link.group(2))) {
          broken.add(ProjectFiles.name(page) + ": " + link.group());
        }
      }
    }

    assertTrue(links > 40, "links are missing");
    assertEquals("", String.join("\n", broken), "these links lead nowhere");
  }

  private static boolean hasHeading(Path page, @Nullable String anchor) throws IOException {
    if (anchor == null) {
      return true;
    }
    return HEADING
        .matcher(ProjectFiles.read(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9_ -]", "").replace(' ', '-'))
        .anyMatch(anchor::equals);
  }
}
