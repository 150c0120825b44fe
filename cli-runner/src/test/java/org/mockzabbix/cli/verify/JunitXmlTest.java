package org.mockzabbix.cli.verify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ExpectationResult;
import org.mockzabbix.assertion.Verdict;
import org.mockzabbix.cli.verify.VerifyResult.CommandEnd;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The verdict as JUnit XML, and as annotations of GitHub Actions. */
class JunitXmlTest {

  private static final Instant BEGUN = Instant.parse("2026-11-29T01:59:35.903Z");

  private static final ExpectationResult MET =
      new ExpectationResult(Expectation.of(item("web01", "app.up")), Verdict.MET, "");

  private static final ExpectationResult UNMET =
      new ExpectationResult(
          Expectation.of(item("web01", "app.ok").withValue("a<b>&\"c\"")),
          Verdict.PENDING,
          "expected: web01 app.ok, 100%\nbut received: no value ]]> \u0007\u001b\uFFFE \uD83D\uDE00\n");

  private static VerifyResult result(@Nullable CommandEnd command, ExpectationResult... results) {
    return new VerifyResult(
        List.of(results),
        RunEnd.COMMAND_ENDED,
        Duration.ofSeconds(30),
        Duration.ofMillis(1_234_567),
        command);
  }

  @Test
  void describesEveryExpectationAndTheCommand() {
    String xml = JunitXml.of(result(new CommandEnd("sh", 3, 0), MET, UNMET), BEGUN);

    assertEquals(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
          <testsuite name="mock-zabbix verify" package="mock-zabbix" id="0" timestamp="2026-11-29T01:59:35" hostname="localhost" tests="3" failures="2" errors="0" time="1234.567">
            <properties/>
            <testcase name="web01 app.up" classname="mock-zabbix.verify" time="1234.567"/>
            <testcase name="web01 app.ok with value &quot;a&lt;b&gt;&amp;\\&quot;c\\&quot;&quot;" classname="mock-zabbix.verify" time="1234.567">
              <failure type="expectation" message="but received: no value ]]&gt; \\u0007\\u001b\\ufffe \uD83D\uDE00">expected: web01 app.ok, 100%
        but received: no value ]]&gt; \\u0007\\u001b\\ufffe \uD83D\uDE00
        </failure>
            </testcase>
            <testcase name="command sh" classname="mock-zabbix.verify" time="1234.567">
              <failure type="exit code" message="the command exited with 3">VERDICT not met: 1 of 2 expectations; the command exited with 3</failure>
            </testcase>
            <system-out/>
            <system-err/>
          </testsuite>
        </testsuites>
        """,
        xml);
  }

  @Test
  void isValid() throws Exception {
    VerifyResult failed = result(new CommandEnd("sh", 3, 1), MET, UNMET);
    VerifyResult passed = result(null, MET);

    assertDoesNotThrow(() -> validate(JunitXml.of(failed, BEGUN)));
    assertDoesNotThrow(() -> validate(JunitXml.of(passed, BEGUN)));
  }

  private static void validate(String xml) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Objects.requireNonNull(JunitXmlTest.class.getResource("junit.xsd")))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }

  @Test
  void textsOfTheCommandAreLegal_withEveryCharacter() throws Exception {
    String name = "a\tb\nc\r\"<&>'\u0000\uD800";

    String xml = JunitXml.of(result(new CommandEnd(name, 0, 0), MET), BEGUN);

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    Element command = (Element) document.getElementsByTagName("testcase").item(1);
    assertEquals("command a\tb\nc\\u000d\"<&>'\\u0000\\ud800", command.getAttribute("name"));
  }

  @Test
  void annotationsAreEscaped() {
    VerifyResult result = result(new CommandEnd("sh", 3, 0), MET, UNMET);

    assertEquals(
        List.of(
            "::error title=Mock Zabbix%3A not met%3A web01 app.ok with value \"a<b>&\\\"c\\\"\"::"
                + "expected: web01 app.ok, 100%25%0Abut received: no value ]]> "
                + "\u0007\u001b\uFFFE \uD83D\uDE00%0A",
            "::error title=Mock Zabbix%3A the command failed::the command exited with 3"),
        GithubAnnotations.of(result));
    assertEquals(List.of(), GithubAnnotations.of(result(new CommandEnd("sh", 0, 0), MET)));
  }
}
