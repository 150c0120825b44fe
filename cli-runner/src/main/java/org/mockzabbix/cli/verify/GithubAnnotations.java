package org.mockzabbix.cli.verify;

import java.util.ArrayList;
import java.util.List;
import org.mockzabbix.assertion.ExpectationResult;

/** Prints the errors of a run as annotations, which GitHub Actions shows on the page of the run. */
final class GithubAnnotations {

  private GithubAnnotations() {}

  /** Returns a line for each expectation that is not met, and one if the program failed. */
  static List<String> of(VerifyResult result) {
    List<String> lines = new ArrayList<>();
    for (ExpectationResult one : result.results()) {
      if (!one.isMet()) {
        lines.add(error("not met: " + one.expectation(), one.explanation()));
      }
    }
    if (result.hasCommandFailed()) {
      lines.add(error("the command failed", result.commandExit()));
    }
    return lines;
  }

  private static String error(String title, String message) {
    return "::error title=" + property("Mock Zabbix: " + title) + "::" + data(message);
  }

  /** Escapes a message, as the runner of GitHub reads it. */
  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
