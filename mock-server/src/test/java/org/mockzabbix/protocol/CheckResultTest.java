package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CheckResultTest {

  @Test
  void requireValue_returnsTheValue() {
    assertEquals("1", CheckResult.value("1").requireValue());
    assertTrue(CheckResult.value("1").isSupported());
  }

  @Test
  void requireValue_explainsWhyThereIsNone() {
    CheckResult unsupported = CheckResult.notSupported("No such file");

    assertFalse(unsupported.isSupported());
    assertEquals("the item is not supported: No such file", message(unsupported));
    assertEquals("the check has no value", message(CheckResult.noData()));
  }

  private static String message(CheckResult result) {
    return assertThrows(IllegalStateException.class, result::requireValue).getMessage();
  }
}
