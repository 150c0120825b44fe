package org.mockzabbix.style;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sentences of a Markdown page: without code, tables, headings and HTML comments. */
final class Prose {

  private static final Pattern FENCE = Pattern.compile("(?s)```.*?```");
  private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
  private static final Pattern NOT_PROSE = Pattern.compile("(?m)^(\\||#|<!--).*$");
  private static final Pattern PARAGRAPH =
      Pattern.compile("\\n\\s*\\n|\\n(?=\\s*(?:[-*] |\\d+\\. ))");
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.?!])\\s+");

  private final String text;

  private Prose(String text) {
    this.text = text;
  }

  static Prose of(String markdown) {
    return new Prose(NOT_PROSE.matcher(FENCE.matcher(markdown).replaceAll("")).replaceAll(""));
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (String paragraph : PARAGRAPH.split(text, -1)) {
      for (String sentence : SENTENCE.split(paragraph, -1)) {
        if (!sentence.isBlank()) {
          sentences.add(sentence.strip().replaceAll("\\s+", " "));
        }
      }
    }
    return sentences;
  }

  /** Returns the lines, without what stands in code font. */
  List<String> lines() {
    return List.of(CODE.matcher(text).replaceAll("").split("\n", -1));
  }
}
