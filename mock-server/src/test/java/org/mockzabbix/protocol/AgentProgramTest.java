package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.AgentProgram.Variant;

class AgentProgramTest {

  @ParameterizedTest
  @CsvSource({
    "V5_0, AGENT, false, false, false",
    "V6_0, AGENT, false, false, false",
    "V7_0, AGENT, false, true, false",
    "V5_0, AGENT2, true, false, true",
    "V6_0, AGENT2, true, false, true",
    "V7_0, AGENT2, true, true, false"
  })
  void versionAndVariantDifferInTheirRequestsAndHeaders(
      ZabbixVersion version,
      Variant variant,
      boolean isAgent2,
      boolean knowsJson,
      boolean repeatsLength) {
    AgentProgram agent = new AgentProgram(version, variant);

    assertEquals(isAgent2, agent.isAgent2());
    assertEquals(knowsJson, agent.knowsJson());
    assertEquals(repeatsLength, agent.repeatsLength());
  }

  @ParameterizedTest
  @CsvSource({"agent, AGENT, 1", "agent2, AGENT2, 2"})
  void aVariantHasANameAndANumber(String spelling, Variant variant, int number) {
    assertEquals(variant, Variant.of(spelling));
    assertEquals(spelling, variant.toString());
    assertEquals(number, variant.number());
  }

  @Test
  void anUnknownVariantIsRefused() {
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> Variant.of("AGENT"));

    assertEquals("unknown variant \"AGENT\": use agent or agent2", unknown.getMessage());
  }
}
