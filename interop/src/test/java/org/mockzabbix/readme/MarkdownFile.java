package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A Markdown file at the root of this repository. Immutable. */
final class MarkdownFile {

  /** The root of this repository. */
  static final Path ROOT =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().resolve("..").normalize();

  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  private final String text;

  private MarkdownFile(String text) {
    this.text = text;
  }

  static MarkdownFile read(String name) throws IOException {
    return new MarkdownFile(Files.readString(ROOT.resolve(name), UTF_8));
  }

  /** The fenced blocks in one language, in their order. */
  List<String> snippets(String language) {
    return FENCE
        .matcher(text)
        .results()
        .filter(fence -> fence.group(1).equals(language))
        .map(fence -> fence.group(2))
        .toList();
  }

  /** What stands between backticks, outside of fenced blocks. */
  List<String> codeSpans() {
    return groups(SPAN, FENCE.matcher(text).replaceAll(""));
  }

  /** The files and folders of this repository that it links to. */
  List<String> links() {
    return groups(LINK, text);
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
