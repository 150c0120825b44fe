package org.mockzabbix.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a parser says of a text that is neither YAML nor JSON, without what it says of itself.
 *
 * @param line where the mistake is, as far as the parser knows
 */
record ParserWords(int line, String what) {

  /** Which of the parser's own switches, classes and sources are about it. */
  private static final Pattern OF_ITSELF =
      Pattern.compile(
          ", from `[^`]*`|: enable `.*| \\(not recognized.*|, got this instead: <.*"
              + "| \\((?:start marker|for \\w+ starting) at .*");

  /** YAML's parser says where under its words, and the last place is that of the mistake. */
  private static final Pattern PLACE = Pattern.compile("(?m)^ in '.*', line (\\d{1,9}), column");

  static ParserWords of(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    for (MatchResult place : PLACE.matcher(message).results().toList()) {
      line = Integer.parseInt(place.group(1));
    }
    String what =
        message
            .lines()
            .filter(words -> !words.isBlank() && !words.startsWith(" "))
            .collect(Collectors.joining(": "));
    return new ParserWords(line, OF_ITSELF.matcher(what).replaceAll(""));
  }
}
