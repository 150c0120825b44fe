package org.mockzabbix.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;

class KeyScriptTest {

  private static final ItemKey KEY = ItemKey.of("echo", "a", "$1");

  private static List<CheckResult> results(KeyScript script, int count) {
    return IntStream.range(0, count).mapToObj(i -> script.result(KEY)).toList();
  }

  private static List<CheckResult> values(String... values) {
    return List.of(values).stream().map(CheckResult::value).toList();
  }

  @Test
  void template_isFilledWithTheParameters() {
    KeyScript script = KeyScript.template("{1}|{2}|{3}|{x}");

    assertEquals(CheckResult.value("a|$1||{x}"), script.result(KEY));
  }

  @Test
  void sequences_goOnAsTheySay() {
    assertEquals(values("1", "2", "2"), results(KeyScript.sequence("1", "2").thenLast(), 3));
    assertEquals(values("1", "2", "1"), results(KeyScript.sequence("1", "2").thenRepeat(), 3));
    assertEquals(
        List.of(CheckResult.value("1"), CheckResult.notSupported("no more")),
        results(KeyScript.sequence("1").thenNotSupported("no more"), 2));
    assertThrows(IllegalArgumentException.class, KeyScript::sequence);
  }

  @Test
  void restarted_beginsWithTheFirstValue() {
    KeyScript used = KeyScript.sequence("1", "2").thenLast().delayed(Duration.ofSeconds(1));
    results(used, 2);

    KeyScript fresh = used.restarted();

    assertEquals(values("1", "2"), results(fresh, 2));
    assertEquals(values("2"), results(used, 1));
    assertEquals(Duration.ofSeconds(1), fresh.delay());
  }

  @Test
  void exceptionOfAFunction_isTheReason() {
    KeyScript withMessage =
        KeyScript.computed(
            key -> {
              throw new IllegalStateException("no disk");
            });
    KeyScript withoutMessage =
        KeyScript.computedResult(
            key -> {
              throw new IllegalStateException();
            });

    assertEquals(CheckResult.notSupported("no disk"), withMessage.result(KEY));
    assertEquals(
        CheckResult.notSupported("java.lang.IllegalStateException"), withoutMessage.result(KEY));
    assertEquals(
        CheckResult.notSupported("the script returned null"),
        KeyScript.computed(key -> null).result(KEY));
  }

  @Test
  void onlyFunctions_mayBlock() {
    assertTrue(KeyScript.computed(ItemKey::name).mayBlock());
    assertFalse(KeyScript.value("1").mayBlock());
    assertFalse(KeyScript.sequence("1").thenLast().mayBlock());
  }

  @Test
  void faults_areAdded_andMustNotPrecedeTheRequest() {
    KeyScript script = KeyScript.value("1").faulty(Fault.cutAfter(1)).faulty(Fault.reset());

    assertEquals(List.of(Fault.cutAfter(1), Fault.reset()), script.faults());
    assertThrows(IllegalArgumentException.class, () -> script.faulty(Fault.reset().whileReading()));
  }

  @Test
  void delayOutOfRange_isRejected() {
    KeyScript script = KeyScript.value("1");

    assertThrows(
        IllegalArgumentException.class, () -> script.delayed(Duration.ofDays(1).plusNanos(1)));
  }
}
