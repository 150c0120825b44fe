package org.mockzabbix.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;

class AgentScriptTest {

  private static final KeyPattern ECHO = KeyPattern.of("echo[*]");

  private static Optional<CheckResult> result(AgentScript script, String key) {
    Optional<ItemKey> parsed = ItemKey.tryParse(key);
    return script.find(key, parsed).map(found -> found.result(parsed.orElseThrow()));
  }

  private static Optional<CheckResult> value(String value) {
    return Optional.of(CheckResult.value(value));
  }

  @Test
  void mostSpecificPattern_applies() {
    AgentScript script =
        AgentScript.EMPTY
            .with(KeyPattern.everyKey(), KeyScript.value("any"))
            .with(ECHO, KeyScript.value("pattern"))
            .with(KeyPattern.of("echo[a]"), KeyScript.value("exact"));

    assertEquals(value("exact"), result(script, "echo[a]"));
    assertEquals(value("pattern"), result(script, "echo[b]"));
    assertEquals(value("any"), result(script, "other"));
  }

  @Test
  void samePattern_isReplacedAndRemoved() {
    AgentScript first = AgentScript.EMPTY.with(ECHO, KeyScript.value("1"));
    AgentScript second = first.with(ECHO, KeyScript.value("2"));

    assertEquals(value("1"), result(first, "echo[a]"));
    assertEquals(value("2"), result(second, "echo[a]"));
    assertEquals(Optional.empty(), result(second.without(ECHO), "echo[a]"));
  }

  @Test
  void restarted_beginsWithTheFirstValue() {
    AgentScript script = AgentScript.EMPTY.with(ECHO, KeyScript.sequence("1", "2").thenLast());
    result(script, "echo[a]");

    assertEquals(value("1"), result(script.restarted(), "echo[a]"));
    assertEquals(value("2"), result(script, "echo[a]"));
  }

  @Test
  void nameWithoutParameters() {
    AgentScript script = AgentScript.EMPTY.with(KeyPattern.of("agent.ping"), KeyScript.value("1"));

    assertTrue(script.knowsName("agent.ping"));
    assertFalse(script.knowsName("agent.pin"));
  }

  @Test
  void mayBlock_ifOneScriptMay() {
    AgentScript script = AgentScript.EMPTY.with(ECHO, KeyScript.value("1"));

    assertFalse(script.mayBlock());
    assertTrue(script.with(KeyPattern.everyKey(), KeyScript.computed(ItemKey::name)).mayBlock());
  }

  @Test
  void thousandsOfKeys_areFoundInEachSpelling() {
    AgentScript script = AgentScript.EMPTY;
    for (int i = 0; i < 5_000; i++) {
      script = script.with(KeyPattern.of("key[" + i + "]"), KeyScript.value("" + i));
      script = script.with(KeyPattern.of("name." + i + "[*]"), KeyScript.value("any of " + i));
    }

    assertEquals(value("4999"), result(script, "key[\"4999\"]"));
    assertEquals(value("any of 77"), result(script, "name.77[a,b]"));
    assertEquals(value("any of 77"), result(script, "name.77"));
    assertEquals(Optional.empty(), result(script, "key[5000]"));
    assertEquals(Optional.empty(), result(script, "not a key["));
  }
}
