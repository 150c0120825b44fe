package org.mockzabbix.cli.scenario;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The text of a scenario file while it is written. Not thread-safe. */
final class ScenarioText {

  private final StringBuilder text = new StringBuilder();

  /** Returns a string in double quotes, as YAML and JSON write it. */
  static String quoted(String string) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(string)) + '"';
  }

  /** Writes a line, unless it is empty. */
  void line(String line) {
    if (!line.isEmpty()) {
      text.append(line).append('\n');
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
