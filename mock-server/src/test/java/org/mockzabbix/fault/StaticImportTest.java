package org.mockzabbix.fault;

import static org.awaitility.Awaitility.reset;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.mockzabbix.fault.Fault.closeConnection;
import static org.mockzabbix.fault.Fault.resetConnection;
import static org.mockzabbix.rule.Responder.close;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Names that a test can import beside those of Awaitility and of responders. */
@Isolated // resets Awaitility
class StaticImportTest {

  @Test
  void faultsHaveNamesOfTheirOwn() {
    reset();

    assertEquals(Fault.reset(), resetConnection());
    assertEquals(Fault.close(), closeConnection());
    assertNotNull(close());
  }
}
