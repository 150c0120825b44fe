package org.mockzabbix.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.mockzabbix.interop.NeedsProgram;
import org.mockzabbix.site.SiteMaker;
import org.openqa.selenium.Keys;

/** The site of the documentation, opened as files: search, themes, and widths. */
@NeedsProgram({"chromium", "chromedriver"})
@ResourceLock(Browser.LOCK)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SiteIT {

  @TempDir private static Path site;

  @BeforeAll
  static void make() throws IOException {
    new SiteMaker(site).make();
  }

  private static void open(Browser browser, String page) {
    browser.openFile(site.toUri() + page);
    browser.await("main h1");
  }

  @Test
  void searchFindsASection() {
    try (Browser browser = Browser.start()) {
      open(browser, "docs/start-java.html");
      browser.press("/");
      browser.type("#search", "client retry");
      browser.await("#results a[aria-selected=true]", "Does my client retry?");
      browser.press(Keys.ENTER);

      browser.await("main h2", "Does my client retry?");
      browser.await(
          "the section in the URL",
          () -> browser.url().endsWith("docs/rules-and-faults.html#does-my-client-retry"));

      browser.type("#search", "qwertzuiop");
      browser.await("#results", "Nothing found.");
      browser.press(Keys.ESCAPE);
      browser.awaitNone("#results", "");
      browser.checkConsole();
    }
  }

  /** Copies, and keeps what the button then shows, which is only for a moment. */
  private static final String COPY =
      "const button = document.querySelector('pre button');"
          + "window.labels = [];"
          + "new MutationObserver(() => button.checkVisibility() && labels.push(button.innerText))"
          + "  .observe(button, {childList: true, characterData: true, subtree: true});"
          + "button.click();";

  @Test
  void codeIsColouredAndCopied() {
    try (Browser browser = Browser.start()) {
      open(browser, "docs/cheat-sheet.html");
      browser.await("pre .hljs-keyword", "import");
      browser.run(COPY);
      browser.awaitResult(true, "return labels.includes('Copied')");

      assertTrue(browser.clipboard().startsWith("import static java.time.Duration.ofMillis;\n"));
      browser.checkConsole();
    }
  }

  @Test
  void menuOpensOnAPhone() {
    try (Browser browser = Browser.start()) {
      browser.resize(390, 844);
      open(browser, "index.html");
      browser.awaitNone("#navigation a", "Cheat sheet");
      browser.click("#menu");
      browser.click("#navigation a", "Cheat sheet");

      browser.await("h1", "Cheat sheet");
      browser.checkConsole();
    }
  }

  @Test
  void pagesAreAccessible_inEachThemeAndWidth() throws Exception {
    try (Browser browser = Browser.start()) {
      Map<String, Object> problems = new TreeMap<>();
      for (String theme : List.of("light", "dark")) {
        for (Map.Entry<String, List<Integer>> width : PageLooksIT.WIDTHS.entrySet()) {
          browser.resize(width.getValue().get(0), width.getValue().get(1));
          for (String page : List.of("index", "docs/index", "docs/cheat-sheet", "docs/faults")) {
            open(browser, page + ".html");
            browser.run("document.documentElement.dataset.theme = arguments[0]", theme);
            browser.run(PageLooksIT.AXE);
            String name = String.join("-", "site", page.replace('/', '-'), theme, width.getKey());
            String found = PageLooksIT.problems(browser);
            browser.picture(name);
            if (!found.isEmpty()) {
              problems.put(name, found);
            }
          }
        }
      }
      assertEquals(Map.of(), problems);
    }
  }
}
