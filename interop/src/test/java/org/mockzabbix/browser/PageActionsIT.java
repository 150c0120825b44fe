package org.mockzabbix.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What one can do on the page. Each action is checked by what the API says afterwards. */
class PageActionsIT extends PageFixture {

  /** Waits until the API says something. */
  private void awaitApi(String path, String pointer, String expected) {
    browser.await(path + pointer, () -> expected.equals(api(path, pointer)));
  }

  private String api(String path, String pointer) throws Exception {
    return server.get(path).at(pointer).asText();
  }

  @Test
  void aFaultIsAddedFromTheForm_strikes_andIsSwitchedOffAndRemoved() throws Exception {
    open("#/rules");
    browser.click("#add-rule");
    browser.choose("#rule-form select[name=request]", "sender data");
    browser.type("#rule-form input[name=key]", "app.*");
    browser.choose("#rule-form select[name=Fault]", "delay");
    browser.type("#rule-form input[name=delay]", "10ms");
    browser.click(".phases label", "inside reply");
    browser.click("#rule-form summary", "How often");
    browser.type("#rule-form input[name=times]", "2");
    browser.click("#rule-form button[type=submit]");
    browser.awaitNote("Rule: added");

    assertEquals(
        "{\"when\":{\"request\":\"sender data\",\"key\":\"app.*\"},"
            + "\"fault\":{\"delay\":\"10ms\",\"phase\":\"insideReply\"},\"times\":2}",
        server.get("rules").at("/rules/2/rule").toString());
    server.send("web01", "app.ok", "1");
    browser.await(".rules .row[aria-rowindex='2'] .c-hits", "1 of 2");
    browser.click(".rules .row[aria-rowindex='2'] .switch");
    awaitApi("rules", "/rules/2/enabled", "false");
    browser.await(".rules .row[aria-rowindex='2'] .c-state", "off");
    browser.click(".rules .row[aria-rowindex='2'] .c-when");
    browser.click("#remove-rule");
    awaitApi("rules", "/rules/2/id", "");
    browser.checkConsole();
  }

  @Test
  void theFormTellsWhatTheRuleWouldHaveMatched_andShowsItInJavaAndYaml() throws Exception {
    server.send("web01", "app.ok", "1");
    server.send("web01", "app.ok", "a: b #c");
    open("#/rules?sel=new");
    browser.await("#would-match", "Would have matched 2 of the last 2 requests.");

    browser.type("#rule-form input[name=value]", "a: b #c");
    browser.choose("#rule-form select[name=Fault]", "delay");
    browser.type("#rule-form input[name=delay]", "010");
    browser.await("#would-match", "Would have matched 1 of the last 2 requests.");

    browser.click("#rule-form .snippet button", "Java");
    browser.awaitNote("Java: copied");
    assertEquals(
        """
        server
            .when(RequestMatcher.anyRequest().withValue("a: b #c"))
            .fault(Fault.delay(Duration.ofSeconds(10)));""",
        browser.clipboard());
    browser.click("#rule-form .snippet button", "YAML");
    browser.awaitNote("YAML: copied");
    String yaml = browser.clipboard();
    assertEquals(
        """
        rules:
          - when:
              value: "a: b #c"
            fault:
              delay: "010\"""",
        yaml);
    server.put("scenario", yaml);
    assertEquals(
        "{\"when\":{\"value\":\"a: b #c\"},\"fault\":{\"delay\":\"010\"}}",
        server.get("rules").at("/rules/0/rule").toString());
    browser.checkConsole();
  }

  /** The table is that of docs/faults.md, which a test of the real program writes. */
  @Test
  void theFormTellsWhatTheUsualSenderDoesWithTheFault() throws Exception {
    open("#/rules?sel=new");
    browser.await("#rule-incomplete", "Choose a fault or a reply");
    browser.choose("#rule-form select[name=Fault]", "reset");
    browser.await(
        "#sender-effects", "What zabbix_sender -t 2 of Zabbix 6.0.14 did with this fault:");
    browser.await(
        "#sender-effects li",
        "exit code 1, “Sending failed. Use option -vv for more detailed output.”; the server"
            + " recorded the value");
    browser.click(".phases label", "after reply");
    browser.await(
        "#sender-effects li",
        "exit code 0, as if there were no fault; the server recorded the value");
    browser.awaitNone(".phases label", "on accept");

    browser.choose("#rule-form select[name=Fault]", "trickle");
    browser.type("#rule-form input[name=bytes]", "7");
    browser.type("#rule-form input[name=interval]", "1ms");
    browser.await("#sender-effects li", "trickle(10, ofMillis(50)): exit code 0");
    browser.await("#sender-effects li", "trickle(1, ofMillis(500)): exit code 1");
    browser.choose("#rule-form select[name=request]", "active checks");
    browser.awaitNone("#sender-effects", "");

    browser.choose("#rule-form select[name=request]", "connect");
    browser.choose("#rule-form select[name=Fault]", "close");
    browser.await("#sender-effects li", "the server recorded no value");
    browser.awaitNone("#rule-form select[name=Reply]", "");
    browser.click(".phases label", "while reading");
    browser.click("#rule-form button[type=submit]");
    browser.awaitNote("Rule: added");
    assertEquals(
        "{\"when\":\"connect\",\"fault\":{\"close\":true,\"phase\":\"whileReading\"}}",
        server.get("rules").at("/rules/2/rule").toString());
    browser.checkConsole();
  }

  /** What was filled in before somebody chose otherwise is no part of the rule. */
  @Test
  void aRuleHasOnlyWhatItsFormShows() throws Exception {
    open("#/rules?sel=new");
    browser.choose("#rule-form select[name=request]", "sender data");
    browser.choose("#rule-form select[name=Fault]", "close");
    browser.click(".phases label", "inside reply");
    browser.type("#rule-form input[name=afterBytes]", "13");
    browser.type("#rule-form input[name=forward]", "127.0.0.1:1");
    browser.type("#rule-form input[name=peerSubject]", "CN=a");
    browser.click("#rule-form summary", "How often");
    browser.type("#rule-form input[name=times]", "1");
    browser.choose("#rule-form fieldset.inner select[name=Reply]", "close");
    browser.choose("#rule-form fieldset.inner select[name=Fault]", "reset");
    awaitYaml(
        """
        rules:
          - when:
              request: sender data
            forward: "127.0.0.1:1"
            forwardTls:
              peerSubject: "CN=a"
            fault:
              close: true
              afterBytes: 13
            times: 1
            afterwards:
              reply: close
              fault:
                reset: true""");

    browser.type("#rule-form input[name=forward]", "");
    browser.click(".phases label", "after reply");
    awaitYaml(
        """
        rules:
          - when:
              request: sender data
            fault:
              close: true
              phase: afterReply
            times: 1
            afterwards:
              reply: close
              fault:
                reset: true""");
    browser.type("#rule-form input[name=forward]", "127.0.0.1:1");
    browser.choose("#rule-form select[name=request]", "connect");
    awaitYaml(
        """
        rules:
          - when: connect
            fault:
              close: true
            times: 1
            afterwards:
              fault:
                reset: true""");
    browser.awaitResult("on accept", CHOSEN_PHASE);
    browser.click("#rule-form button[type=submit]");
    browser.awaitNote("Rule: added");
    assertEquals(
        "{\"when\":\"connect\",\"fault\":{\"close\":true},\"times\":1,"
            + "\"afterwards\":{\"fault\":{\"reset\":true}}}",
        server.get("rules").at("/rules/2/rule").toString());
    browser.checkConsole();
  }

  private void awaitYaml(String yaml) {
    browser.awaitResult(
        yaml, "return document.querySelector('#rule-form .snippet:last-child bdi').textContent");
  }

  private static final String CHOSEN_PHASE =
      "return document.querySelector('.phases input:checked').closest('label').innerText.trim()";

  @Test
  void theFormKnowsEveryFaultAndReplyOfTheSchema() throws Exception {
    open("#/rules?sel=new");
    browser.await("#rule-form");

    Object missing =
        browser.runAsync(
            "const schema = await (await fetch('/scenario.schema.json')).json();"
                + "const reply = schema.properties.rules.items.properties.reply.anyOf;"
                + "const names = choice => [...(choice.enum ?? []), ...Object.keys(choice.properties ?? {})];"
                + "const options = name => [...document.querySelectorAll('[name=' + name + '] option')].map(o => o.value);"
                + "const wanted = schema.$defs.fault.anyOf.flatMap(names).filter(n => !['phase', 'afterBytes'].includes(n));"
                + "return wanted.filter(name => !options('Fault').includes(name))"
                + ".concat(reply.flatMap(names).filter(name => !options('Reply').includes(name))).join();");

    assertEquals("", missing);
    browser.checkConsole();
  }

  @Test
  void aRefusedRuleNamesTheField() throws Exception {
    open("#/rules?sel=new");
    browser.choose("#rule-form select[name=Fault]", "delay");
    browser.type("#rule-form input[name=delay]", "soon");
    browser.click("#rule-form button[type=submit]");

    browser.await(".refusal", "delay");
    assertTrue(browser.text(".refusal").contains("\"soon\""), browser.text(".refusal"));
    browser.checkConsole(Browser.STATUS_400);
  }

  @Test
  void aRuleBeginsWithARequest() throws Exception {
    server.send("web01", "app.ok", "1");
    open("#/exchanges");
    browser.click(".exchanges .row", "sender data");
    browser.await(".columns");
    browser.press("r");
    browser.choose("#rule-form select[name=Fault]", "emptyReply");
    browser.click("#rule-form button[type=submit]");
    browser.awaitNote("Rule: added");

    assertEquals(
        "{\"when\":{\"request\":\"sender data\",\"host\":\"web01\",\"key\":\"app.ok\"},\"fault\":{\"emptyReply\":true}}",
        server.get("rules").at("/rules/2/rule").toString());
    browser.checkConsole();
  }

  @Test
  void theKeyOfAnAgentIsChanged_polled_andRemoved() throws Exception {
    open("#/hosts");
    browser.click("[aria-label='Change agent.ping']");
    browser.type("dialog textarea", "7");
    browser.click("dialog button[type=submit]");
    browser.awaitNote("agent.ping: changed");
    browser.click("[aria-label='Poll agent.ping now']");
    browser.awaitNote("agent.ping: polled");

    assertEquals("7", api("values/latest?key=agent.ping", "/items/0/value"));
    browser.click("button", "Add a key");
    browser.type("dialog input[name=key]", "vfs.fs.size[/,free]");
    browser.type("dialog textarea", "{\"notSupported\": \"no such disk\"}");
    browser.click("dialog button[type=submit]");
    browser.await(".block tr", "no such disk");
    browser.click("[aria-label='Change vfs.fs.size[/,free]']");
    browser.click("dialog button", "Remove the key");
    browser.awaitNone(".block tr", "vfs.fs.size");
    browser.click("#poll");
    browser.awaitNote("Due items: polled");
    browser.checkConsole();
  }

  @Test
  void connectionsAreRefusedAndAccepted() throws Exception {
    open("#/hosts");
    browser.click("[aria-label='The trapper port accepts connections']");
    awaitApi("status", "/acceptsConnections", "false");
    browser.await(".notice", "The trapper port refuses connections");
    browser.click("[aria-label='The trapper port accepts connections']");
    awaitApi("status", "/acceptsConnections", "true");
    browser.click("[aria-label='web01 accepts connections']");
    awaitApi("agents/web01", "/acceptsConnections", "false");
    browser.checkConsole();
  }

  @Test
  void aTestValueIsSent() throws Exception {
    open("");
    browser.press("s");
    browser.type("dialog input[name=key]", "app.olk");
    browser.click("dialog button[type=submit]");
    browser.await("#send-result", "processed: 0; failed: 1");
    browser.type("dialog input[name=key]", "app.ok");
    browser.type("dialog input[name=value]", "5");
    browser.press(Keys.ENTER);
    browser.await("#send-result", "processed: 1; failed: 0");
    browser.press(Keys.ESCAPE);

    browser.await(".values .row", "app.ok");
    assertEquals("5", api("values/latest", "/items/0/value"));
    browser.checkConsole();
  }

  @Test
  void aDroppedScenarioShowsItsErrorAtTheLine_andIsLoadedWhenCorrected() throws Exception {
    open("#/hosts");
    browser.run(DROP, "other.yaml", "hosts:\n  - host: web77\n    itms: []\n");
    browser.click("#load-scenario");
    browser.await(".lines .here", "itms");
    browser.await(".lines .here-why", "did you mean \"items\"?");
    assertEquals("web01", api("hosts", "/hosts/0/host"));
    browser.type("dialog textarea", "hosts:\n  - host: web77\n");
    browser.click("#load-scenario");
    browser.awaitNote("other.yaml: loaded");

    browser.await(".scroll", "web77");
    assertEquals("web77", api("hosts", "/hosts/0/host"));
    browser.checkConsole(Browser.STATUS_400);
  }

  static final String DROP =
      "const transfer = new DataTransfer();"
          + "transfer.items.add(new File([arguments[1]], arguments[0]));"
          + "document.body.dispatchEvent("
          + "new DragEvent('drop', {dataTransfer: transfer, bubbles: true, cancelable: true}));";

  @Test
  void recordingAndScenarioAreDownloaded() throws Exception {
    server.send("web01", "app.ok", "1");
    open("#/rules");

    Object scenario =
        browser.runAsync("return (await fetch(document.querySelector('#export').href)).text()");
    JsonNode expected = server.get("scenario");
    assertEquals(expected.toString(), scenario);
    assertTrue(
        browser.run("return document.querySelector('#export').download").equals("scenario.json"));
    browser.press("d"); // the page stays, since the reply is a download
    browser.await(".rules .row");
    browser.checkConsole();
  }

  @Test
  void aResetAsksOnce_andAnotherPageFollows() throws Exception {
    server.send("web01", "app.ok", "1");
    open("");
    browser.await(".values .row", "app.ok");
    browser.press("R");
    browser.await("dialog", "It forgets 1 exchange");
    browser.click("#confirm-reset");

    browser.await(".first", "Waiting for the first value");
    assertEquals(0, server.get("exchanges").path("exchanges").size());
    server.send("web01", "app.ok", "9");
    browser.await(".values .c-value", "9");
    browser.checkConsole();
  }

  @Test
  void aRuleIsAdded_itsHitFound_andAVectorCopied_withTheKeyboardAlone() throws Exception {
    server.send("web01", "app.ok", "1");
    open("#/exchanges");
    browser.await(".exchanges .row", "sender data");
    browser.press("j");
    browser.await(".columns");
    browser.press("r");
    browser.awaitFocus("[name=Fault]");
    chooseByTyping("emptyR", "emptyReply");
    browser.await("#rule-form .snippet", "Fault.emptyReply()");
    awaitFocusByTab("Add rule");
    browser.press(Keys.SPACE);
    browser.await(".rules .row", "emptyReply");
    server.send("web01", "app.ok", "2");
    browser.press("j");
    browser.await(".rules .row[aria-selected=true] .c-hits", "1");
    browser.press("2");
    browser.await(".exchanges .row", "fault");
    browser.press("j");
    browser.await(".panel", "Fault, as ordered");
    browser.press("c");
    browser.awaitNote("Vector: copied");

    browser.awaitFocus(".row");
    assertTrue(browser.clipboard().contains("\"id\": \"exchange-2\""), browser.clipboard());
    browser.checkConsole();
  }

  /** Types into a selection, which begins anew if a second passes between two letters. */
  private void chooseByTyping(String letters, String value) {
    browser.await(
        "the choice of " + value,
        () -> {
          browser.press(letters);
          boolean isChosen = value.equals(browser.run("return document.activeElement.value"));
          if (!isChosen) {
            browser.runAsync("await new Promise(go => setTimeout(go, 1500))"); // begins anew
          }
          return isChosen;
        });
  }

  private void awaitFocusByTab(String text) {
    browser.await(
        "focus on " + text,
        () -> {
          browser.press(Keys.TAB);
          return text.equals(browser.run("return document.activeElement.innerText"));
        });
  }

  @Test
  void everythingWorksWithTheKeyboard() throws Exception {
    server.sendTraffic();
    open("");
    browser.await(".values .row", "app.ok");
    browser.press("j");
    browser.await(".panel");
    browser.press("j");
    browser.press("k");
    browser.awaitFocus(".row");
    browser.press(Keys.END);
    browser.await(".values .row[aria-selected=true]", "vfs.fs.discovery");
    browser.press(Keys.ENTER);
    browser.awaitFocus(".panel");
    browser.press(Keys.ESCAPE);
    browser.awaitNone(".panel", "");
    browser.press("2");
    browser.await(".exchanges .row", "sender data");
    browser.press("/");
    browser.press("unreadable");
    awaitSearch("unreadable");
    browser.await(".bar-count", "exchange");
    browser.press(Keys.ESCAPE);
    browser.press("x");
    awaitSearch("");
    browser.await(".bar-count", "newest first");
    browser.press("n");
    browser.await(".problems .row[aria-selected=true]");
    browser.press("t");
    browser.awaitNote("Theme: light");
    browser.press("?");
    browser.click("dialog input[type=checkbox]");
    browser.press(Keys.ESCAPE);
    browser.awaitNone("dialog", "Keyboard");
    browser.press("1");
    browser.await(".problems");
    browser.run("localStorage.clear()");
    browser.checkConsole();
  }

  /** Waits for the text of the search, and for the address with it. */
  private void awaitSearch(String text) {
    browser.awaitResult(text, "return document.getElementById('search').value");
    browser.awaitResult(
        text, "return new URLSearchParams(location.hash.split('?')[1] ?? '').get('q') ?? ''");
  }
}
