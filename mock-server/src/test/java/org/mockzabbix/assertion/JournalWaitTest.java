package org.mockzabbix.assertion;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.Inbox.row;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.protocol.ItemValue;
import org.opentest4j.AssertionFailedError;

@Timeout(30)
class JournalWaitTest {

  /** Far more than a machine under load needs to notice what has arrived. */
  private static final Duration PATIENCE = ofSeconds(20);

  private static final ItemMatcher OK = item("web01", "app.ok");

  private final Inbox inbox = new Inbox();

  @Test
  void now_returnsTheFirstValue() {
    inbox.receive(row("web01", "app.ok", "1"), row("web01", "app.ok", "2"));

    assertEquals("1", assertThat(inbox).received(OK).now().value());
  }

  /** Often the look at the journal is not over when Awaitility's millisecond is. */
  @RepeatedTest(20)
  void within_valueIsThereAlready() {
    inbox.receive(row("web01", "app.ok", "1"));

    assertEquals("1", assertThat(inbox).received(OK).within(ofMillis(1)).value());
  }

  @RepeatedTest(20)
  void within_valueArrivesAtARandomMoment() {
    receiveAfter(ofMillis(new Random().nextInt(40)), "1");

    assertEquals("1", assertThat(inbox).received(OK).within(PATIENCE).value());
  }

  /** A wait that polls would sleep until the next poll instead. */
  @Test
  void within_isWokenByWhatArrives() throws Exception {
    FutureTask<ItemValue> wait =
        new FutureTask<>(() -> assertThat(inbox).received(OK).within(PATIENCE));
    Thread waiter = new Thread(wait, "waiter");
    waiter.start();
    await().atMost(PATIENCE).until(() -> waitsForTheJournal(waiter));

    inbox.receive(row("web01", "app.ok", "1"));

    assertEquals("1", wait.get().value());
  }

  private static boolean waitsForTheJournal(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().equals(JournalStore.class.getName())
                    && frame.getMethodName().equals("awaitChange"));
  }

  @Test
  void within_otherValuesDoNotEndTheWait() {
    receiveAfter(ofMillis(5), "1", "2", "3");

    ItemValue third = assertThat(inbox).received(OK.withValue("3")).within(PATIENCE);

    assertEquals("3", third.value());
  }

  /** One packet for each value, {@code pause} before each. */
  private void receiveAfter(Duration pause, String... values) {
    CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    for (String value : values) {
      last =
          last.thenRunAsync(
              () -> inbox.receive(row("web01", "app.ok", value)),
              OwnThread.after(pause.toMillis()));
    }
  }

  /** What was there before a reset is not counted with what came after it. */
  @Test
  void timesWithin_aResetBeginsAnew() {
    inbox.receive(row("web01", "app.ok", "0"));
    OwnThread.after(20)
        .execute(
            () -> {
              inbox.receive(row("web01", "app.ok", "0"));
              inbox.journal().reset();
              receiveAfter(ofMillis(5), "1", "2", "3");
            });

    List<ItemValue> three = assertThat(inbox).received(OK).times(3).within(PATIENCE);

    assertEquals(List.of("1", "2", "3"), three.stream().map(ItemValue::value).toList());
  }

  @Test
  void timesWithin_returnsAllWhenTheLastIsThere() {
    receiveAfter(ofMillis(5), "1", "2", "3");

    List<ItemValue> three = assertThat(inbox).received(OK).times(3).within(PATIENCE);

    assertEquals(List.of("1", "2", "3"), three.stream().map(ItemValue::value).toList());
  }

  @Test
  void timesNow_returnsAll() {
    inbox.receive(row("web01", "app.ok", "1"), row("web01", "app.ok", "2"));

    List<ItemValue> two = assertThat(inbox).received(OK).times(2).now();

    assertEquals(List.of("1", "2"), two.stream().map(ItemValue::value).toList());
  }

  @Test
  void timesWithin_failsAsSoonAsThereAreMore() {
    inbox.receive(row("web01", "app.ok", "1"));
    OwnThread.after(20)
        .execute(() -> inbox.receive(row("web01", "app.ok", "2"), row("web01", "app.ok", "3")));

    AssertionFailedError failure =
        assertThrows(
            AssertionFailedError.class,
            () -> assertThat(inbox).received(OK).times(2).within(Duration.ofHours(1)));

    assertEquals(
        """
        expected: web01 app.ok, 2 times within 1 h
        but received: 3 matching values
        matching:
          #1 web01 app.ok = "1"
          #2 web01 app.ok = "2"
          #2 web01 app.ok = "3"
        total: 3 values for 1 item in 2 exchanges on the inbox""",
        failure.getMessage());
  }

  @Test
  void neverDuring_passesWhenNothingArrives() {
    long start = System.nanoTime();

    assertThat(inbox).received(OK).never().during(ofMillis(250));

    assertTrue(System.nanoTime() - start >= ofMillis(250).toNanos());
  }

  @Test
  void neverDuring_otherValuesMayArrive() {
    receiveAfter(ofMillis(20), "1");

    assertThat(inbox).received(OK.withValue("2")).never().during(ofMillis(150));

    assertThat(inbox).received(OK.withValue("1")).within(PATIENCE);
  }

  @Test
  void neverDuring_failsAtTheFirstArrival() {
    DuringAssert<List<ItemValue>> never = assertThat(inbox).received(OK).never();
    receiveAfter(ofMillis(20), "1");

    AssertionFailedError failure =
        assertThrows(AssertionFailedError.class, () -> never.during(Duration.ofHours(1)));

    assertEquals(
        """
        expected: web01 app.ok, never during 1 h
        but received: 1 matching value
        matching:
          #1 web01 app.ok = "1"
        total: 1 value for 1 item in 1 exchange on the inbox""",
        failure.getMessage());
  }

  @Test
  void meets_countHasToHoldToTheEndOfTheTime() {
    inbox.receive(row("web01", "app.ok", "1"));
    receiveAfter(ofMillis(20), "2");
    Expectation once = Expectation.of(OK).times(1).during(Duration.ofHours(1));

    AssertionFailedError failure =
        assertThrows(AssertionFailedError.class, () -> assertThat(inbox).meets(once));

    assertEquals("web01 app.ok: 2 times", failure.getActual().getStringRepresentation());
  }

  @Test
  void using_takesTheTimeoutOfTheFactory() {
    ConditionFactory impatient = await("cpu load").atMost(ofMillis(30));

    AssertionFailedError failure =
        assertThrows(
            AssertionFailedError.class,
            () -> assertThat(inbox).using(impatient).received(OK).eventually());

    assertEquals(
        """
        [cpu load] expected: web01 app.ok, within 30 ms
        but received: no exchanges
        total: no exchanges on the inbox""",
        failure.getMessage());
  }

  @Test
  void using_timesTakeTheTimeoutOfTheFactoryToo() {
    ConditionFactory impatient = await().atMost(ofMillis(30));

    AssertionFailedError failure =
        assertThrows(
            AssertionFailedError.class,
            () -> assertThat(inbox).using(impatient).received(OK).times(2).eventually());

    assertEquals(
        """
        expected: web01 app.ok, 2 times within 30 ms
        but received: no exchanges
        total: no exchanges on the inbox""",
        failure.getMessage());
  }

  @Test
  void using_withinOverridesTheTimeoutOfTheFactory() {
    ConditionFactory patient = await().forever();

    AssertionFailedError failure =
        assertThrows(
            AssertionFailedError.class,
            () -> assertThat(inbox).using(patient).received(OK).within(ofMillis(30)));

    assertEquals(
        """
        expected: web01 app.ok, within 30 ms
        but received: no exchanges
        total: no exchanges on the inbox""",
        failure.getMessage());
  }

  @Test
  void using_pollDelayDoesNotMatter() {
    inbox.receive(row("web01", "app.ok", "1"));
    ConditionFactory late = await().pollDelay(ofSeconds(5)).pollInterval(ofSeconds(5));

    ItemValue first = assertThat(inbox).using(late).received(OK).within(ofSeconds(2));

    assertEquals("1", first.value());
  }

  @Test
  void using_pollInSameThread() {
    receiveAfter(ofMillis(20), "1");

    ItemValue first =
        assertThat(inbox).using(await().pollInSameThread()).received(OK).within(PATIENCE);

    assertEquals("1", first.value());
  }

  @Test
  void using_pollInSameThread_endsWhenTheTimeIsUp() {
    ConditionFactory sameThread = await().pollInSameThread();

    assertThrows(
        AssertionFailedError.class,
        () -> assertThat(inbox).using(sameThread).received(OK).within(ofMillis(150)));
  }

  @Test
  void using_failFastOfTheFactoryEndsTheWait() {
    ConditionFactory failing = await().failFast("the application died", () -> true);

    TerminalFailureException failure =
        assertThrows(
            TerminalFailureException.class,
            () -> assertThat(inbox).using(failing).received(OK).within(PATIENCE));

    assertEquals("the application died", failure.getMessage());
  }

  @Test
  void using_atLeastOfTheFactoryIsHonoured() {
    inbox.receive(row("web01", "app.ok", "1"));
    ConditionFactory slow = await().atLeast(5, SECONDS);

    assertThrows(
        ConditionTimeoutException.class,
        () -> assertThat(inbox).using(slow).received(OK).within(PATIENCE));
  }

  @Test
  void settings_foreverIsAnHour() {
    AwaitilitySettings settings = AwaitilitySettings.of(await("endless").forever());

    assertEquals(new AwaitilitySettings("endless", Duration.ofHours(1)), settings);
  }

  @Test
  void settings_areThoseOfTheFactory() {
    ConditionFactory factory =
        await().between(ofSeconds(1), ofSeconds(7)).pollDelay(ofSeconds(2)).failFast(() -> true);

    assertEquals(new AwaitilitySettings(null, ofSeconds(7)), AwaitilitySettings.of(factory));
  }

  @Test
  void interruptEndsAWait() throws Exception {
    inbox.receive(row("web01", "app.up", "1"));
    AtomicReference<Thread> waiting = new AtomicReference<>();
    FutureTask<Boolean> wait =
        new FutureTask<>(
            () -> {
              waiting.set(Thread.currentThread());
              AssertionFailedError failure =
                  assertThrows(
                      AssertionFailedError.class,
                      () -> assertThat(inbox).received(OK).within(Duration.ofHours(1)));
              assertEquals(
                  """
                  interrupted while waiting for: web01 app.ok, within 1 h
                  received until then: no value for this item
                  near misses:
                    #1 web01 app.up = "1" <- key differs by two characters
                  last exchanges:
                    #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
                  total: 1 value for 1 item in 1 exchange on the inbox""",
                  failure.getMessage());
              return Thread.currentThread().isInterrupted();
            });
    Thread thread = new Thread(wait, "waits in JournalWaitTest");
    thread.start();
    await()
        .dontCatchUncaughtExceptions()
        .until(() -> thread.getState() == Thread.State.TIMED_WAITING);

    thread.interrupt();

    assertTrue(wait.get(20, SECONDS), "the flag is set");
    assertSame(thread, waiting.get());
  }

  @Test
  void interruptEndsAWatch() {
    Thread.currentThread().interrupt();

    AssertionFailedError failure =
        assertThrows(
            AssertionFailedError.class,
            () ->
                assertThat(inbox)
                    .using(await("quiet").pollInSameThread())
                    .received(OK)
                    .never()
                    .during(Duration.ofHours(1)));

    assertTrue(Thread.interrupted(), "the flag is set");
    assertEquals(
        """
        [quiet] interrupted while waiting for: web01 app.ok, never during 1 h
        received until then: no exchanges
        total: no exchanges on the inbox""",
        failure.getMessage());
  }

  @Test
  void interruptedThread_mayStillAskForWhatIsThere() {
    inbox.receive(row("web01", "app.ok", "1"));
    Thread.currentThread().interrupt();

    ItemValue value = assertThat(inbox).received(OK).within(PATIENCE);

    assertTrue(Thread.interrupted(), "the flag is still set");
    assertEquals("1", value.value());
  }

  @Test
  void whileNothingArrives_nextToNothingIsDone() {
    AtomicInteger looks = new AtomicInteger();
    ConditionFactory counting =
        await().conditionEvaluationListener(look -> looks.incrementAndGet());

    assertThrows(
        AssertionFailedError.class,
        () -> assertThat(inbox).using(counting).received(OK).within(ofMillis(700)));

    assertTrue(looks.get() <= 15, "looked " + looks + " times in 700 ms");
  }
}
