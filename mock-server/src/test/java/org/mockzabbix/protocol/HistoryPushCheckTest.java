package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.Request.HistoryPush;

/** Why a server refuses a {@code history.push} request, in the words of 7.0.22. */
class HistoryPushCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'itemid':30001,'value':'x'",
        "'itemid':'30001','value':5",
        "'itemid':1,'value':null",
        "'itemid':18446744073709551615,'value':''",
        "'host':'h1','key':'trap1','value':'x'",
        "'host':'','key':null,'value':'x'",
        "'itemid':1,'value':'x','clock':1",
        "'itemid':1,'value':'x','clock':'2147483647','ns':0",
        "'itemid':1,'value':'x','clock':1700000000,'ns':'999999999'",
        // containers count as absent
        "'itemid':1,'value':'x','host':{},'key':[],'clock':[],'ns':{}",
        "'itemid':[],'host':'h1','key':'trap1','value':'x'"
      })
  void aValidRow(String row) {
    assertNull(defectOfRows("{" + row + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'value':'x'                           | missing 'host' or 'itemid' tag",
        "'key':'k','value':'x'                 | missing 'host' or 'itemid' tag",
        "'host':'h','value':'x'                | missing 'host' or 'itemid' tag",
        "'host':'h','key':[],'value':'x'       | missing 'host' or 'itemid' tag",
        "'itemid':1,'host':'h','key':'k','value':'x' | 'itemid' tag conflicts with 'host' and"
            + " 'itemid' tags",
        "'itemid':1,'host':'h','value':'x'     | 'itemid' tag conflicts with 'host' and 'itemid' tags",
        "'itemid':1,'key':'k','value':'x'      | 'itemid' tag conflicts with 'host' and 'itemid' tags",
        "'itemid':0,'value':'x'                | invalid 'itemid' tag value: '0'",
        "'itemid':18446744073709551616         | invalid 'itemid' tag value: '18446744073709551616'",
        "'itemid':'x','host':'h'               | invalid 'itemid' tag value: 'x'",
        "'itemid':'1/'                         | invalid 'itemid' tag value: '1/'",
        "'itemid':'1:'                         | invalid 'itemid' tag value: '1:'",
        "'itemid':null                         | invalid 'itemid' tag value: ''",
        "'itemid':-1                           | invalid 'itemid' tag value: '-1'",
        "'itemid':1,'value':'x','clock':0      | invalid 'clock' tag value: '0'",
        "'itemid':1,'value':'x','clock':2147483648 | invalid 'clock' tag value: '2147483648'",
        "'itemid':1,'value':'x','clock':'1.5'  | invalid 'clock' tag value: '1.5'",
        "'itemid':1,'value':'x','clock':1,'ns':1000000000 | invalid 'ns' tag value: '1000000000'",
        "'itemid':1,'value':'x','clock':1,'ns':-1 | invalid 'ns' tag value: '-1'",
        "'itemid':1,'value':'x','ns':5         | cannot use 'ns' tag without 'clock' tag",
        "'itemid':1                            | missing 'value' tag",
        "'itemid':1,'value':{'a':1}            | missing 'value' tag",
        "'itemid':1,'clock':1,'ns':1           | missing 'value' tag",
        // the first of several is named
        "'itemid':0,'clock':0,'ns':-1          | invalid 'itemid' tag value: '0'",
        "'itemid':1,'clock':0,'ns':-1          | invalid 'clock' tag value: '0'",
        "'itemid':1,'ns':-1                    | invalid 'ns' tag value: '-1'",
        "'itemid':1,'ns':1                     | cannot use 'ns' tag without 'clock' tag"
      })
  void aRowWithADefect(String row, String defect) {
    assertEquals(
        "Cannot parse item #1 data: " + defect.replace('\'', '"') + ".",
        defectOfRows("{" + row + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "5                              | #1 data: cannot open object",
        "{'itemid':1,'value':'x'},null  | #2 data: cannot open object",
        "{'itemid':1,'value':'x'},{'itemid':1,'value':'x'},{},5 | #3 data: missing \"host\" or"
            + " \"itemid\" tag"
      })
  void theFirstDefectIsReportedWithTheNumberOfItsRow(String rows, String defect) {
    assertEquals("Cannot parse item " + defect + ".", defectOfRows(rows));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      nullValues = "null",
      value = {
        "'clientip':'127.0.0.1','data':[]     | null",
        "'clientip':'::1','data':{}           | null",
        "'data':[5]                           | Cannot find tag: 'clientip'.",
        "'clientip':['127.0.0.1'],'data':[5]  | Cannot find tag: 'clientip'.",
        "'clientip':'x','data':[5]            | Invalid tag 'clientip' value: x.",
        "'clientip':null                      | Invalid tag 'clientip' value: .",
        "'clientip':'127.0.0.1'               | Cannot find tag: 'data'.",
        "'clientip':'127.0.0.1','data':5      | Cannot find tag: 'data'.",
        "'clientip':'127.0.0.1','data':'[]'   | Cannot find tag: 'data'."
      })
  void aRequestWithoutRows(String members, @Nullable String defect) {
    assertEquals(defect == null ? null : defect.replace('\'', '"'), defect(members));
  }

  private static @Nullable String defectOfRows(String rows) {
    return defect("'clientip':'127.0.0.1','data':[" + rows + "]");
  }

  private static @Nullable String defect(String members) {
    String json = ("{'request':'history.push'," + members + "}").replace('\'', '"');
    return ((HistoryPush) Rows.request(ZabbixVersion.V7_0, json)).defect();
  }
}
