package org.mockzabbix.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages are wrapped at 120 columns, and a table cell holds one sentence at most. */
class MarkdownLayoutTest {

  private static final int COLUMNS = 120;

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
}
