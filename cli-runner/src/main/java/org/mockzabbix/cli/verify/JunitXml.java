package org.mockzabbix.cli.verify;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.mockzabbix.assertion.ExpectationResult;

/**
 * Prints the result of a run as JUnit XML, in the form that Jenkins, GitLab and Ant share: a test
 * case for each expectation, and one for the exit code of the program.
 */
final class JunitXml {

  private static final String CLASS_NAME = "mock-zabbix.verify";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int HIGHEST_CONTROL = 0x1f;
  private static final double MILLIS_IN_SECOND = 1000;

  private final StringBuilder xml = new StringBuilder();
  private final String seconds;

  private JunitXml(VerifyResult result) {
    this.seconds =
        String.format(Locale.ROOT, "%.3f", result.elapsed().toMillis() / MILLIS_IN_SECOND);
  }

  /**
   * Returns the document.
   *
   * @param begun the time when the run began
   */
  static String of(VerifyResult result, Instant begun) {
    return new JunitXml(result).document(result, begun);
  }

  private String document(VerifyResult result, Instant begun) {
    List<ExpectationResult> results = result.results();
    long unmet = results.stream().filter(one -> !one.isMet()).count();
    int tests = results.size() + (result.command() == null ? 0 : 1);
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite");
    attribute("name", "mock-zabbix verify");
    attribute("package", "mock-zabbix");
    attribute("id", "0");
    attribute("timestamp", TIMESTAMP.format(begun));
    attribute("hostname", "localhost");
    attribute("tests", String.valueOf(tests));
    attribute("failures", String.valueOf(unmet + (result.hasCommandFailed() ? 1 : 0)));
    attribute("errors", "0");
    attribute("time", seconds);
    xml.append(">\n    <properties/>\n");
    results.forEach(this::addCase);
    addCommand(result);
    xml.append("    <system-out/>\n    <system-err/>\n  </testsuite>\n</testsuites>\n");
    return xml.toString();
  }

  private void addCase(ExpectationResult result) {
    String name = result.expectation().toString();
    String explanation = result.explanation();
    if (result.isMet()) {
      addCase(name);
    } else {
      addFailure(
          name, "expectation", explanation.lines().skip(1).findFirst().orElse(""), explanation);
    }
  }

  private void addCommand(VerifyResult result) {
    VerifyResult.CommandEnd command = result.command();
    if (command == null) {
      return;
    }
    String name = "command " + command.name();
    if (result.hasCommandFailed()) {
      addFailure(name, "exit code", result.commandExit(), result.summary());
    } else {
      addCase(name);
    }
  }

  private void addCase(String name) {
    beginCase(name);
    xml.append("/>\n");
  }

  private void addFailure(String name, String type, String message, String text) {
    beginCase(name);
    xml.append(">\n      <failure");
    attribute("type", type);
    attribute("message", message);
    xml.append('>').append(escape(text)).append("</failure>\n    </testcase>\n");
  }

  private void beginCase(String name) {
    xml.append("    <testcase");
    attribute("name", name);
    attribute("classname", CLASS_NAME);
    attribute("time", seconds);
  }

  private void attribute(String name, String value) {
    String escaped = escape(value).replace("\n", "&#10;").replace("\t", "&#9;");
    xml.append(' ').append(name).append("=\"").append(escaped).append('"');
  }

  /** Returns text for XML. A character that XML 1.0 forbids becomes a Java escape sequence. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(c -> escaped.append(isLegal(c) ? entity(c) : unicode(c)));
    return escaped.toString();
  }

  private static boolean isLegal(int c) {
    return c == '\n'
        || c == '\t'
        || (c > HIGHEST_CONTROL && !(c >= 0xd800 && c <= 0xdfff) && c != 0xfffe && c != 0xffff);
  }

  private static String entity(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      default -> Character.toString(c);
    };
  }

  private static String unicode(int c) {
    return String.format(Locale.ROOT, "\\u%04x", c);
  }
}
