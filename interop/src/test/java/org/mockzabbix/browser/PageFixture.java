package org.mockzabbix.browser;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.mockzabbix.interop.NeedsProgram;

/** One browser for all tests of a class, and a new server for each of them. */
@NeedsProgram({"chromium", "chromedriver"})
@ResourceLock(Browser.SECOND_LOCK)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class PageFixture {

  Browser browser;
  PageServer server;

  @BeforeAll
  void startBrowser() {
    browser = Browser.start();
  }

  @AfterAll
  void closeBrowser() {
    browser.close();
  }

  @BeforeEach
  void startServer() throws Exception {
    server = PageServer.strict();
  }

  @AfterEach
  void closeServer() throws Exception {
    browser.run("location.href = 'about:blank'");
    server.close();
  }

  void open(String view) throws Exception {
    browser.open(server.url(), view);
  }
}
