package org.mockzabbix.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Isolated, because it captures the console of the whole JVM. */
@Isolated
class SilenceTest {

  @Test
  void greenTestsPrintNothing() {
    try (Console console = new Console()) {
      EngineTestKit.engine("junit-jupiter")
          .selectors(selectClass(MockZabbixExtensionTest.OneTestCase.class))
          .execute()
          .testEvents()
          .assertStatistics(counts -> counts.succeeded(1));

      assertEquals("", console.printed());
    }
  }

  /** Captures both streams and what JUnit logs to the original one. */
  private static final class Console implements AutoCloseable {

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = Logger.getLogger("");
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Handler log;

    Console() {
      PrintStream both = new PrintStream(bytes, true, UTF_8);
      System.setOut(both);
      System.setErr(both);
      log = new StreamHandler(both, new SimpleFormatter());
      root.addHandler(log);
    }

    String printed() {
      log.flush();
      return bytes.toString(UTF_8);
    }

    @Override
    public void close() {
      root.removeHandler(log);
      System.setOut(out);
      System.setErr(err);
    }
  }
}
