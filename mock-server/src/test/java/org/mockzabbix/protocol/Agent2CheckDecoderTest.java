package org.mockzabbix.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;

/** What Zabbix agent 2 reads in a request in JSON, as measured with 7.0.22. */
class Agent2CheckDecoderTest {

  private static final String MISTYPED =
      "Failed to unmarshall json request into passiveChecksRequest.";
  private static final String EMPTY = "Received empty \"data\" tag.";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      nullValues = "null",
      value = {
        "{'request':'passive checks','data':[{'key':'k','timeout':3}]}   | k | 3",
        "{'data':[{'timeout':'3s','key':'k'}],'request':'passive checks'}| k | 3s",
        "{'request':'passive checks','data':[{'key':'k'}]}               | k | null",
        "{'request':'passive checks','data':[{'key':'k','timeout':null}]}| k | null",
        "{'request':'passive checks','data':[{}]}                        | ``| null",
        "{'request':'passive checks','data':[null]}                      | ``| null",
        "{'request':'passive checks','data':[{'key':null,'timeout':3}]}  | ``| 3",
        // further checks and other members do not matter
        "{'request':'passive checks','data':[{'key':'k'},{'key':'l'},null],'x':[1e400]} | k | null",
        "{'request':'passive checks','data':[{'x':[1],'key':'k','y':1e400}]}            | k | null",
        // the case of names does not matter
        "{'Request':'passive checks','DATA':[{'Key':'k','TimeOut':3}]} | k | 3",
        // the last of two members counts
        "{'request':'foo','request':'passive checks','data':[{'key':'k'}]}           | k | null",
        "{'request':'passive checks','request':null,'data':[{'key':'k'}]}            | k | null",
        "{'request':'passive checks','data':[{'key':'a','timeout':0,'key':'k','timeout':3}]} | k | 3",
        "{'request':'passive checks','data':[{'key':'k','timeout':3,'timeout':null}]}| k | null",
        "{'request':'passive checks','data':[],'data':[{'key':'k'}]}                 | k | null",
        // an array continues an earlier one that was not empty
        "{'request':'passive checks','data':[{'key':'k','timeout':3}],'data':[{'timeout':5}]} | k | 5",
        "{'request':'passive checks','data':[{'key':'k','timeout':3}],'data':[],'data':[{}]}"
            + " | `` | null",
      })
  void reads(String json, String key, @Nullable String timeout) {
    assertEquals(new PassiveCheck(key, PassiveCheckFormat.JSON, timeout), decode(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1", "600", "1.5", "600.9", "1e1", "'1'", "'+3'", "'600'", "'1s'", "'600s'", "'10m'", "'1m'"
      })
  void takesATimeoutFrom1To600Seconds(String timeout) {
    assertEquals(
        new PassiveCheck("k", PassiveCheckFormat.JSON, timeout.replace("'", "")),
        decode("{'request':'passive checks','data':[{'key':'k','timeout':" + timeout + "}]}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "0                      | timeout 0 is too small, min - 1",
        "-1                     | timeout -1 is too small, min - 1",
        "0.99                   | timeout 0 is too small, min - 1",
        "601                    | timeout 601 is too large, max - 600",
        "1e3                    | timeout 1000 is too large, max - 600",
        "99999999999            | timeout 99999999999 is too large, max - 600",
        "9223372036854775808    | timeout -9223372036854775808 is too small, min - 1",
        "true                   | unexpected timeout %!q(bool=true) of type bool",
        "[3]                    | unexpected timeout [%!q(float64=3)] of type []interface {}",
        "{'a':1}                | unexpected timeout map['a':%!q(float64=1)] of type"
            + " map[string]interface {}",
        "''                     | value cannot be empty",
        "' '                    | invalid time suffix format",
        "'3h'                   | invalid time suffix format",
        "'9223372036854775808'  | invalid time suffix format",
        "'s'                    | cannot parse 's' as seconds",
        "'3.5s'                 | cannot parse '3.5s' as seconds",
        "' 3s'                  | cannot parse ' 3s' as seconds",
        "'3\\u0000s'            | cannot parse '3\\x00s' as seconds",
        "'0s'                   | timeout 0 is too small, min - 1",
        "'601'                  | timeout 601 is too large, max - 600",
        "'601s'                 | timeout 601 is too large, max - 600",
        "'11m'                  | timeout 660 is too large, max - 600",
        "'9223372036854775807m' | timeout -60 is too small, min - 1"
      })
  void refusesAnotherTimeout(String timeout, String error) {
    String info =
        "Failed to parse passive check timeout: "
            + error.replace('\'', '"')
            + ": unsupported timeout value.";

    assertEquals(
        Invalid.refused(RequestKind.PASSIVE_CHECK, info),
        decode("{'request':'passive checks','data':[{'key':'k','timeout':" + timeout + "}]}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'k'                         | : remove the quotes around the key",
        "5                           | ``",
        "true                        | ``",
        "[]                          | ``",
        "[{'request':'x','data':[]}] | ``",
        "{'request':1}               | : 'request' is not a string",
        "{'request':['x']}           | : 'request' is not a string",
        "{'data':{}}                 | : 'data' is an object instead of an array: write [ and ]"
            + " around it",
        "{'data':5}                  | : 'data' is not an array",
        "{'data':'[]'}               | : 'data' is not an array",
        "{'data':['k']}              | : an element of 'data' is not an object",
        "{'data':[[]]}               | : an element of 'data' is not an object",
        "{'data':[{'key':5}]}        | : 'key' is not a string",
        "{'data':[{'key':[]}]}       | : 'key' is not a string",
        "{'data':[{},1]}             | : an element of 'data' is not an object",
        "{'data':[{},{'key':5}]}     | : 'key' is not a string",
        "{'data':[{'timeout':1e400}]}           | : 'timeout' is too large",
        "{'data':[{'timeout':-1e400}]}          | : 'timeout' is too large",
        "{'data':[{'timeout':[1,{'a':1e400}]}]} | : 'timeout' is too large",
        "{'data':[{'timeout':1e400,'timeout':3}]} | : 'timeout' is too large",
        "{'data':[{},{'timeout':1e400}]}        | : 'timeout' is too large",
        // the first mistake is explained
        "{'request':1,'data':5}                 | : 'request' is not a string",
        // also if the last of two members has the right type
        "{'request':1,'request':'passive checks','data':[{}]} | : 'request' is not a string"
      })
  void refusesAMemberOfAnotherType(String json, String hint) {
    assertEquals(
        Invalid.refused(RequestKind.PASSIVE_CHECK, MISTYPED, hint.replace('\'', '"')),
        decode(json));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "null                                      | ``",
        "{}                                        | ``",
        "{'data':[]}                               | ``",
        "{'Data':null}                             | ``",
        "{'request':'passive checks','data':[{'key':'k'}],'data':[]}   | ``",
        "{'request':'passive checks','data':[{'key':'k'}],'data':null} | ``",
        "{'request':'passive checks'}              | : the members are 'request'",
        "{'a':1,'request':'foo'}                   | : the members are 'a', 'request'",
        "{'items':[{'key':'k'}]}                   | : write 'data' instead of 'items'"
      })
  void refusesARequestWithoutChecks(String json, String hint) {
    assertEquals(
        Invalid.refused(RequestKind.PASSIVE_CHECK, EMPTY, hint.replace('\'', '"')), decode(json));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'data':[{'key':'k'}]}                         | ''               | ``",
        "{'request':'foo','data':[{'timeout':0}]}       | 'foo'            | ``",
        "{'request':'a\\n\\u007f','data':[{}]}          | 'a\\n\\x7f'      | ``",
        "{'request':'Passive Checks','data':[{}]}       | 'Passive Checks' | : did you mean"
            + " 'passive checks'?",
        "{'request':'agent data','data':[{}]}           | 'agent data'     | : is this the wrong"
            + " port?",
        "{'request':'passive checks','request':'foo','data':[{}]} | 'foo'  | ``"
      })
  void refusesAnotherRequest(String json, String quoted, String hint) {
    String info = "Unknown request type " + quoted.replace('\'', '"') + ".";

    assertEquals(
        Invalid.refused(RequestKind.PASSIVE_CHECK, info, hint.replace('\'', '"')), decode(json));
  }

  /** As measured with 7.0.9: Go folds letters as Unicode does. */
  @Test
  void foldsLettersOfNamesLikeGo() {
    assertEquals(
        new PassiveCheck("k", PassiveCheckFormat.JSON, null),
        decode(
            "{'reque\u017ft':'passive checks','data':[{'\u212aey':'k',"
                + "'t\u0131meout':0,'T\u0130MEOUT':0}]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent.ping", "{'data':[]}x", "{'data':[],}", "[1", ""})
  void leavesOtherTextToTheReaderOfKeys(String text) {
    assertNull(decode(text));
  }

  @Test
  void readsOnlyItsRange() {
    byte[] data = "x{\"data\":[]}y".getBytes(UTF_8);

    assertEquals(
        Invalid.refused(RequestKind.PASSIVE_CHECK, EMPTY),
        Agent2CheckDecoder.decode(data, 1, data.length - 1));
  }

  private static @Nullable Request decode(String json) {
    byte[] data = json.replace('\'', '"').getBytes(UTF_8);
    return Agent2CheckDecoder.decode(data, 0, data.length);
  }
}
