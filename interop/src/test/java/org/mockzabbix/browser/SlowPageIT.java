package org.mockzabbix.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/**
 * A busy browser and slow responses: what a person types stays, and an old one never replaces a
 * newer one.
 */
class SlowPageIT extends PageFixture {

  /** Draws the page, as it happens each second and after each value. */
  private static final String DRAW =
      "const { changed } = await import('/core/changes.js');"
          + "const frame = () => new Promise(requestAnimationFrame);"
          + "changed(); await frame(); await frame();";

  private static final String AGE = ".values .row[data-key] .c-age";

  private void typeSlowly(String selector, String text) {
    browser.click(selector);
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            key -> {
              browser.press(key);
              browser.runAsync(DRAW);
            });
    assertEquals(text, browser.await(selector).getDomProperty("value"));
  }

  /** Keeps back the responses to a path, until {@link #release}. */
  private void hold(String path) {
    browser.run(
        "const real = window.fetch;"
            + "window.held = [];"
            + "window.isFree = false;"
            + "window.release = () => {"
            + "  isFree = true; window.fetch = real; held.forEach(go => go()); };"
            + "window.parsed = 0;"
            + "window.fetch = async (...call) => {"
            + "  const response = await real(...call);"
            + "  if (!call[0].includes(arguments[0])) return response;"
            + "  if (!isFree) await new Promise(go => held.push(go));"
            + "  const json = response.json.bind(response);"
            + "  response.json = () => json().finally(() => parsed++);"
            + "  return response;"
            + "};",
        path);
  }

  private void awaitHeld(long count) {
    browser.awaitResult(count, "return held.length");
  }

  /** Lets the responses go, and waits until the page has read them. */
  private void release() {
    browser.run("release()");
    browser.awaitResult(true, "return parsed >= held.length");
    browser.runAsync(DRAW);
  }

  @Test
  void aSearchKeepsEachLetter_ifThePageIsDrawnMeanwhile() throws Exception {
    server.sendTraffic();
    for (String view : new String[] {"exchanges", "values", "rules"}) {
      open("#/" + view);
      typeSlowly("#search", "0x474554");
    }
    browser.show("#/exchanges?q=0x474554");
    browser.await(".exchanges .row", "this looks like an HTTP request");
    browser.checkConsole();
  }

  @Test
  void aFilterCanHaveSpaces() throws Exception {
    server.send("web 01", "app.ok", "1");
    open("#/exchanges");
    browser.click("#add-filter");
    typeSlowly("dialog input[name=host]", "web 01");
    browser.press(" ");
    browser.click("dialog button[type=submit]");

    browser.await(".chip", "web 01");
    browser.await(".exchanges .row", "web 01");
    browser.checkConsole();
  }

  @Test
  void theFormTakesNumbersAsTheyAreTyped() throws Exception {
    open("#/rules?sel=new");
    browser.choose("#rule-form select[name=Fault]", "reset");
    browser.click("#rule-form summary", "How often");
    typeSlowly("#rule-form input[name=probability]", "0.250");
    typeSlowly("#rule-form input[name=seed]", "42");
    browser.choose("#rule-form select[name=Fault]", "wrongLength");
    typeSlowly("#rule-form input[name=wrongLength]", "-5");
    browser.click("#rule-form button[type=submit]");
    browser.awaitNote("Rule: added");

    assertEquals(
        "{\"fault\":{\"wrongLength\":-5},\"probability\":0.25,\"seed\":42}",
        server.get("rules").at("/rules/2/rule").toString());
    browser.checkConsole();
  }

  @Test
  void aDoubleClickActsOnce() throws Exception {
    open("#/rules?sel=new");
    browser.choose("#rule-form select[name=Fault]", "extraWhitespace");
    submitTwice("#rule-form");
    browser.awaitNote("Rule: added");
    assertEquals(3, server.get("rules").path("rules").size());

    browser.show("#/values");
    browser.press("s");
    browser.await("dialog input[name=key]");
    submitTwice("dialog form");
    browser.await("#send-result", "processed: 1; failed: 0");
    submitTwice("dialog form");
    browser.await(".values .row[data-key] .c-count", "2");
    assertEquals(2, server.get("values").path("values").size());
    browser.checkConsole();
  }

  private void submitTwice(String form) {
    browser.run(
        "const form = document.querySelector(arguments[0]);"
            + "form.requestSubmit(); form.requestSubmit();",
        form);
  }

  @Test
  void whatArrivesDuringASearchIsFound_too() throws Exception {
    server.send("web01", "app.ok", "1");
    open("#/exchanges");
    hold("search=app.olk");
    browser.type("#search", "app.olk");
    awaitHeld(1);
    server.send("web01", "app.olk", "2");
    browser.await(".tabs a:nth-child(2) .count", "2");
    release();

    browser.await(".exchanges .row", "rejected");
    browser.checkConsole();
  }

  @Test
  void anOldResponseDoesNotBringBackWhatAResetRemoved() throws Exception {
    server.send("web01", "app.ok", "before");
    open("");
    browser.await(".values .row", "before");
    hold("values/latest");
    server.send("app-ruby", "app.version", "during");
    awaitHeld(1);
    server.post("reset");
    browser.await(".first", "Waiting for the first value");
    release();

    browser.await(".first", "Waiting for the first value");
    server.send("web01", "app.ok", "after");
    browser.await(".values .row", "after");
    assertEquals("1 item", browser.text(".bar-count"));
    browser.checkConsole();
  }

  @Test
  void aPausedPageFollowsAResetWhenItGoesOn() throws Exception {
    server.send("web01", "app.ok", "before");
    open("");
    browser.await(".values .row", "before");
    browser.press("p");
    server.post("reset");
    server.send("app-ruby", "app.version", "after");
    browser.await(".notice", "1 exchange since then");
    browser.await(".values .row", "before");
    browser.press("p");

    browser.await(".values .row", "after");
    assertEquals("1 item", browser.text(".bar-count"));
    browser.checkConsole();
  }

  @Test
  void aKeyThatIsHeldMovesOn() throws Exception {
    server.sendTimes(400, "1");
    open("#/exchanges");
    browser.await(".exchanges .row .c-id", "400");
    browser.press("j".repeat(350));

    browser.await(".exchanges .row[aria-selected=true] .c-id", "51");
    browser.await("the selection in the URL", () -> browser.url().endsWith("#/exchanges?sel=51"));
    browser.type("#search", "nothing");
    browser.show("#/values?q=app.ok");
    browser.await(".values .row", "app.ok");
    browser.press("2");
    browser.run("history.back()");
    browser.await(".values .row", "app.ok");
    String address = server.url() + "/#/values?q=app.ok";
    browser.await("the address " + address, () -> browser.url().equals(address));
    browser.checkConsole();
  }

  @Test
  void theListOfExchangesBeginsAnewAfterAReset() throws Exception {
    server.sendTimes(20, "1");
    open("#/exchanges");
    browser.await(".exchanges .row .c-id", "20");
    hold("status");
    awaitHeld(1);
    server.post("reset");
    browser.await(".bar-count", "0 exchanges, newest first");
    release();
    hold("status");
    awaitHeld(1);
    assertEquals("0 exchanges, newest first", browser.text(".bar-count"));
    release();
    server.send("web01", "app.ok", "2");

    browser.await(".bar-count", "1 exchange, newest first");
    browser.await(".exchanges .row[aria-rowindex='2'] .c-request", "sender data");
    browser.checkConsole();
  }

  @Test
  void theWholeTextIsThatOfTheValueShown() throws Exception {
    server.send("app-ruby", "app.version", "x".repeat(3000) + "first");
    open("#/values?sel=app-ruby%0Aapp.version");
    browser.await("#whole-value");
    hold("limit=1");
    browser.click("#whole-value");
    awaitHeld(1);
    server.send("app-ruby", "app.version", "second");
    browser.await(".panel", "second");
    release();

    assertEquals("second", browser.text(".panel output"));
    browser.checkConsole();
  }

  @Test
  void aPausedPageShowsTheWholeTextOfItsOwnValue() throws Exception {
    server.send("app-ruby", "app.version", "x".repeat(3000) + "first");
    open("#/values?sel=app-ruby%0Aapp.version");
    browser.await("#whole-value");
    browser.press("p");
    server.send("app-ruby", "app.version", "second");
    browser.await(".notice", "1 exchange since then");
    browser.click("#whole-value");

    browser.await(".panel pre", "xfirst");
    browser.checkConsole();
  }

  @Test
  void aSlowServerIsAskedForItsStateOnce() throws Exception {
    server.send("web01", "app.ok", "1");
    open("");
    browser.await(".values .row", "app.ok");
    hold("status");
    awaitHeld(1);
    String age = browser.text(AGE);
    for (int second = 0; second < 3; second++) {
      String before = age;
      browser.await("another age than " + age, () -> !before.equals(browser.text(AGE)));
      age = browser.text(AGE);
    }

    assertEquals(1L, browser.run("return held.length"));
    release();
    browser.checkConsole();
  }
}
