package org.mockzabbix.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.fixtures.MarkdownFile;
import org.xml.sax.InputSource;

/**
 * docs/installing.md and the POMs name the artifacts and files that there are. The scripts in
 * packaging/ install and run them.
 */
class InstallingDocTest {

  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");
  private static final Pattern SNAPSHOT = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+-SNAPSHOT\\b");
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>mock-zabbix-parent</artifactId>\\s*<version>(.*?)</version>");

  private static String read(String file) throws IOException {
    return Files.readString(MarkdownFile.ROOT.resolve(file));
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).distinct().toList();
  }

  private static String version() throws IOException {
    Matcher version = VERSION.matcher(read("pom.xml"));
    assertTrue(version.find());
    return version.group(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/installing.md", "examples/pipelines/compose.yaml"})
  void namesTheVersionOfThisBuild(String file) throws IOException {
    String text = read(file);

    assertTrue(text.contains(version()), file);
    assertTrue(List.of(version()).containsAll(all(SNAPSHOT, text)), file);
  }

  @Test
  void snippetsImportTheBomAndUseIt() throws Exception {
    List<String> snippets = MarkdownFile.read("docs/installing.md").snippets("xml");

    assertEquals(2, snippets.size());
    for (String snippet : snippets) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(snippet)));
    }
    assertTrue(snippets.get(0).contains("<artifactId>mock-zabbix-bom</artifactId>"));
    assertFalse(snippets.get(1).contains("<version>"), snippets.get(1));
  }

  @Test
  void bomHasTheDeployedArtifacts() throws IOException {
    String bom = read("bom/pom.xml");
    String managed =
        bom.substring(
            bom.indexOf("<dependencyManagement>"), bom.indexOf("</dependencyManagement>"));

    for (String module : List.of("mock-server", "junit-extension", "cli-runner")) {
      String pom = read(module + "/pom.xml");
      String own = pom.substring(pom.indexOf("</parent>"));
      assertTrue(managed.contains(firstArtifact(own)), module);
      assertTrue(own.contains("<name>") && own.contains("<description>"), module);
    }
    assertEquals(3, all(ARTIFACT, managed).size());
  }

  private static String firstArtifact(String pom) {
    return all(ARTIFACT, pom).get(0);
  }

  @Test
  void namesTheFilesThatAreMade() throws IOException {
    String page = read("docs/installing.md").replace("VERSION", "$version");
    String script = read("packaging/package.sh").replace("$debian_version", "$version");

    for (String made :
        List.of(
            "mock-zabbix-$version-linux-",
            "mock-zabbix_${version}_",
            "mock-zabbix-$version-oci.tar")) {
      assertTrue(script.replace("${debian_version}", "${version}").contains(made), made);
      assertTrue(page.contains(made.replace("${version}", "$version")), made);
    }
  }
}
