package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockzabbix.fixtures.MarkdownFile;

/**
 * The cheat sheet has every method of the public API that it is about, and no other. It has the
 * imports of all pages.
 */
class CheatSheetTest {

  private static final Pattern CALL = Pattern.compile("\\b([a-z]\\w*)\\(");
  private static final Pattern METHOD = Pattern.compile("(?m)^  public .*?(\\w+)\\(");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import (static )?([\\w.]+);$");
  private static final Pattern NESTED = Pattern.compile("(\\b[A-Z]\\w*)\\.");
  private static final Pattern API_TYPE = Pattern.compile("(?m)^(?:[\\w.]+\\.)?([A-Z]\\w*)$");
  private static final Pattern USED_TYPE = Pattern.compile("(?<![.\\w\"])[A-Z]\\w*");

  /** The types whose methods a test calls, and the pages are about. */
  private static final List<String> TYPES =
      List.of(
          "assertion.ZabbixAssertions",
          "assertion.ZabbixAssert",
          "assertion.ItemAssert",
          "assertion.ItemListAssert",
          "assertion.CountedAssert",
          "assertion.TimedAssert",
          "assertion.DuringAssert",
          "assertion.ReportAssert",
          "assertion.ItemMatcher",
          "rule.RequestMatcher",
          "rule.Rule",
          "rule.RuleBuilder",
          "rule.Responder",
          "fault.Fault",
          "fault.SocketFault",
          "agent.KeyScript",
          "agent.KeyScript.Sequence");

  /** Methods for the library itself. */
  private static final Set<String> INTERNAL =
      Set.of(
          "definition",
          "respond",
          "corrupt",
          "shortfall",
          "matches",
          "endsConnection",
          "endsOutput",
          "resetsConnection",
          "phase",
          "position",
          "duration",
          "withDeclaration",
          "mayBlock",
          "faults",
          "declaration",
          "result",
          "new",
          "toString",
          "equals",
          "hashCode");

  /** Methods of other types that the page shows. */
  private static final Set<String> OTHERS =
      Set.of(
          "when",
          "onRequest",
          "onConnect",
          "refuseConnections",
          "acceptConnections",
          "ofSeconds",
          "ofMillis",
          "await");

  private static MarkdownFile page() throws IOException {
    return MarkdownFile.read("docs/cheat-sheet.md");
  }

  private static Set<String> shown() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (String span : page().codeSpans()) {
      CALL.matcher(span).results().forEach(call -> shown.add(call.group(1)));
    }
    return shown;
  }

  private static Set<String> methods() throws IOException {
    String api = Files.readString(MarkdownFile.ROOT.resolve("mock-server/api.txt"), UTF_8);
    Set<String> methods = new TreeSet<>();
    for (String type : TYPES) {
      int start = ("\n" + api).indexOf("\n" + type + "\n");
      assertTrue(start >= 0, () -> type + " is not in api.txt");
      int end = api.indexOf("\n\n", start);
      Matcher method = METHOD.matcher(api.substring(start, end < 0 ? api.length() : end));
      while (method.find()) {
        methods.add(method.group(1));
      }
    }
    methods.removeAll(INTERNAL);
    return methods;
  }

  @Test
  void hasEveryMethod() throws IOException {
    Set<String> missing = methods();
    missing.removeAll(shown());

    assertEquals(Set.of(), missing);
  }

  @Test
  void everyMethodExists() throws IOException {
    Set<String> unknown = shown();
    unknown.removeAll(methods());
    unknown.removeAll(OTHERS);
    unknown.remove("reply"); // of an agent, too

    assertEquals(Set.of(), unknown);
  }

  @Test
  void hasEveryAttributeOfTheAnnotation() throws IOException {
    String api = Files.readString(MarkdownFile.ROOT.resolve("junit-extension/api.txt"), UTF_8);
    int start = api.indexOf("junit.MockZabbix\n");
    Matcher attribute = METHOD.matcher(api.substring(start, api.indexOf("\n\n", start)));
    List<String> spans = page().codeSpans();

    int attributes = 0;
    while (attribute.find()) {
      attributes++;
      String name = attribute.group(1);
      assertTrue(spans.contains(name), name);
    }
    assertTrue(attributes > 10, "attributes are missing");
  }

  @Test
  void everyImportExists() throws Exception {
    Matcher imported = IMPORT.matcher(page().snippets("java").get(0));
    int imports = 0;
    while (imported.find()) {
      imports++;
      String name = imported.group(2);
      if (imported.group(1) == null) {
        Class.forName(NESTED.matcher(name).replaceAll("$1\\$"));
      } else {
        int dot = name.lastIndexOf('.');
        String member = name.substring(dot + 1);
        assertTrue(
            Stream.of(Class.forName(name.substring(0, dot)).getMethods())
                .anyMatch(method -> member.equals("*") || member.equals(method.getName())),
            name);
      }
    }
    assertTrue(imports > 10, "imports are missing");
  }

  @Test
  void everyTypeOfThePagesHasAnImport() throws IOException {
    Set<String> api = new TreeSet<>();
    for (String module : List.of("mock-server", "junit-extension")) {
      String types = Files.readString(MarkdownFile.ROOT.resolve(module + "/api.txt"), UTF_8);
      API_TYPE.matcher(types).results().forEach(type -> api.add(type.group(1)));
    }
    Set<String> used = new TreeSet<>();
    for (String code : codeOfThePages()) {
      USED_TYPE.matcher(code).results().forEach(type -> used.add(type.group()));
    }
    used.retainAll(api);
    assertTrue(used.size() > 40, used::toString);
    IMPORT
        .matcher(page().snippets("java").get(0))
        .results()
        .map(imported -> imported.group(2))
        .forEach(name -> used.remove(name.substring(name.lastIndexOf('.') + 1)));

    assertEquals(Set.of(), used);
  }

  /** Returns the Java code without imports: the parts on all pages, and the words of this one. */
  private static List<String> codeOfThePages() throws IOException {
    List<String> code = new ArrayList<>(page().codeSpans());
    try (Stream<Path> files = Files.list(MarkdownFile.ROOT.resolve("docs"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        for (String snippet : MarkdownFile.read("docs/" + file.getFileName()).snippets("java")) {
          if (!snippet.startsWith("package ")) {
            code.add(IMPORT.matcher(snippet).replaceAll(""));
          }
        }
      }
    }
    return code;
  }
}
