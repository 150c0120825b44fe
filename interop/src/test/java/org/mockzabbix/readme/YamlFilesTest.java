package org.mockzabbix.readme;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockzabbix.fixtures.MarkdownFile;

/** The YAML files of this repository, which programs read that cannot run in this build. */
class YamlFilesTest {

  private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  @Test
  void everyFileIsValid() throws IOException {
    List<Path> files = yamlFiles();

    assertTrue(files.size() > 10, files::toString);
    assertAll(
        files.stream().map(file -> () -> assertTrue(read(file).isContainerNode(), file + "")));
  }

  private static List<Path> yamlFiles() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        MarkdownFile.ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName() + "")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().matches(".*\\.ya?ml")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static JsonNode read(Path file) throws IOException {
    return YAML.readTree(file.toFile());
  }

  @Test
  void workflow_runsWhatADeveloperRuns() throws IOException {
    JsonNode jobs = read(MarkdownFile.ROOT.resolve(".github/workflows/ci.yml")).get("jobs");

    assertEquals("bash .ci/run", last(jobs.get("all").get("steps")).get("run").asText());
    assertEquals(
        "mvn -B -ntp -pl mock-server,junit-extension -am verify",
        last(jobs.get("libraries").get("steps")).get("run").asText());
  }

  private static JsonNode last(JsonNode steps) {
    return steps.get(steps.size() - 1);
  }

  @Test
  void dependencyUpdates_ignoreOnlyDependenciesThatThereAre() throws IOException {
    JsonNode maven =
        read(MarkdownFile.ROOT.resolve(".github/dependabot.yml")).get("updates").get(0);
    String pom = Files.readString(MarkdownFile.ROOT.resolve("pom.xml"));

    assertEquals("maven", maven.get("package-ecosystem").asText());
    assertEquals(3, maven.get("ignore").size());
    for (JsonNode ignored : maven.get("ignore")) {
      String artifact = ignored.get("dependency-name").asText().replaceFirst(".*:", "");
      assertTrue(pom.contains(artifact), artifact);
    }
  }

  @Test
  void issueForms_haveDistinctFieldsAndAskForNoPerson() throws IOException {
    Path folder = MarkdownFile.ROOT.resolve(".github/ISSUE_TEMPLATE");
    for (String form : List.of("bug.yml", "idea.yml")) {
      JsonNode body = read(folder.resolve(form)).get("body");
      Set<String> ids = new TreeSet<>();
      body.forEach(field -> ids.add(field.get("id").asText()));

      assertEquals(body.size(), ids.size(), form);
      assertTrue(Stream.of("name", "contact", "email").noneMatch(ids::contains), () -> form + ids);
    }
  }
}
