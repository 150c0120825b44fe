package org.mockzabbix.assertion;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.mockzabbix.protocol.ItemValue;
import org.opentest4j.AssertionFailedError;

/** Alone, because Awaitility's defaults are the whole machine's. */
@Isolated
@Timeout(30)
class AwaitilityDefaultsTest {

  private final Inbox inbox = new Inbox();

  @AfterEach
  void reset() {
    Awaitility.reset();
  }

  @Test
  void defaultTimeoutIsHonoured() {
    Awaitility.setDefaultTimeout(ofMillis(40));

    AssertionFailedError failure =
        assertThrows(
            AssertionFailedError.class,
            () -> assertThat(inbox).received(item("web01", "app.ok")).eventually());

    assertEquals(
        """
        expected: web01 app.ok, within 40 ms
        but received: no exchanges
        total: no exchanges on the inbox""",
        failure.getMessage());
  }

  @Test
  void defaultTimeoutIsTenSeconds() {
    assertEquals(10, AwaitilitySettings.of(Awaitility.await()).timeout().toSeconds());
  }

  @Test
  void defaultPollingInTheSameThreadIsHonoured() {
    Awaitility.pollInSameThread();

    assertThrows(
        AssertionFailedError.class,
        () -> assertThat(inbox).received(item("web01", "app.ok")).within(ofMillis(150)));
  }

  @Test
  void deathOfAnotherThreadDoesNotEndTheWait() throws Exception {
    FutureTask<ItemValue> wait =
        new FutureTask<>(
            () -> assertThat(inbox).received(item("web01", "app.ok")).within(ofSeconds(20)));
    Thread waiting = new Thread(wait, "waits in AwaitilityDefaultsTest");
    waiting.start();
    awaitParked(waiting);

    dieOfAnException();
    inbox.receive(Inbox.row("web01", "app.ok", "1"));

    assertEquals("1", wait.get(20, SECONDS).value());
  }

  /** Without Awaitility, which would forget the handler that the wait may have set. */
  private static void awaitParked(Thread waiting) {
    long end = System.nanoTime() + ofSeconds(20).toNanos();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      assertTrue(System.nanoTime() < end, () -> waiting.getName() + " " + waiting.getState());
      Thread.onSpinWait();
    }
  }

  /** As any thread does whose exception nobody catches, but without a word on the console. */
  private static void dieOfAnException() throws InterruptedException {
    ThreadGroup quiet =
        new ThreadGroup("quiet") {
          @Override
          public void uncaughtException(Thread thread, Throwable exception) {
            Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler())
                .ifPresent(handler -> handler.uncaughtException(thread, exception));
          }
        };
    Runnable death =
        () -> {
          throw new IllegalStateException("not our business");
        };
    Thread dying = new Thread(quiet, death, "dies in AwaitilityDefaultsTest");
    dying.start();
    dying.join(20_000);
  }
}
