package org.mockzabbix.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The wording of Javadoc, comments, messages and pages: what CONTRIBUTING.md says about it, as far
 * as a pattern can tell. Texts of Zabbix itself are listed in {@code allowed-wording.txt}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class WordingTest {

  private static final Pattern WEAK_OPENING =
      Pattern.compile(
          "/\\*\\* ?(The same|Such as|What|Whatever|Whoever|Those|So |Is |Of |How it|Undoes)"
              + "|^ +\\* (The same|Such as|What (is|are|was|were|comes|came|becomes|goes))\\b");

  private static final Pattern INDIRECT_WORD =
      Pattern.compile(
          "(?i)\\b(whatever|whoever|otherwise|so many|so-many-th|so long|be (it|they)|taken over"
              + "|took over|of ours|spoilt|badly|anew)\\b");

  private static final Pattern TWISTED_NEGATION =
      Pattern.compile(
          "\\b(is|are|was|were) (none|no [a-z]+)\\b|\\b[Nn]othing that\\b"
              + "|[Nn]o [a-z]+ (that|which) (never|no|not)\\b|\\bnot un[a-z]+");

  private static final Pattern RETIRED_TERM =
      Pattern.compile(
          "(?i)\\b(answered|conversations?|truth value|whole number|stranger|asked|told)\\b");

  private static final int MOST_WORDS = 30;

  private final AllowedWording allowed = AllowedWording.read();
  private List<Path> sources = List.of();
  private List<Path> pages = List.of();

  @BeforeAll
  void findFiles() throws IOException {
    sources = ProjectFiles.mainSources();
    pages = ProjectFiles.pages();
    assertTrue(sources.size() > 150 && pages.size() > 8, "files are missing");
  }

  @AfterAll
  void everyAllowedLineIsThere() {
    assertEquals(List.of(), allowed.unused(), "remove these lines from " + AllowedWording.FILE);
  }

  @Test
  void javadocBeginsWithWhatTheThingIsOrDoes() throws IOException {
    assertNone(linesWith(WEAK_OPENING, sources));
  }

  @Test
  void wordsAreDirect() throws IOException {
    List<Path> all = new ArrayList<>(sources);
    all.addAll(pages);
    assertNone(linesWith(INDIRECT_WORD, all));
  }

  @Test
  void negationsAreReadOnce() throws IOException {
    List<Path> all = new ArrayList<>(sources);
    all.addAll(pages);
    assertNone(linesWith(TWISTED_NEGATION, all));
  }

  @Test
  void sentencesOfPagesAreShort() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path page : pages) {
      for (String sentence : Prose.of(ProjectFiles.read(page)).sentences()) {
        int words = sentence.split("\\s+", -1).length;
        if (words > MOST_WORDS && !allowed.allows(page, sentence)) {
          found.add(ProjectFiles.name(page) + ": " + words + " words: " + sentence);
        }
      }
    }
    assertNone(found);
  }

  @Test
  void retiredTermsAreGone() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path page : pages) {
      for (String line : Prose.of(ProjectFiles.read(page)).lines()) {
        if (RETIRED_TERM.matcher(line).find() && !allowed.allows(page, line)) {
          found.add(ProjectFiles.name(page) + ": " + line);
        }
      }
    }
    List<Path> commands =
        sources.stream().filter(path -> path.toString().endsWith("Command.java")).toList();
    found.addAll(linesWith(RETIRED_TERM, commands));
    assertNone(found);
  }

  private List<String> linesWith(Pattern pattern, List<Path> files) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      int number = 0;
      for (String line : ProjectFiles.read(file).split("\n", -1)) {
        number++;
        if (pattern.matcher(line).find() && !allowed.allows(file, line)) {
          found.add(ProjectFiles.name(file) + ":" + number + ": " + line.strip());
        }
      }
    }
    return found;
  }

  private static void assertNone(List<String> found) {
    assertEquals("", String.join("\n", found), "say it as CONTRIBUTING.md asks for");
  }
}
