package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.fixtures.MarkdownFile;

/** The pages show classes and files of {@code examples}, where they are compiled and run. */
class ExamplesOnPagesTest {

  private static final String COMPLETE = "package ";

  private static List<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(MarkdownFile.ROOT.resolve("docs"))) {
      return files
          .map(file -> "docs/" + file.getFileName())
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** The texts of the files of {@code examples} with this ending, without those of builds. */
  private static List<String> examples(String ending) throws IOException {
    Path examples = MarkdownFile.ROOT.resolve("examples");
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(examples)) {
      for (Path file : files.filter(path -> path.toString().endsWith(ending)).toList()) {
        if (!examples.relativize(file).toString().contains("target")) {
          texts.add(Files.readString(file, UTF_8));
        }
      }
    }
    return texts;
  }

  @ParameterizedTest
  @CsvSource({"java, .java", "kotlin, .kt"})
  void completeClassesAreExamples(String language, String ending) throws IOException {
    List<String> examples = examples(ending);
    int found = 0;
    for (String page : pages()) {
      for (String snippet : MarkdownFile.read(page).snippets(language)) {
        if (snippet.startsWith(COMPLETE)) {
          found++;
          assertTrue(examples.contains(snippet), () -> page + " differs from:\n" + snippet);
        }
      }
    }
    assertTrue(found > 0, "no page has one");
  }

  @Test
  void eachPageWithJavaHasACompleteClass() throws IOException {
    List<String> without = new ArrayList<>();
    for (String page : pages()) {
      List<String> snippets = MarkdownFile.read(page).snippets("java");
      boolean onlyImports = snippets.stream().allMatch(text -> text.startsWith("import "));
      if (!onlyImports && snippets.stream().noneMatch(text -> text.startsWith(COMPLETE))) {
        without.add(page);
      }
    }
    assertEquals(List.of(), without);
  }

  @ParameterizedTest
  @CsvSource({
    "docs/recipe-test-frameworks.md, groovy, .gradle",
    "docs/start-java.md, groovy, .gradle",
    "docs/start-java.md, xml, pom.xml",
    "docs/recipe-programs.md, yaml, .yaml",
    "docs/recipe-other-languages.md, ruby, .rb",
    "docs/recipe-other-languages.md, python, .py",
    "docs/recipe-other-languages.md, go, .go",
    "docs/recipe-other-languages.md, php, .php",
    "docs/recipe-other-languages.md, javascript, .mjs"
  })
  void partsOfFilesAreExamples(String page, String language, String ending) throws IOException {
    List<String> examples = examples(ending).stream().map(text -> stripped(text)).toList();
    List<String> snippets = MarkdownFile.read(page).snippets(language);
    long found =
        snippets.stream()
            .filter(snippet -> examples.stream().anyMatch(text -> text.contains(stripped(snippet))))
            .count();

    // A file that needs fluentd, and a scenario for zabbix_proxy, are checked elsewhere.
    long elsewhere = language.equals("ruby") || language.equals("yaml") ? 1 : 0;
    assertTrue(!snippets.isEmpty(), "the page has none");
    assertEquals(snippets.size() - elsewhere, found, () -> "not in an example: " + snippets);
  }

  private static String stripped(String text) {
    return text.replaceAll("(?m)^[ \\t]+", "");
  }
}
