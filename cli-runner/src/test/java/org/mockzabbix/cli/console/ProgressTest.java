package org.mockzabbix.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.mockzabbix.cli.CapturedLines;

class ProgressTest {

  private static final long SECOND = 1_000_000_000L;

  private final CapturedLines terminal = new CapturedLines();
  private long now;
  private final Progress progress =
      new Progress(new PrintStream(terminal, true, UTF_8), 60, () -> now);

  private void step(long at) {
    now = at;
    progress.step();
  }

  @Test
  void shortRun_showsNothing() {
    step(SECOND / 2);
    progress.hide();

    assertEquals("", terminal.text());
  }

  @Test
  void longRun_showsABarFiveTimesASecond() {
    step(0);
    step(SECOND);
    step(SECOND + SECOND / 10);
    step(SECOND + SECOND / 5);
    progress.hide();
    progress.hide();

    assertEquals(
        "\r\033[K[#.............................] 2 of 60"
            + "\r\033[K[##............................] 4 of 60"
            + "\r\033[K",
        terminal.text());
  }

  @Test
  void runWithoutKnownEnd_showsTheNumberOfSteps() {
    Progress endless = new Progress(new PrintStream(terminal, true, UTF_8), 0, () -> now);
    now = SECOND;
    endless.step();
    endless.hide();

    assertEquals("\r\033[K1 so far\r\033[K", terminal.text());
  }
}
