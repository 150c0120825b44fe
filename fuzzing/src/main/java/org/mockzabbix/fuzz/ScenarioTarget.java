package org.mockzabbix.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ScenarioException;

/** Any text is a scenario, or is refused with the place of the error. */
public final class ScenarioTarget {

  private ScenarioTarget() {}

  /** Takes UTF-8, which is read as YAML and as JSON. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    read("scenario.yaml", text);
    read("scenario.json", text);
  }

  private static void read(String name, String text) {
    try {
      Scenario.parse(name, text);
    } catch (ScenarioException refused) {
      if (!String.valueOf(refused.getMessage()).startsWith(name + ":")) {
        throw new AssertionError("an error without its place", refused);
      }
    }
  }
}
