package org.mockzabbix.readme;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import groovy.lang.GroovyShell;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fixtures.MarkdownFile;

/** Checks that the commands, the code and the output in README.md and CONTRIBUTING.md are real. */
class ReadmeTest {

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md"})
  void everyJavaSnippetIsCompiled(String page) throws IOException {
    SourceTree sources = SourceTree.read();
    List<String> snippets = MarkdownFile.read(page).snippets("java");

    assertFalse(snippets.isEmpty());
    for (String snippet : snippets) {
      assertTrue(sources.contains(snippet), () -> "in no source file:\n" + snippet);
    }
  }

  /** The starter project is built by the invoker; a build cannot start a build by itself. */
  @Test
  void everyCommandIsRun() throws IOException {
    String ciRun = Files.readString(MarkdownFile.ROOT.resolve(".ci/run"));

    assertEquals(
        List.of(
            """
            mvn -q -DskipTests install
            cp -r examples/starter my-test && cd my-test && mvn test
            """,
            "mvn -q -DskipTests package && " + ReadmeCommandsIT.SERVE_AT_ONCE,
            ReadmeCommandsIT.VERIFY),
        MarkdownFile.read("README.md").snippets("shell"));
    assertTrue(ciRun.contains("sed -n 's/^mvn .* && java -jar .* serve$/&/p' README.md"));
    assertTrue(ciRun.matches("(?s).*\\n *&& mvn [^\\n]* verify .*"));
  }

  @Test
  void showsTheFailure() throws IOException {
    try (MockZabbixServer zabbix = new MockZabbixServer().start()) {
      new CpuReporter("127.0.0.1", zabbix.trapperPort()).report("0,42");

      AssertionError e =
          assertThrows(
              AssertionError.class,
              () ->
                  assertThat(zabbix)
                      .received(item("web01", "system.cpu.load").withValue("0.42"))
                      .within(ofMillis(50)));

      String message =
          e.getMessage()
              .replace("within 50 ms", "within 5 s")
              .replace(":" + zabbix.trapperPort(), ":40051")
              .replaceAll("127.0.0.1:\\d+ sender data", "127.0.0.1:40312 sender data");
      assertEquals(message + '\n', MarkdownFile.read("README.md").snippets("text").get(0));
    }
  }

  @Test
  void showsTheCoordinates() throws IOException {
    List<String> xml = MarkdownFile.read("README.md").snippets("xml");

    assertEquals(1, xml.size());
    assertEquals("mock-zabbix-junit", element("artifactId", xml.get(0)));
    String root = Files.readString(MarkdownFile.ROOT.resolve("pom.xml"));
    String module = Files.readString(MarkdownFile.ROOT.resolve("junit-extension/pom.xml"));
    assertEquals(element("groupId", root), element("groupId", xml.get(0)));
    assertEquals(element("version", root), element("version", xml.get(0)));
    for (String project : List.of("starter", "spring-boot", "junit4", "testng", "kotlin")) {
      String pom = Files.readString(MarkdownFile.ROOT.resolve("examples/" + project + "/pom.xml"));
      assertTrue(
          pom.matches(
              "(?s).*<artifactId>mock-zabbix-(junit|server)</artifactId>\\s+<version>"
                  + element("version", root)
                  + "<.*"),
          project);
    }
    assertTrue(module.contains("<artifactId>mock-zabbix-junit</artifactId>"));
  }

  @Test
  void gradleFileOfTheStarterIsValid_andHasTheVersion() throws IOException {
    String gradle = Files.readString(MarkdownFile.ROOT.resolve("examples/starter/build.gradle"));
    String root = Files.readString(MarkdownFile.ROOT.resolve("pom.xml"));

    new GroovyShell().parse(gradle);

    assertTrue(
        gradle.contains("'org.mockzabbix:mock-zabbix-junit:" + element("version", root) + "'"));
  }

  /** The text of the first such element. */
  private static String element(String name, String xml) {
    Matcher element = Pattern.compile("<" + name + ">([^<]*)<").matcher(xml);
    assertTrue(element.find(), name);
    return element.group(1);
  }
}
