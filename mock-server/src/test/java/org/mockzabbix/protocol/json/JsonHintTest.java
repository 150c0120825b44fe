package org.mockzabbix.protocol.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The usual mistakes in JSON, and what the author of a client should do about them. */
class JsonHintTest {

  private static final String CUT_OFF = "the data ends with ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'a':1}          | write double quotes instead of single ones",
        "{\"a\":'x'}      | write double quotes instead of single ones",
        "{`a`:1}          | write double quotes instead of backticks",
        "{“a”:1}          | write plain double quotes instead of typographic ones",
        "{”a”:1}          | write plain double quotes instead of typographic ones",
        "{\"a\":„x“}      | write plain double quotes instead of typographic ones",
        "{\"a\":‘x’}      | write plain double quotes instead of typographic ones",
        "{’a’:1}          | write plain double quotes instead of typographic ones",
        "{\\\"a\\\":1}    | write quotes around names and texts without a backslash",
        "{a:1}            | put names and texts in double quotes",
        "{_a:1}           | put names and texts in double quotes",
        "{1:2}            | put names and texts in double quotes",
        "{\"a\":web01}    | put names and texts in double quotes",
        "{\"a\":TruE}     | put names and texts in double quotes",
        "{\"a\":truer}    | put names and texts in double quotes",
        "{\"a\":10.0.0.1} | put names and texts in double quotes",
        "{\"a\":1.x}      | put names and texts in double quotes",
        "{\"a\":5s}       | put names and texts in double quotes",
        "{\"a\":50%}      | put names and texts in double quotes",
        "{\"a\":0xyz}     | put names and texts in double quotes",
        "{\"a\":1x1F}     | put names and texts in double quotes",
        "{\"a\":2024-01-01} | put names and texts in double quotes"
      })
  void quotes(String json, String hint) {
    assertEquals(hint, hint(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "None      | write null instead of None",
        "nil       | write null instead of nil",
        "NULL      | write null in lower case",
        "Null      | write null in lower case",
        "undefined | write null instead of undefined",
        "True      | write true in lower case",
        "TRUE      | write true in lower case",
        "False     | write false in lower case",
        "FALSE     | write false in lower case",
        "NaN       | JSON has no NaN",
        "nan       | JSON has no nan",
        "Infinity  | JSON has no Infinity",
        "-Infinity | JSON has no -Infinity",
        "inf       | JSON has no inf",
        "-inf      | JSON has no -inf",
        "0x1F      | JSON has no hexadecimal numbers",
        "0Xff      | JSON has no hexadecimal numbers",
        "+1        | remove the plus sign",
        ".5        | write a digit before the point",
        "007       | remove the zeros before the number",
        "-01.5     | remove the zeros before the number",
        "0,5       | write a decimal point instead of a comma",
        "-12,5     | write a decimal point instead of a comma"
      })
  void valuesInOtherNotations(String value, String hint) {
    assertEquals(hint, hint("{\"a\": " + value + " }"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ // x              | JSON has no comments",
        "{ # x               | JSON has no comments",
        "{\"a\":/* x */1}    | JSON has no comments",
        "{\"a\":1 // x       | JSON has no comments",
        "{\"a\":1// x        | JSON has no comments",
        "{\"a\":1/* x */}    | JSON has no comments",
        "{\"a\":[1] # x      | JSON has no comments"
      })
  void comments(String json, String hint) {
    assertEquals(hint, hint(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\"=1}           | write ':' between name and value",
        "{\"a\" 1}           | write ':' between name and value",
        "{\"a\",1}           | write ':' between name and value",
        "{\"a\"}             | write a value after the name",
        "{\"a\":}            | write a value after ':'",
        "{\"a\": }           | write a value after ':'",
        "{\"a\":,\"b\":1}    | write a value after ':'",
        "{\"a\":;}           | write a value after ':'",
        "{\"a\":1,}          | remove the comma before '}'",
        "{\"a\":1,  }        | remove the comma before '}'",
        "{\"a\":[1,]}        | remove the comma before ']'",
        "{\"a\":1,,\"b\":2}  | remove the comma before ','",
        "{\"a\":1;\"b\":2}   | write ',' instead of ';'",
        "{\"a\":[1;2]}       | write ',' instead of ';'",
        "{\"a\":[{\"b\":1]}  | write '}' before ']'",
        "{\"a\":[1}          | write ']' before '}'",
        "{\"a\":1 \"b\":2}   | write ',' between members",
        "{\"a\":1\"b\":2}    | write ',' between members",
        "{\"a\":\"b\" \"c\":1} | write ',' between members",
        "{\"a\":[{}{}]}      | write ',' between elements",
        "{\"a\":[[] []]}     | write ',' between elements",
        "{\"a\":[1 \"b\"]}   | write ',' between elements",
        "{\"a\":1}{\"a\":2}  | send each JSON object in a packet of its own",
        "{\"a\":1},{\"a\":2} | send each JSON object in a packet of its own",
        "{\"a\":1}}          | remove the surplus '}'",
        "{\"a\":1}]          | remove the surplus ']'"
      })
  void punctuation(String json, String hint) {
    assertEquals(hint, hint(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"k[\"x\"]\"}  | write a quote inside a string as \\\"",
        "{\"a\":[\"k[\"x\"]\"]} | write a quote inside a string as \\\"",
        "{\"k[\"x\"]\":1}      | write a quote inside a string as \\\"",
        "{\"a\":\"b\"\"c\":1}  | write ',' between members, or a quote inside a string as \\\"",
        "{\"a\":[\"b\"\"c\"]}  | write ',' between elements, or a quote inside a string as \\\"",
        "{\"a\":\"\\d+\"}      | JSON has no escape \\d: write a backslash as \\\\",
        "{\"a\":\"\\~\"}       | JSON has no escape \\~: write a backslash as \\\\",
        "{\"a\":\"\\ b\"}      | JSON has no escape with this character: write a backslash as \\\\",
        "{\"a\":\"\\\u007f\"}  | JSON has no escape with this character: write a backslash as \\\\",
        "{\"a\":\"\\é\"}       | JSON has no escape with this character: write a backslash as \\\\",
        "{\"a\":\"\\'\"}       | JSON has no escape \\': write the quote alone",
        "{\"a\":\"\\x41\"}     | JSON has no escape \\x: write \\u00 and two digits",
        "{\"a\":\"\\u12\"}     | a \\u escape has four hexadecimal digits, and surrogates come in"
            + " pairs",
        "{\"a\":\"\\ud83d\"}   | a \\u escape has four hexadecimal digits, and surrogates come in"
            + " pairs"
      })
  void strings(String json, String hint) {
    assertEquals(hint, hint(json));
  }

  @Test
  void controlCharactersInStrings() {
    assertEquals("write a line end in a string as \\n", hint("{\"a\":\"b\n\"}"));
    assertEquals("write a carriage return in a string as \\r", hint("{\"a\":\"b\r\"}"));
    assertEquals("write a tab in a string as \\t", hint("{\"a\tb\":1}"));
    assertEquals("write this control character as \\u0001", hint("{\"a\":\"\1\"}"));
    assertEquals("write this control character as \\u001b", hint("{\"a\":\"\033[1m\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                     | '{'",
        "{\"a\":1,             | '{\"a\":1,'",
        "{\"a                  | '{\"a'",
        "{\"a\"                | '{\"a\"'",
        "{\"a\":               | '{\"a\":'",
        "{\"a\":\"b            | '{\"a\":\"b'",
        "{\"a\":\"b\\          | '{\"a\":\"b\\\\'",
        "{\"a\":\"b\"          | '{\"a\":\"b\"'",
        "{\"a\":1              | '{\"a\":1'",
        "{\"a\":1e             | '{\"a\":1e'",
        "{\"a\":-              | '{\"a\":-'",
        "{\"a\":tru            | '{\"a\":tru'",
        "{\"a\":f              | '{\"a\":f'",
        "{\"a\":nu             | '{\"a\":nu'",
        "{\"a\":\"\\u00         | '{\"a\":\"\\\\u00'",
        "{\"a\":\"\\ud83d       | '{\"a\":\"\\\\ud83d'",
        "{\"a\":[1             | '{\"a\":[1'",
        "{\"request\":\"sender data\",\"data\":[{\"host\":\"web01\" | '[{\"host\":\"web01\"'"
      })
  void dataThatIsCutOff(String json, String end) {
    assertEquals(CUT_OFF + end, hint(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\0b\":1}",
        "{\"a\"\0:1}",
        "{\"a\":\0 1}",
        "{\"a\":1\0}",
        "{\"a\":1,\0\"b\":2}",
        "{\"a\":t\0rue}",
        "{\"a\":\"\\u00\0e9\"}",
        "{\"a\":\"b\0\"}",
        "{\"a\":\"b\\\0\"}",
        "{\"a\":\"b\"\0}"
      })
  void aNulByte(String json) {
    assertEquals("a NUL byte ends the text", hint(json));
  }

  @Test
  void utf16() {
    byte[] json = "{\"a\":1}".getBytes(UTF_16LE);

    assertEquals(
        "this looks like UTF-16 or UTF-32: send UTF-8", hint(new String(json, ISO_8859_1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{,}",
        "{:1}",
        "{\"a\":@}",
        "{\"a\":-}",
        "{\"a\":[,1]}",
        "{\"a\":1,;}",
        "{\"a\":1e}",
        "{\"a\":{}x}",
        "{\"a\":[1] x}",
        "{\"a\":1 0}",
        "{}x"
      })
  void otherMistakes(String json) {
    assertEquals("none", hint(json));
  }

  /** Returns the hint of a server of 7.0, which finds the text between other bytes. */
  private static String hint(String json) {
    byte[] bytes = ("\0" + json + "\0").getBytes(UTF_8);

    InvalidJsonException invalid =
        assertThrows(InvalidJsonException.class, () -> JsonCursor.open(bytes, 1, bytes.length - 1));

    String error = ": " + invalid.getMessage();
    String reason = invalid.reason();
    assertEquals(error, reason.substring(reason.length() - error.length()));
    String hint = reason.substring(0, reason.length() - error.length());
    return hint.equals("not valid JSON")
        ? "none"
        : hint.replaceFirst("not valid JSON \\((.*)\\)$", "$1");
  }
}
