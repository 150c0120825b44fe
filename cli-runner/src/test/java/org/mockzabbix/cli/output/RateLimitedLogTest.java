package org.mockzabbix.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockzabbix.cli.CapturedLines;

class RateLimitedLogTest {

  private final CapturedLines err = new CapturedLines();
  private Instant now = Instant.EPOCH;
  private final RateLimitedLog log =
      new RateLimitedLog(new PrintStream(err, true, UTF_8), () -> now, false);

  private void flood(int lines) {
    for (int i = 0; i < lines; i++) {
      log.printLimited("line");
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void showsTwentyLinesAMinute() {
    log.print("READY");

    flood(25);

    assertEquals(22, err.lines().size());
    assertEquals(
        "LEFT OUT from here: after 20 lines, more lines about clients are only counted for 1 min",
        err.lines().get(21));
  }

  @Test
  void tellsHowManyWereLeftOut() {
    log.print("READY");
    flood(25);

    log.printOmitted();
    log.printOmitted();

    assertEquals("LEFT OUT 5 lines like these", err.lines().get(22));
    assertEquals(23, err.lines().size());
  }

  @Test
  void tellsThatOneWasLeftOut() {
    log.print("READY");
    flood(21);

    log.printOmitted();

    assertEquals("LEFT OUT 1 line like these", err.lines().get(22));
  }

  @Test
  void showsLinesAgainAfterAMinute() {
    log.print("READY");
    flood(25);

    pass(Duration.ofMinutes(1));
    log.printLimited("again");

    assertEquals(
        List.of("LEFT OUT 5 lines like these", "again"),
        err.lines().subList(22, err.lines().size()));
  }

  @Test
  void waitsTwiceAsLongWhileTheFloodLasts() {
    log.print("READY");
    flood(25);
    pass(Duration.ofMinutes(1));
    flood(25);

    pass(Duration.ofMinutes(1));
    flood(1);
    int afterOneMinute = err.lines().size();
    pass(Duration.ofMinutes(1));
    flood(1);

    assertEquals(1 + 21 + 1 + 21, afterOneMinute);
    assertEquals("LEFT OUT 6 lines like these", err.lines().get(afterOneMinute));
    assertEquals("line", err.lines().get(afterOneMinute + 1));
  }

  @Test
  void quiet_printsOnlyWhatIsNotAboutClients() {
    RateLimitedLog quiet = new RateLimitedLog(new PrintStream(err, true, UTF_8), () -> now, true);

    quiet.printLimited("client");
    quiet.printNotice("summary");
    quiet.printOmitted();
    quiet.print("important");

    assertEquals(List.of("important"), err.lines());
  }

  @Test
  void importantLinesAreNeverLeftOut() {
    log.print("READY");
    flood(25);

    log.print("important");

    assertEquals("important", err.lines().get(22));
  }

  @Test
  void cutsLongLines() {
    log.print("READY");

    log.printLimited("x".repeat(1000) + "end");

    assertEquals("x".repeat(400) + "...", err.lines().get(1));
  }

  @Test
  void spellsOutControlCharacters() {
    log.print("READY");

    log.printLimited("a\nb\t\r\u001b[31m\u0085\u2028ü");

    assertEquals("a\\nb\\t\\r\\u001b[31m\\u0085\\u2028ü", err.lines().get(1));
  }

  @Test
  void spellsOutControlCharacters_ofImportantLinesToo() {
    log.print("a\nb\u001b[31m\u202e" + "x".repeat(500));

    assertEquals("a\\nb\\u001b[31m\\u202e" + "x".repeat(500), err.lines().get(0));
  }
}
