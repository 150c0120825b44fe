package org.mockzabbix.junit;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The projects of users in {@code src/it}, which were built before this runs, ran all tests. */
class ConsumersIT {

  private static final Path SOURCES = Path.of("src/it/consumers");
  private static final Path BUILT = Path.of("target/it/consumers");
  private static final String WITHOUT_TESTS = "no-junit";

  private static final Pattern TEST =
      Pattern.compile("(?s)@(?:Parameterized|Repeated)?Test\\b.*?\\bvoid (\\w+)\\(");
  private static final Pattern REPORTED =
      Pattern.compile("<testcase name=\"(\\w+)[^\"]*\" classname=\"[\\w.]+\\.(\\w+)\"");

  @ParameterizedTest
  @MethodSource("consumers")
  void everyTestRanAndPassed(String consumer) throws IOException {
    String reports = texts(BUILT.resolve(consumer).resolve("target/surefire-reports"), ".xml");

    assertEquals(testsInTheSources(consumer), testsIn(reports));
    assertFalse(reports.contains("<failure"), reports);
    assertFalse(reports.contains("<error"), reports);
    assertFalse(reports.contains("<skipped"), reports);
  }

  @Test
  void programWithoutATestFrameworkRan() throws IOException {
    List<String> printed =
        Files.readAllLines(BUILT.resolve(WITHOUT_TESTS).resolve("target/output.txt"));

    assertEquals(3, printed.size(), printed::toString);
    Kit.assertSays(
        String.join("\n", printed),
        "web01 app.ok = \"1\"",
        "web01 app.up",
        "jackson-dataformat-yaml");
  }

  @ParameterizedTest
  @MethodSource("consumers")
  void slf4jPrintedNothing(String consumer) throws IOException {
    Path reports = BUILT.resolve(consumer).resolve("target/surefire-reports");

    assertFalse(texts(reports, ".xml").contains("SLF4J"));
    assertFalse(Files.readString(BUILT.resolve("build.log")).contains("SLF4J"));
  }

  private static List<String> consumers() throws IOException {
    try (Stream<Path> folders = Files.list(SOURCES)) {
      List<String> found =
          folders
              .filter(folder -> Files.exists(folder.resolve("pom.xml")))
              .map(folder -> folder.getFileName().toString())
              .filter(name -> !name.equals(WITHOUT_TESTS))
              .sorted()
              .toList();
      assertTrue(found.size() >= 7, found::toString);
      return found;
    }
  }

  private static Set<String> testsInTheSources(String consumer) throws IOException {
    String pom = Files.readString(SOURCES.resolve(consumer).resolve("pom.xml"));
    Set<String> tests = new TreeSet<>();
    for (Path file : files(SOURCES.resolve("tests"), "Test.java")) {
      String name = file.getFileName().toString().replace(".java", "");
      if (pom.contains("<testExclude>**/" + name + ".java<")) {
        continue; // it needs a newer JUnit
      }
      Stream<MatchResult> methods = TEST.matcher(Files.readString(file)).results();
      methods.map(method -> name + '.' + method.group(1)).forEach(tests::add);
    }
    assertTrue(tests.size() >= 10, tests::toString);
    return tests;
  }

  private static Set<String> testsIn(String reports) {
    return REPORTED
        .matcher(reports)
        .results()
        .map(test -> test.group(2) + '.' + test.group(1))
        .collect(toCollection(TreeSet::new));
  }

  private static String texts(Path folder, String ending) throws IOException {
    StringBuilder texts = new StringBuilder();
    for (Path file : files(folder, ending)) {
      texts.append(Files.readString(file));
    }
    return texts.toString();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
