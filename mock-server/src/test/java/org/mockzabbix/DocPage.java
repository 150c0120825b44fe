package org.mockzabbix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A page of the documentation, whose Java snippets stand in the source of a test. Immutable. */
public final class DocPage {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

  private final Path page;
  private final Path test;

  /** The page of this name in {@code docs}, and the test of this module that runs it. */
  public DocPage(String name, Class<?> test) {
    this.page = Path.of("..", "docs", name);
    this.test = Path.of("src/test/java", test.getName().replace('.', '/') + ".java");
  }

  /** The whole text. */
  public String text() throws IOException {
    return Files.readString(page, UTF_8);
  }

  /** The fenced blocks in one language, in their order. */
  public List<String> blocks(String language) throws IOException {
    return BLOCK
        .matcher(text())
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** A test for each Java snippet: that it stands in the source, more or less indented. */
  public Stream<DynamicTest> everySnippetIsCompiled() throws IOException {
    String source = withoutIndent(Files.readString(test, UTF_8));
    List<String> snippets = blocks("java");
    assertFalse(snippets.isEmpty(), "no snippets");
    return snippets.stream()
        .map(
            snippet ->
                DynamicTest.dynamicTest(
                    snippet.lines().findFirst().orElse(""),
                    () -> assertTrue(source.contains(withoutIndent(snippet)), snippet)));
  }

  private static String withoutIndent(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
  }
}
