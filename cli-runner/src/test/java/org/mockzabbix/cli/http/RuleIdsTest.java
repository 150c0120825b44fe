package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.scenario.ScenarioPart;

@Timeout(180)
class RuleIdsTest {

  private static RuleDefinition rule() {
    return ScenarioPart.rule("test", "{\"fault\": \"reset\"}");
  }

  @Test
  void eachRuleHasItsNumber_alsoIfTheirTextsAreEqual() {
    RuleIds ids = new RuleIds();
    RuleDefinition first = rule();
    RuleDefinition second = rule();

    assertEquals(1, ids.of(first));
    assertEquals(2, ids.of(second));
    assertEquals(1, ids.of(first));
  }

  @Test
  void rulesThatDoNotExistAnyMoreAreForgotten() {
    RuleIds ids = new RuleIds();
    for (int i = 0; i < 1000; i++) {
      ids.of(rule());
    }

    while (ids.size() > 0) {
      System.gc(); // ends after the timeout if the numbers stay
    }

    assertEquals(1001, ids.of(rule()));
  }
}
