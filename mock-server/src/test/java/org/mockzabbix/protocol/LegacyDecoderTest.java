package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.Registration;

/** Requests of Zabbix 1.x, and the hints for clients that did not mean to send one. */
class LegacyDecoderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ZBX_GET_ACTIVE_CHECKS\nweb01",
        "ZBX_GET_ACTIVE_CHECKS\nweb01\n",
        "ZBX_GET_ACTIVE_CHECKS\nweb01\n10051\nx"
      })
  void activeChecks(String text) {
    assertEquals(
        new ActiveChecks("web01", new AgentVersion(4, 2), null, 0, Registration.NONE, true),
        Rows.request(text));
  }

  @Test
  void activeChecks_withoutAHost() {
    assertEquals(
        Invalid.unreadable("ZBX_GET_ACTIVE_CHECKS is not followed by a line with the host"),
        Rows.request("ZBX_GET_ACTIVE_CHECKS"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        " |white space",
        "\n |white space",
        "\uFEFF|a byte order mark (ef bb bf), which must be left out",
        "[|'[', but must be an object",
        "\"|a quote: is it JSON in a string? Send the object itself"
      })
  void jsonBehindJunk_isReadAsLegacyDataWithAHint(String junk, String hint) {
    LegacyData data = (LegacyData) Rows.request(junk + "{\"a\":1,\"b\":2}");

    assertTrue(data.jsonLike());
    assertEquals(": it begins with " + hint, data.hint());
    assertEquals(junk + "{\"a\"", data.item().host());
  }

  @Test
  void plainText_hasNoHint() {
    LegacyData data = (LegacyData) Rows.request("web01:trap:{\"a\":1}");

    assertFalse(data.jsonLike());
    assertEquals("", data.hint());
    assertEquals("web01 trap = \"{\"a\":1}\"", data.values().get(0).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "None", "true", "NaN", "5", "-1.5", "\"\""})
  void aScalarIsNotARequest(String text) {
    assertEquals(
        Invalid.unreadable("the text " + text + " is not a request: send a JSON object"),
        Rows.request(text));
  }

  @Test
  void aKeyOfTheLargestLengthIsStillAKey() {
    String key = "k".repeat(2048);

    assertEquals(
        Invalid.unreadable(
            "the text \""
                + key
                + "\" looks like the key of a passive check: is this the wrong port?"),
        Rows.request(key));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        " {\"a\"}|' {\"a\"}': it begins with white space",
        "[{\"a\"}|'[{\"a\"}': it begins with '[', but must be an object",
        "\uFEFF{\"a\"}|'\\ufeff{\"a\"}': ef bb bf is a byte order mark: send UTF-8 without it",
        "[object Object]|'[object Object]': this is a JavaScript object as text: send its JSON",
        "SSH-2.0 x|'SSH-2.0 x': this looks like an SSH client",
        "two words|'two words'"
      })
  void otherText_hasAHint(String text, String shown) {
    assertEquals(
        Invalid.unreadable(
            "the text is neither a JSON object nor legacy host:key:value: it begins with " + shown),
        Rows.request(text));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          <req><host>aDE=</host><key>dHJhcDE=</key></req>    | h1   | trap1 | ``
          <req><host>aD\\nE=</host><key>dHJhcDE=</key></req>  | h1   | trap1 | ``
          <req><host>aDE=</host></req>                       | h1   | ``    | ``
          <req><key>dHJhcDE=</key></req>                     | ``   | trap1 | ``
          <req><host>h1</host><key>dHJhcDE=</key></req>      | ?    | trap1 | : host and key must be in base64
          <req><host>web.01</host><key>dHJhcDE=</key></req>  | ``   | trap1 | : host and key must be in base64
          <req><host>aDE=</host><key>/w==</key></req>        | h1   | ?     | : host and key must be in base64
          <req><host>aDE=</host><key>a/8=</key></req>        | h1   | k?    | : host and key must be in base64
          <req><host>AGE=</host><key>awBh</key></req>        | ``   | k     | ``
          """)
  void xml_isInBase64(String text, String host, String key, String hint) {
    LegacyData data = (LegacyData) Rows.request(text.replace("\\n", "\n"));

    assertEquals(new ItemName(host, key), data.item());
    assertEquals(hint, data.hint());
  }
}
