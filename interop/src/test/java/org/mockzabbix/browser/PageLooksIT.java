package org.mockzabbix.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.mockzabbix.interop.NeedsProgram;

/**
 * Each view, light and dark, on a wide window, a narrower one and a phone: axe finds no barrier,
 * nothing is wider than the window, and {@code target/page} has a picture of each.
 */
@NeedsProgram({"chromium", "chromedriver"})
@ResourceLock(Browser.LOCK)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class PageLooksIT {

  static final String AXE = axe();
  private static final String VALUE = "web01%0Asystem.cpu.load%5Ball%2Cavg1%5D";

  /**
   * An address of the page, and an element that is there when the view is complete.
   *
   * @param click what is then clicked; empty for nothing
   * @param opened what is there afterwards
   */
  private record View(String name, String address, String complete, String click, String opened) {
    private View(String name, String address, String complete) {
      this(name, address, complete, "", "");
    }

    private void show(Browser browser) {
      browser.show(address);
      browser.await(complete);
      if (!click.isEmpty()) {
        browser.click(click);
        browser.await(opened);
      }
    }
  }

  private static final List<View> VIEWS =
      List.of(
          new View("values", "#/values", ".values [data-key]"),
          new View("value", "#/values?sel=" + VALUE, ".panel .plot canvas"),
          new View("exchanges", "#/exchanges", ".exchanges .c-verdict .state"),
          new View("exchange", "#/exchanges?verdict=unreadable&sel=47", ".panel .hex mark"),
          new View("problems", "#/problems", ".problems [data-key]"),
          new View(
              "problem",
              "#/problems?q=counted",
              ".problems[aria-rowcount='2'] [data-key]", // not all problems, of the view before
              ".problems [data-key]",
              ".panel .hex mark"),
          new View("rules", "#/rules", ".rules [data-key]"),
          new View("rule", "#/rules?sel=1", ".panel #sender-effects li"),
          new View("rule-form", "#/rules?sel=new", "#rule-form select"),
          new View("hosts", "#/hosts", ".block tbody tr"),
          new View("expectations", "#/expectations?sel=2", ".panel pre"),
          new View("nothing-found", "#/values?q=nothing", ".empty-note"));

  static final Map<String, List<Integer>> WIDTHS =
      new TreeMap<>(
          Map.of(
              "wide",
              List.of(1440, 900),
              "narrow",
              List.of(1024, 768),
              "phone",
              List.of(390, 844),
              "zoomed", // a window of 1440 x 900 at 200 %
              List.of(720, 450)));

  private static String axe() {
    try (InputStream in = PageLooksIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void everyViewIsAccessible_inEachThemeAndWidth() throws Exception {
    try (PageServer server = PageServer.strict();
        Browser browser = Browser.start()) {
      server.sendTraffic();
      browser.open(server.url(), "");
      browser.run(AXE);
      Map<String, Object> problems = new TreeMap<>();
      for (String theme : List.of("light", "dark")) {
        browser.run("document.documentElement.dataset.theme = arguments[0]", theme);
        for (Map.Entry<String, List<Integer>> width : WIDTHS.entrySet()) {
          browser.resize(width.getValue().get(0), width.getValue().get(1));
          for (View view : VIEWS) {
            String name = String.join("-", view.name(), theme, width.getKey());
            view.show(browser);
            check(browser, name, problems);
          }
        }
      }
      assertEquals(Map.of(), problems);
      browser.checkConsole();
    }
  }

  @Test
  void theFirstStartAndTheDialogsAreAccessible() throws Exception {
    try (PageServer server = PageServer.strict();
        Browser browser = Browser.start()) {
      browser.open(server.url(), "");
      browser.run(AXE);
      Map<String, Object> problems = new TreeMap<>();
      for (String theme : List.of("light", "dark")) {
        browser.run("document.documentElement.dataset.theme = arguments[0]", theme);
        for (Map.Entry<String, List<Integer>> width : WIDTHS.entrySet()) {
          browser.resize(width.getValue().get(0), width.getValue().get(1));
          String end = "-" + theme + "-" + width.getKey();
          browser.show("#/values");
          browser.await(".first");
          check(browser, "first-start" + end, problems);
          for (String dialog : List.of("help", "reset", "send", "add-filter")) {
            browser.run("document.getElementById(arguments[0]).click()", dialog);
            checkDialog(browser, "dialog-" + dialog + end, problems);
          }
          browser.run(PageActionsIT.DROP, "other.yaml", "hosts:\n  - host: web77\n    itms: []\n");
          browser.click("#load-scenario");
          browser.await(".lines .here");
          checkDialog(browser, "dialog-scenario" + end, problems);
          browser.show("#/hosts");
          browser.click("[aria-label='Change agent.ping']");
          browser.await("dialog textarea");
          checkDialog(browser, "dialog-key" + end, problems);
        }
      }
      assertEquals(Map.of(), problems);
      browser.checkConsole(Browser.STATUS_400); // of the scenario
    }
  }

  private static void checkDialog(Browser browser, String name, Map<String, Object> problems)
      throws IOException {
    browser.await("dialog");
    check(browser, name, problems);
    browser.run("document.querySelector('dialog').close()");
    browser.awaitNone("dialog", "");
  }

  private static void check(Browser browser, String name, Map<String, Object> problems)
      throws IOException {
    String found = problems(browser);
    browser.picture(name);
    if (!found.isEmpty()) {
      problems.put(name, found);
    }
  }

  /** Returns what axe finds, and whether the page is wider than the window. */
  static String problems(Browser browser) {
    return String.valueOf(
        browser.runAsync(
            "const { violations } = await axe.run(document, { resultTypes: ['violations'] });"
                + "const found = violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).slice(0, 3).join(' '));"
                + "if (document.documentElement.scrollWidth > innerWidth) found.push('wider than the window');"
                + "return found.join('; ');"));
  }
}
