package org.mockzabbix.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.fault.Fault.close;
import static org.mockzabbix.fault.Fault.reset;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleDefinitionTest {

  private static final RuleDefinition RESET =
      RuleDefinition.forRequests(senderData(), null, List.of(reset()));

  @Test
  void selects_afterTheSkippedOnes_everyNth() {
    assertEquals(List.of(1L, 2L, 3L), selected(RESET, 3));
    assertEquals(List.of(3L, 4L), selected(RESET.skip(2), 4));
    assertEquals(List.of(3L, 6L), selected(RESET.everyNth(3), 8));
    assertEquals(List.of(5L, 8L), selected(RESET.skip(2).everyNth(3), 9));
    assertEquals(2, RESET.skip(2).skipped());
    assertEquals(0, RESET.skipped());
  }

  private static List<Long> selected(RuleDefinition rule, long count) {
    return LongStream.rangeClosed(1, count).filter(rule::selects).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 1})
  void probability_hasASeed(double probability) {
    RuleDefinition rule = RESET.withProbability(probability, 42);

    assertEquals(probability, rule.probability());
    assertEquals(42, rule.seed());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
  void probability_outOfRange(double probability) {
    assertEquals(
        "probability must be from 0 to 1, but was " + probability,
        assertThrows(IllegalArgumentException.class, () -> RESET.withProbability(probability, 42))
            .getMessage());
  }

  @Test
  void afterwards_addsAnActionToALimitedOne() {
    RuleDefinition rule = RESET.times(2).afterwards(Responder.close(), List.of(close()));

    assertEquals(
        List.of(2L, RuleAction.UNLIMITED), rule.actions().stream().map(RuleAction::times).toList());
    assertEquals(
        "call times(n) before afterwards(...)",
        assertThrows(IllegalStateException.class, () -> rule.afterwards(null, List.of(reset())))
            .getMessage());
  }

  @Test
  void afterwards_ofARuleForConnections_hasFaultsOnly() {
    RuleDefinition rule = RuleDefinition.forConnections(List.of(reset())).times(1);

    assertEquals(
        List.of(close().onAccept()),
        rule.afterwards(null, List.of(close())).actions().get(1).faults());
    assertEquals(
        "a rule for connections cannot have a response: use a fault instead",
        assertThrows(
                IllegalStateException.class, () -> rule.afterwards(Responder.close(), List.of()))
            .getMessage());
    assertTrue(rule.isForConnections());
    assertFalse(RESET.isForConnections());
  }

  @Test
  void declaration_isThatOfTheScenario() {
    RuleDefinition declared = RESET.withDeclaration("{\"fault\": \"reset\"}");

    assertEquals(Optional.of("{\"fault\": \"reset\"}"), declared.declaration());
    assertEquals(Optional.empty(), declared.times(2).declaration());
    assertEquals(Optional.empty(), RESET.declaration());
  }

  @Test
  void toString_hasMatcherAndActions() {
    assertEquals(
        "rule for sender data: [the default response [reset before the reply]]", RESET.toString());
    assertEquals(
        "rule for sender data: [the default response [reset before the reply] up to 2 times, the default response"
            + " [close before the reply]]",
        RESET.times(2).afterwards(null, List.of(close())).toString());
  }
}
