package org.mockzabbix.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;

/** What the agents read in a request, as measured with those of 5.0.8, 6.0.14 and 7.0.22. */
class PassiveCheckDecoderTest {

  private static final AgentProgram AGENT = new AgentProgram(ZabbixVersion.V7_0, Variant.AGENT);
  private static final AgentProgram AGENT2 = new AgentProgram(ZabbixVersion.V7_0, Variant.AGENT2);
  private static final String CHECK =
      "{'request':'passive checks','data':[{'key':'agent.ping','timeout':3}]}";

  @ParameterizedTest
  @EnumSource(names = {"V5_0", "V6_0"})
  void anAgentBefore70ReadsAKey(ZabbixVersion version) {
    String json = CHECK.replace('\'', '"');

    for (Variant variant : Variant.values()) {
      assertEquals(key(json), decode(json, UTF_8, new AgentProgram(version, variant)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n\t ", " "})
  void anAgentOf70ReadsJson(String space) {
    PassiveCheck check = new PassiveCheck("agent.ping", PassiveCheckFormat.JSON, "3");

    assertEquals(check, decode(space + CHECK + space));
    assertEquals(check, decode(space + CHECK + space, UTF_8, AGENT2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent.ping", "{'a':1}x", "{'a':1,}", "[1", "'a'", "5", ""})
  void anAgentOf70ReadsOtherTextAsAKey(String text) {
    assertEquals(key(text.replace('\'', '"')), decode(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent.ping", "{'a':1}\0", "[1", ""})
  void agent2Of70ReadsOtherTextAsAKey(String text) {
    assertEquals(key(text.replace('\'', '"')), decode(text, UTF_8, AGENT2));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "`agent.ping\r\n\n`,`agent.ping`",
        "`agent.ping \n`,`agent.ping `",
        "`a\nb\n`,`a\nb`",
        "`agent.pingNULx`,`agent.ping`",
        "`agent.ping\nNULx`,`agent.ping`",
        "`NULx`,``",
        "`\n`,``"
      })
  void theAgentInCReadsUpToNulAndDropsLineEnds(String sent, String key) {
    String text = sent.replace("NUL", "\0");

    for (ZabbixVersion version : ZabbixVersion.values()) {
      assertEquals(key(key), decode(text, UTF_8, new AgentProgram(version, Variant.AGENT)));
      assertEquals(key(text), decode(text, UTF_8, new AgentProgram(version, Variant.AGENT2)));
    }
  }

  @Test
  void theAgentInCReadsJsonUpToNul() {
    assertEquals(
        new PassiveCheck("agent.ping", PassiveCheckFormat.JSON, "3"), decode(CHECK + "\0x"));
  }

  @Test
  void bytesOfAKeyThatAreNotUtf8BecomeQuestionMarks() {
    assertEquals(key("a?b"), decode("a\u00ffb", ISO_8859_1, AGENT));
    assertEquals(key("a?b"), decode("a\u00ffb", ISO_8859_1, AGENT2));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'data':[{'timeout':'3s','key':'k'}],'request':'passive checks'}      | k | 3s",
        "{'request':'passive checks','data':[{'key':5,'timeout':null}]}        | 5 | ``",
        "{'request':'passive checks','data':[{'key':'k\\u0000x','timeout':3}]} | k | 3",
        "{'request':'passive checks','data':[{'key':'k','timeout':3},{'key':5},1]} | k | 3",
        // the first of two members counts
        "{'request':'passive checks','request':'foo','data':[{'key':'k','timeout':3,'timeout':0}],"
            + "'data':5} | k | 3"
      })
  void theAgentInCReads(String json, String key, String timeout) {
    assertEquals(new PassiveCheck(key, PassiveCheckFormat.JSON, timeout), decode(json));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{}                             | ``",
        "[]                             | ``",
        " [{'request':'passive checks'}]| ``",
        "{'a':1,'data':[]}              | : the members are 'a', 'data'",
        "{'Request':'passive checks'}   | : write 'request' instead of 'Request'"
      })
  void theAgentInCRefusesARequestWithoutName(String json, String hint) {
    assertEquals(
        refused(
            "cannot find the 'request' object in the received JSON object: cannot find pair with"
                + " name 'request'",
            hint),
        decode(json));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'foo'            | foo            | ``",
        "''               | ``             | ``",
        "true             | true           | ``",
        "'agent data'     | agent data     | : is this the wrong port?",
        "'Passive Checks' | Passive Checks | : did you mean 'passive checks'?"
      })
  void theAgentInCRefusesAnotherRequest(String json, String name, String hint) {
    assertEquals(
        refused("unknown request '" + name + "'", hint),
        decode("{'data':[{'key':'agent.ping','timeout':3}],'request':" + json + "}"));
  }

  @Test
  void theAgentInCRefusesARequestWithoutData() {
    assertEquals(
        refused(
            "cannot find the 'data' array in the received JSON object: cannot find pair with name"
                + " 'data'",
            ": the members are 'request'"),
        decode("{'request':'passive checks'}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "5      | : it is a number",
        "null   | : it is null",
        "'k'    | : it is a string",
        "'[{}]' | : it is JSON in a string: send the array itself"
      })
  void theAgentInCRefusesDataThatIsAScalar(String data, String hint) {
    assertEquals(
        refused(
            "cannot find the 'data' array in the received JSON object: cannot open JSON object or"
                + " array '"
                + data
                + "}'",
            hint),
        decode("{'request':'passive checks','data':" + data + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "[]        | received empty 'data' tag                    | ``",
        "[ ]       | cannot open JSON object or array ']}'        | ``",
        "['x']     | cannot open JSON object or array ''x']}'     | : it is a string",
        "[null,{}] | cannot open JSON object or array 'null,{}]}' | : it is null",
        "{}        | received empty 'data' tag                    | : NO ARRAY",
        "{ }       | cannot open JSON object or array '}}'        | : NO ARRAY",
        "{'key':5} | cannot open JSON object or array ''key':5}}' | : NO ARRAY",
        "{'a':{'key':'k','timeout':3}} | cannot open JSON object or array"
            + " ''a':{'key':'k','timeout':3}}}' | : NO ARRAY"
      })
  void theAgentInCRefusesDataWithoutAnObject(String data, String info, String hint) {
    assertEquals(
        refused(
            info,
            hint.replace(
                "NO ARRAY", "'data' is an object instead of an array: write [ and ] around it")),
        decode("{'request':'passive checks','data':" + data + "}"));
  }

  @Test
  void theAgentInCQuotesAtMost64Bytes() {
    assertEquals(
        refused("cannot open JSON object or array ''" + "x".repeat(63) + "'", ": it is a string"),
        decode("{'request':'passive checks','data':['" + "x".repeat(100) + "']}"));
    assertEquals(
        refused("cannot open JSON object or array '] ,'" + "x".repeat(60) + "'", ""),
        decode("{'request':'passive checks','data':[ ] ,'" + "x".repeat(100) + "':1}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{}                    | timeout | ``",
        "[]                    | timeout | ``",
        "[1]                   | timeout | ``",
        "{'key':'k'}           | timeout | : the members are 'key'",
        "{'Timeout':3}         | timeout | : write 'timeout' instead of 'Timeout'",
        "{'timeout':3}         | key     | : the members are 'timeout'",
        "{'item':1,'timeout':3}| key     | : write 'key' instead of 'item'"
      })
  void theAgentInCRefusesACheckWithoutAMember(String check, String member, String hint) {
    assertEquals(
        refused(
            "cannot find the '"
                + member
                + "' object in the received JSON object: cannot find pair with name '"
                + member
                + "'",
            hint),
        decode("{'request':'passive checks','data':[" + check + "]}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'request':[],'data':[]}                                         | request | array",
        "{'request':{},'data':[]}                                         | request | object",
        "{'request':'passive checks','data':[{'key':'k','timeout':{}}]}   | timeout | object",
        "{'request':'passive checks','data':[{'key':['k'],'timeout':3}]}  | key     | array"
      })
  void theAgentInCRefusesAMemberThatIsAContainer(String json, String member, String type) {
    assertEquals(
        refused(
            "cannot find the '"
                + member
                + "' object in the received JSON object: cannot close top level object",
            ": it is an " + type),
        decode(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "600", "1s", "600s", "1m", "10m", "007"})
  void isTimeout(String timeout) {
    assertTrue(PassiveCheckDecoder.isTimeout(timeout));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0s", "601", "601s", "11m", "1h", "1.5", "-1", "+1", " 1", "x", ""})
  void isTimeout_onlyFrom1To600Seconds(String timeout) {
    assertFalse(PassiveCheckDecoder.isTimeout(timeout));
  }

  private static Request decode(String json) {
    return decode(json, UTF_8, AGENT);
  }

  /** Reads data that is part of a larger array. */
  private static Request decode(String json, Charset charset, AgentProgram agent) {
    byte[] bytes = ("[" + json.replace('\'', '"') + "]").getBytes(charset);
    return RequestDecoder.decode(bytes, 1, bytes.length - 1, agent);
  }

  private static PassiveCheck key(String key) {
    return new PassiveCheck(key, PassiveCheckFormat.PLAIN, null);
  }

  private static Invalid refused(String info, String hint) {
    return Invalid.refused(
        RequestKind.PASSIVE_CHECK, info.replace('\'', '"'), hint.replace('\'', '"'));
  }
}
