package org.mockzabbix.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the page shows of a server with traffic. */
class PageIT extends PageFixture {

  @Test
  void theFirstValueTakesThePlaceOfTheInstructions() throws Exception {
    open("");
    String instructions = browser.text(".first");
    assertTrue(
        instructions.contains(
            "zabbix_sender -z 127.0.0.1 -p " + server.sender().port() + " -s web01 -k app.ok -o 1"),
        instructions);

    browser.click(".port", "trapper");
    String address = "127.0.0.1:" + server.sender().port();
    browser.awaitNote(address + ": copied");
    assertEquals(address, browser.clipboard());
    server.send("web01", "app.ok", "42");

    browser.await(".values .row", "42");
    assertEquals("Values - Mock Zabbix", browser.title());
    browser.checkConsole();
  }

  @Test
  void valuesAreGroupedByHost_andChangeWhereTheyAre() throws Exception {
    server.send("web01", "app.ok", "1");
    server.send("app-ruby", "app.version", "2.0");
    open("");
    browser.await(".row.group", "web01");
    server.send("web01", "app.ok", "2");

    browser.await(".values .row[data-key^=web01] .c-value", "2");
    browser.await(".values .row[data-key^=web01] .c-count", "2");
    int items = count("values/latest", "items");
    browser.awaitResult(
        String.valueOf(items),
        "return document.querySelector('.tabs a:first-child .count').innerText");
    browser.checkConsole();
  }

  @Test
  void anItemHasPlotFactsAssertionAndItsNewestValues() throws Exception {
    server.sendTraffic();
    open("");
    browser.click(".values .row", "system.cpu.load");

    browser.await(".panel .plot canvas");
    browser.await(".panel .facts", "trapper, float");
    browser.await(".panel .table tbody tr:nth-child(40)");
    browser.press("a");
    browser.awaitNote("Java: copied");
    String latest =
        server.get("values?key=system.cpu.load*&limit=1").at("/values/0/value").asText();
    assertEquals(
        """
        assertThat(server)
            .received(item("web01", "system.cpu.load[all,avg1]")
                .withValue("%s"))
            .within(ofSeconds(5));"""
            .formatted(latest),
        browser.clipboard());
    browser.checkConsole();
  }

  @Test
  void aDiscoveryValueIsATable_andLongTextIsShownOnDemand() throws Exception {
    String rows = "[{\\\"{#FSNAME}\\\":\\\"/\\\"},{\\\"{#FSNAME}\\\":\\\"/boot\\\"}]";
    server
        .sender()
        .sendValues("{\"host\":\"db01\",\"key\":\"vfs.fs.discovery\",\"value\":\"" + rows + "\"}");
    server.send("app-ruby", "app.version", "x".repeat(70_000) + "end");
    open("#/values?sel=db01%0Avfs.fs.discovery");
    browser.await(".panel td", "/boot");
    String many = "{\\\"{#N}\\\":\\\"1\\\"},".repeat(249) + "{\\\"{#N}\\\":\\\"last\\\"}";
    server
        .sender()
        .sendValues(
            "{\"host\":\"db01\",\"key\":\"vfs.fs.discovery\",\"value\":\"[" + many + "]\"}");
    browser.click("#whole-value");
    browser.await(".panel .help", "Shown: the first 200 of 250 rows.");

    browser.click(".values .row", "app.version");
    browser.click("#whole-value", "Show all 70\u2009003 characters");
    browser.click(".panel button", "Show 64 Ki characters more");
    browser.await(".panel pre", "xend");
    browser.checkConsole();
  }

  @Test
  void anExchangeHasRequestReplyHeaderAndBytes() throws Exception {
    server.send("web01", "app.ok", "1");
    open("#/exchanges");
    browser.click(".exchanges .row", "sender data");

    browser.await(".columns", "\"info\": \"processed: 1; failed: 0; total: 1;");
    browser.await(".header-fields", "Zabbix protocol");
    browser.await(".hex", "5a 42 58 44");
    browser.press("c");
    browser.awaitNote("Vector: copied");
    assertTrue(browser.clipboard().contains("\"request\": \"5a42584401"), browser.clipboard());
    browser.checkConsole();
  }

  @Test
  void theUnreadablePlaceIsMarked() throws Exception {
    server.sendBytes(PageServer.tooShortLength());
    open("#/exchanges");
    browser.click(".exchanges .row", "unreadable");

    browser.await(".reason", "is the length counted in characters instead of bytes?");
    browser.await(".hex mark");
    browser.await(".legend", "the declared length: 89");
    browser.checkConsole();
  }

  @Test
  void aProblemIsListedOnce_withItsCauseAndTheNearestItem() throws Exception {
    open("#/problems");
    browser.await(".empty-note", "Nothing was refused, unreadable or rejected.");
    for (int i = 0; i < 3; i++) {
      server.send("web01", "app.olk", "1");
    }

    browser.click(".problems .row", "app.olk");

    browser.await(".problems .c-times", "3");
    browser.await(".panel .reason", "the host has no item with this key");
    browser.await(".panel", "web01 app.ok");
    assertEquals("(1 problem) Problems - Mock Zabbix", browser.title());
    browser.checkConsole();
  }

  /** The mistakes that beginners make most. */
  @Test
  void eachMistakeIsAProblem_withACauseInWordsAndItsBytesMarked() throws Exception {
    server.send("web01", "system.cpu.load[all,avg1]", "0,42");
    server.sendBytes(PageServer.tooShortLength());
    server.send("web01", "app.olk", "1");
    server.sendBytes(("\u0016\u0003\u0001" + "x".repeat(40)).getBytes(UTF_8));
    server.sendBytes("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
    open("#/problems");

    checkProblem("0,42", "Not stored", "not suitable for value type \"Numeric (float)\"");
    checkProblem("characters", "Unreadable", "is the length counted in characters");
    checkProblem("app.olk", "Rejected", "the host has no item with this key");
    checkProblem("TLS", "Unreadable", "the client used TLS, but this port expects unencrypted");
    checkProblem("HTTP", "Unreadable", "this looks like an HTTP request");
    browser.checkConsole();
  }

  /** Whether the list is that of this search: the one before has one problem, too. */
  private static final String IS_ONLY_CAUSE =
      "const causes = [...document.querySelectorAll('.problems [data-key] .c-cause')];"
          + "return causes.length === 1 && causes[0].innerText.includes(arguments[0])";

  private void checkProblem(String search, String kind, String cause) {
    browser.type("#search", search);
    browser.awaitResult(true, IS_ONLY_CAUSE, cause);
    browser.await(".bar-count", "1 of 5 kinds");
    browser.click(".problems [data-key] .c-cause", cause);
    browser.await(".panel h2", kind);
    browser.await(".panel .reason", cause);
    browser.await(".panel .hex mark");
  }

  @Test
  void numbersAreThoseOfTheApi() throws Exception {
    server.sendTraffic();
    open("");
    JsonNode status = server.get("status");
    JsonNode expectations = server.get("expectations").path("expectations");
    long met =
        StreamSupport.stream(expectations.spliterator(), false)
            .filter(expectation -> expectation.path("verdict").asText().equals("met"))
            .count();
    int hosts = count("hosts", "hosts") + count("agents", "agents");
    List<Object> expected =
        List.of(
            count("values/latest", "items"),
            status.at("/journal/exchanges"),
            count("problems", "problems"),
            count("rules", "rules"),
            hosts,
            met + " of " + expectations.size());

    String counts = "return [...document.querySelectorAll('.count')].map(e => e.innerText).join()";
    String wanted = expected.stream().map(String::valueOf).collect(Collectors.joining(","));
    browser.awaitResult(wanted, counts);
    browser.await(
        ".status",
        "%s values, %s rejected, %s unreadable"
            .formatted(
                status.at("/total/values"),
                status.at("/total/rejected"),
                status.at("/total/unreadable")));
    browser.checkConsole();
  }

  private int count(String path, String member) throws Exception {
    return server.get(path).path(member).size();
  }

  @Test
  void hostsAgentsAndProxiesAreListed() throws Exception {
    open("#/hosts");

    browser.await(".block", "web01");
    browser.await(".scroll", "px-berlin");
    browser.click("[aria-label='Items of app-ruby']");
    browser.await(".sub", "app.latency.p99");
    browser.checkConsole();
  }

  @Test
  void expectationsThatAreNotMetComeFirst_withTheirExplanation() throws Exception {
    server.sendTraffic();
    open("#/expectations");

    browser.await(".expectations .row[aria-rowindex='2']", "can no longer be met");
    browser.click(".expectations .row", "app.missing");
    browser.await(".panel", "but received: no value for this item");
    browser.checkConsole();
  }

  @Test
  void theUrlIsTheState() throws Exception {
    server.sendTraffic();
    open("#/values?host=app-ruby&q=app");
    browser.await(".values .row", "app.orders.count");
    browser.awaitNone(".values .row", "system.cpu.load");
    browser.click(".tabs a", "Exchanges");
    browser.await(
        "the view in the URL", () -> browser.url().endsWith("#/exchanges?host=app-ruby&q=app"));
    browser.reload();
    browser.await(".chip", "app-ruby");
    browser.click(".chip button");
    browser.awaitNone(".chip", "app-ruby");
    browser.click("#add-filter");
    browser.choose("dialog select[name=verdict]", "unreadable");
    browser.click("dialog button[type=submit]");

    browser.await(".chip", "unreadable");
    browser.type("#search", "0x474554");
    browser.await(".exchanges .row", "this looks like an HTTP request");
    browser.await("the search in the URL", () -> browser.url().contains("q=0x474554"));
    browser.checkConsole();
  }

  @Test
  void aFilterHoldsForWhatArrives_too() throws Exception {
    server.send("web01", "app.ok", "1");
    open("#/exchanges?verdict=rejected");
    browser.await(".empty-note", "No exchange matches.");
    server.send("web01", "app.ok", "2");
    server.send("web01", "app.olk", "3");
    server.send("web01", "app.ok", "4");

    browser.await(".exchanges .row .c-id", "3");
    browser.await(".bar-count", "1 exchange, newest first");
    browser.checkConsole();
  }

  @Test
  void aScreenReaderIsToldSums_notEachValue() throws Exception {
    open("");
    browser.await(".first");
    server
        .sender()
        .sendValues(
            "{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":1},"
                + "{\"host\":\"app-ruby\",\"key\":\"app.version\",\"value\":\"2\"},"
                + "{\"host\":\"web01\",\"key\":\"app.olk\",\"value\":3}");

    browser.awaitResult(
        "2 values, 1 rejected", "return document.querySelector('[aria-live]').textContent");
    browser.checkConsole();
  }

  @Test
  void newExchangesDoNotMoveWhatIsRead() throws Exception {
    server.sendTimes(100, "1");
    open("#/exchanges");
    browser.await(".exchanges .row .c-id", "100");
    browser.run("document.querySelector('.grid').scrollTop = 700");
    browser.await("the rows there", () -> browser.run(TOP_ROW) != null);
    Object before = browser.run(TOP_ROW);
    server.send("web01", "app.ok", "2");
    server.send("web01", "app.ok", "3");

    browser.await(".newer", "newer");
    browser.await(".bar-count", "102 exchanges");
    assertEquals(before, browser.run(TOP_ROW));
    browser.click(".newer");
    browser.await(".exchanges .row .c-id", "102");
    browser.checkConsole();
  }

  /** The number of the row at a fixed place of the window. */
  private static final String TOP_ROW =
      "return document.elementFromPoint(300, 300)?.closest('[data-key]')?.dataset.key";

  @Test
  void pauseStopsThisPageAlone() throws Exception {
    server.send("web01", "app.ok", "1");
    open("");
    browser.await(".values .c-count", "1");
    browser.press("p");
    browser.await(".notice", "Paused");
    server.send("web01", "app.ok", "77");

    browser.await(".notice", "1 exchange since then");
    assertFalse(browser.text(".values").contains("77"));
    browser.press("p");
    browser.await(".values .c-value", "77");
    browser.checkConsole();
  }
}
