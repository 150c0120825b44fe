package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real programs are there and run, or each test that needs them would fail for that reason. */
@NeedsProgram({
  "zabbix_sender",
  "zabbix_get",
  "zabbix_agentd",
  "zabbix_agent2",
  "zabbix_proxy",
})
@Timeout(120)
class RealProgramsIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zabbix_sender",
        "zabbix_get",
        "zabbix_agentd",
        "zabbix_agent2",
        "zabbix_proxy",
      })
  void printsItsVersion(String name) throws Exception {
    RealProgram.Outcome outcome = new RealProgram(name).run(List.of("-V"));

    assertEquals(0, outcome.exitCode(), outcome.errors());
    assertTrue(
        outcome.firstLine().matches(name + " (\\(.*\\) )?\\(Zabbix\\) [0-9.]+"), outcome::output);
  }
}
