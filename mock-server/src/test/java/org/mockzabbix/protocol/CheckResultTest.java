package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;

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

  @Test
  void hasEitherAValueOrAnError() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new CheckResult("1", "No such file"));

    assertEquals(
        "a check has either a value or an error, but both were set: \"1\" and \"No such file\"",
        e.getMessage());
  }

  @ParameterizedTest
  @MethodSource
  void plainText_isReadAndWritten(String text, CheckResult result) {
    assertEquals(result, CheckResult.ofPlainText(text));
    assertEquals(result, CheckResult.ofResponse(text, PassiveCheckFormat.PLAIN));
    assertEquals(text, result.plainText());
  }

  static List<Arguments> plainText_isReadAndWritten() {
    return List.of(
        arguments("", CheckResult.value("")),
        arguments("1.5", CheckResult.value("1.5")),
        arguments("{\"data\":[]}", CheckResult.value("{\"data\":[]}")),
        arguments("ZBX_NOTSUPPORTED: x", CheckResult.value("ZBX_NOTSUPPORTED: x")),
        arguments("ZBX_NOTSUPPORTED\0", CheckResult.notSupported("")),
        arguments("ZBX_NOTSUPPORTED\0No such file", CheckResult.notSupported("No such file")));
  }

  @Test
  void plainText_withoutAReason() {
    assertEquals(
        CheckResult.notSupported("Not supported by Zabbix Agent"),
        CheckResult.ofPlainText("ZBX_NOTSUPPORTED"));
  }

  @Test
  void plainText_withoutDataIsNotSupported() {
    assertEquals("ZBX_NOTSUPPORTED", CheckResult.noData().plainText());
  }

  @ParameterizedTest
  @MethodSource
  void json_isRead(String text, CheckResult result) {
    assertEquals(result, CheckResult.ofResponse(text, PassiveCheckFormat.JSON));
  }

  static List<Arguments> json_isRead() {
    return List.of(
        arguments("{\"data\":[{\"value\":\"1.5\"}]}", CheckResult.value("1.5")),
        arguments("{\"data\":[{\"value\":\"\"}]}", CheckResult.value("")),
        arguments("{\"data\":[{\"error\":\"No file\"}]}", CheckResult.notSupported("No file")),
        arguments("{\"data\":[{}]}", CheckResult.noData()),
        arguments("{\"data\":[]}", CheckResult.noData()),
        arguments("{}", CheckResult.noData()),
        arguments("not JSON", CheckResult.value("not JSON")));
  }

  @Test
  void valuesOf_areOneValue() {
    ItemName item = new ItemName("h", "k");

    RequestValue value = CheckResult.value("1").valuesOf(item).get(0);
    RequestValue error = CheckResult.notSupported("No such file").valuesOf(item).get(0);
    RequestValue nothing = CheckResult.noData().valuesOf(item).get(0);

    assertEquals("h k = \"1\"", value.toString());
    assertFalse(value.isNotSupported());
    assertEquals("h k = \"No such file\"", error.toString());
    assertTrue(error.isNotSupported());
    assertFalse(nothing.hasValue());
    assertFalse(nothing.isNotSupported());
  }

  private static String message(CheckResult result) {
    return assertThrows(IllegalStateException.class, result::requireValue).getMessage();
  }
}
