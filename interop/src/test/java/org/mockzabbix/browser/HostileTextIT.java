package org.mockzabbix.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.mockzabbix.interop.NeedsProgram;
import org.openqa.selenium.Keys;

/** Text of clients that tries to become markup, or to hide or reorder other text. */
@NeedsProgram({"chromium", "chromedriver"})
@ResourceLock(Browser.LOCK)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileTextIT {

  private static final String MARKUP = "<img src=x onerror=\"document.title='taken'\">";
  private static final String HIDING = "a\u202egnp.exe\u202c\u0007\u200b\ud83d\ude00b";

  private static final List<String> VIEWS =
      List.of("values", "exchanges", "problems", "rules", "hosts", "expectations");

  private static void sendHostile(PageServer server) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    String long2k = "k".repeat(2000);
    for (String text : List.of(MARKUP, HIDING, long2k, "</script><script>alert(1)</script>")) {
      List<Map<String, String>> values =
          List.of(
              Map.of("host", "web01", "key", text, "value", text),
              Map.of("host", "web01", "key", "app.comment", "value", text),
              Map.of("host", text, "key", text, "value", text));
      server.sendBytes(
          PageServer.packet(
              mapper.writeValueAsString(Map.of("request", "sender data", "data", values))));
      server.sendBytes(
          PageServer.packet(
              mapper.writeValueAsString(Map.of("request", "active checks", "host", text))));
      server.sendBytes(PageServer.packet(mapper.writeValueAsString(Map.of("request", text))));
    }
    server.sendBytes(MARKUP.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isShownAsText_andItsInvisibleCharactersByName() throws Exception {
    try (PageServer server = PageServer.lenient();
        Browser browser = Browser.start()) {
      sendHostile(server);
      browser.open(server.url(), "");
      browser.await(".values .c-value", "</script><script>alert(1)</script>");
      browser.show("#/problems");
      browser.await(".problems .c-subject", MARKUP);
      browser.await(".problems .control", "RLO");
      browser.await(".problems .control", "ZWSP");
      for (String view : VIEWS) {
        browser.show("#/" + view);
        browser.await("main[aria-label^='" + view + "' i]"); // not the view before
        checkNothingBecameMarkup(browser);
      }
      openRows(browser, "values");
      openRows(browser, "exchanges");
      openRows(browser, "problems");
      browser.checkConsole();
    }
  }

  /** Names of hosts cannot be hostile: the server refuses them. */
  private static final String SCENARIO =
      """
      {"hosts": [{"host": "web01", "items": [{"key": "k[\\u202e<i>]", "type": "trapper"}]}],
       "agents": [{"host": "ag", "port": 0, "keys": {"x[\\u202e<b>]": "v\\u202e<b>"}}],
       "rules": [{"when": {"host": "r\\u202e<b>", "key": "/<i>.*/"}, "reply": {"failure": "f\\u202e<b>\\u0000"}}],
       "expect": [{"host": "e\\u202e<b>", "key": "k", "value": "v\\u202e<b>"}]}
      """;

  @Test
  void scenariosFiltersAndFilesAreShownAsText_too() throws Exception {
    try (PageServer server = PageServer.lenient();
        Browser browser = Browser.start()) {
      server.put("scenario", SCENARIO);
      browser.open(server.url(), "#/hosts");
      checkText(browser, ".block td", "v<b>");
      browser.click("[aria-label='Items of web01']");
      checkText(browser, ".sub td", "k[<i>]");
      browser.click(".block button", "Change");
      browser.await("dialog textarea");
      checkNothingBecameMarkup(browser);
      browser.press(Keys.ESCAPE);
      browser.show("#/rules");
      browser.click(".rules [data-key] .c-when");
      checkText(browser, ".panel .facts", "failure f<b>");
      checkText(browser, ".panel .snippet", "r<b>");
      browser.show("#/expectations");
      browser.click(".expectations [data-key] .c-host");
      checkText(browser, ".panel .snippet", "e<b>");
      browser.show("#/exchanges?host=" + "c%E2%80%AE%3Cb%3E" + "&q=%3Cb%3E");
      checkText(browser, ".chip", "c<b>");
      browser.run(PageActionsIT.DROP, "f\u202e<b>.yaml", "h\u202e<b>: 1\n");
      browser.click("#load-scenario");
      checkText(browser, "dialog .field span", "f<b>.yaml");
      checkText(browser, ".lines .here", "h<b>: 1");
      browser.checkConsole(Browser.STATUS_400);
    }
  }

  /** Waits for a text, in which a box stands for each invisible character. */
  private static void checkText(Browser browser, String selector, String text) {
    browser.await(
        selector + " with " + text,
        () -> {
          Object texts =
              browser.run(
                  "return [...document.querySelectorAll(arguments[0])].map(e => {"
                      + "const copy = e.cloneNode(true);"
                      + "copy.querySelectorAll('.control').forEach(box => box.remove());"
                      + "return copy.textContent; }).join('\\n')",
                  selector);
          return String.valueOf(texts).contains(text);
        });
    checkNothingBecameMarkup(browser);
  }

  /** Whether the row at this place is selected, or the last one if there are fewer. */
  private static final String IS_ROW_SELECTED =
      "const rows = [...document.querySelectorAll('main [data-key]')];"
          + "return rows[Math.min(arguments[0], rows.length - 1)]?.ariaSelected === 'true'";

  private static void openRows(Browser browser, String view) {
    browser.show("#/" + view);
    browser.await("." + view + " [data-key]");
    for (int i = 0; i < 4; i++) {
      browser.press("j");
      browser.awaitResult(true, IS_ROW_SELECTED, i);
      browser.await(".panel h2");
      checkNothingBecameMarkup(browser);
    }
  }

  private static void checkNothingBecameMarkup(Browser browser) {
    assertEquals(0L, browser.run("return document.images.length"));
    assertEquals(
        0L, browser.run("return document.querySelectorAll('main i, main img, dialog i').length"));
    assertEquals(2L, browser.run("return document.scripts.length"));
    assertTrue(browser.title().endsWith("Mock Zabbix"), browser.title());
    assertEquals(true, browser.run("return document.body.scrollWidth <= innerWidth"));
  }
}
