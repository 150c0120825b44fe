package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.cli.page.PageFile;

/** The files of the page: their headers, and which paths lead to them. */
class PageTest {

  @Test
  void thePageMayLoadOnlyFilesOfThisServer() throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText page = api.send("GET", "/");

      assertEquals(200, page.status());
      assertTrue(page.head().contains("text/html; charset=utf-8"), page.head());
      assertTrue(page.head().contains("default-src 'none'; script-src 'self';"), page.head());
      assertEquals(
          List.of("/favicon.svg", "/lib/uplot.css", "/style.css", "/theme.js", "/main.js"),
          Pattern.compile("(?:src|href)=\"([^\"]+)\"")
              .matcher(page.body())
              .results()
              .map(link -> link.group(1))
              .toList());
    }
  }

  @Test
  void aFileIsSentOnlyIfTheBrowserHasAnotherOne() throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText first = api.send("GET", "/main.js");
      Matcher tag = Pattern.compile("(?i)etag: (\"\\S+\")").matcher(first.head());
      assertTrue(tag.find(), first.head());

      HttpText again = api.send("GET", "/main.js", "", "If-None-Match: " + tag.group(1));
      HttpText changed = api.send("GET", "/main.js", "", "If-None-Match: \"0\"");

      assertEquals(304, again.status());
      assertEquals("", again.body());
      assertEquals(first.body(), changed.body());
    }
  }

  @Test
  void everyModuleThatIsImportedExists() {
    Pattern imports = Pattern.compile("(?:from|import\\(?) ?'(/[^']+)'");
    Deque<String> open = new ArrayDeque<>(List.of("/main.js"));
    Set<String> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      String name = open.remove();
      Matcher found = imports.matcher(PageFile.find(name).orElseThrow().text());
      while (found.find()) {
        assertTrue(PageFile.find(found.group(1)).isPresent(), name + ": " + found.group(1));
        if (seen.add(found.group(1))) {
          open.add(found.group(1));
        }
      }
    }
    assertTrue(seen.contains("/core/java.js"), seen.toString());
    assertTrue(PageFile.find("/faults.md").isPresent());
    assertTrue(PageFile.find("/scenario.schema.json").isPresent());
    assertTrue(PageFile.find("/lib/uplot.css").isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/PageFile.class", "/../version.txt", "/lib/../main.js", "/nothing.js", "/lib/"})
  void otherPathsAreUnknown(String path) throws Exception {
    try (ApiServer api = new ApiServer()) {
      assertEquals(404, api.send("GET", path).status());
    }
  }

  @Test
  void thePageNeedsNoToken_butTheApiDoes() throws Exception {
    HttpOptions options = new HttpOptions(0, true, "secret", List.of(), List.of());
    try (ApiServer api = new ApiServer(options)) {
      assertEquals(200, api.send("GET", "/").status());
      assertEquals(200, api.send("GET", "/style.css").status());
      assertEquals(401, api.send("GET", "/api/v1/status").status());
    }
  }
}
