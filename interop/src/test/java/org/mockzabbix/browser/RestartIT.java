package org.mockzabbix.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.interop.MockZabbixProgram;
import org.mockzabbix.interop.NeedsProgram;
import org.mockzabbix.interop.Ports;

/** The server goes away and comes back, or wants a token. */
@NeedsProgram({"chromium", "chromedriver"})
@ResourceLock(Browser.LOCK)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RestartIT {

  @Test
  void thePageKeepsWhatItShows_andBeginsAnewAfterARestart() throws Exception {
    try (Browser browser = Browser.start()) {
      int port = Ports.free(); // no other process is given it between the two servers
      try (PageServer server = PageServer.lenient(port)) {
        server.send("web01", "app.ok", "before");
        browser.open(server.url(), "");
        browser.await(".values .row", "before");
        assertEquals(0, server.stop());
        browser.await(".notice.lost", "The server has not answered since");
        browser.await(".values .row", "before");
      }
      browser.checkConsole(
          "ERR_INCOMPLETE_CHUNKED_ENCODING",
          "ERR_CONNECTION_REFUSED",
          "ERR_CONNECTION_RESET",
          "ERR_EMPTY_RESPONSE");
      try (PageServer again = PageServer.lenient(port)) {
        browser.await(".notice", "The server was restarted.");
        browser.await(".first", "Waiting for the first value");
        again.send("web01", "app.ok", "after");
        browser.await(".values .row", "after");
      }
    }
  }

  /** The number of exchanges, which the page reads each second. */
  private static final String EXCHANGES = ".tabs a:nth-child(2) .count";

  @Test
  @ResourceLock(Browser.SECOND_LOCK) // it has two browsers
  void aResetOfOnePageIsSeenInAnother() throws Exception {
    try (PageServer server = PageServer.lenient();
        Browser first = Browser.start();
        Browser second = Browser.start()) {
      server.send("web01", "app.ok", "before");
      first.open(server.url(), "");
      second.open(server.url(), "#/exchanges");
      second.await(".exchanges .row", "sender data");
      first.click("#reset");
      first.click("#confirm-reset");

      first.await(".first", "Waiting for the first value");
      second.await(".first", "Waiting for the first value");
      server.send("web01", "app.ok", "after");
      first.await(".values .row", "after");
      second.await(".exchanges .row", "sender data");
      first.await(EXCHANGES, "1");
      second.await(EXCHANGES, "1");
      first.await("the tabs of both", () -> first.text(".tabs").equals(second.text(".tabs")));
    }
  }

  @Test
  void thePageAsksForTheToken_andOpensWithIt() throws Exception {
    try (MockZabbixProgram program = MockZabbixProgram.serve("--http-token", "secret");
        Browser browser = Browser.start()) {
      browser.run("location.href = arguments[0]", program.http() + "/");
      browser.type("input[name=token]", "wrong");
      browser.click("button[type=submit]");
      browser.await(".refusal", "the token is not valid");
      browser.type("input[name=token]", "secret");
      browser.click("button[type=submit]");

      browser.await(".connection.live");
      new PlainSender(program.trapperPort()).sendValue("web01", "app.ok", "1");
      browser.await(".values .row", "app.ok");
    }
  }
}
