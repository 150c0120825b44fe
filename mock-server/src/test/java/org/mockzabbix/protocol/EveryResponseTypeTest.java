package org.mockzabbix.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.Response.ActiveCheck;
import org.mockzabbix.protocol.Response.ActiveCheckList;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.wire.Bytes;

/** Every type of response can be encoded. A new type fails here until it has a sample. */
class EveryResponseTypeTest {

  private static final AgentProgram AGENT =
      new AgentProgram(ZabbixVersion.V7_0, AgentProgram.Variant.AGENT2);
  private static final ActiveCheck CHECK =
      new ActiveCheck("k", null, 1L, "5s", LogPosition.START, "3s");
  private static final ActiveCheck OLD_CHECK =
      new ActiveCheck("k", null, null, "5", new LogPosition(7, 8), null);

  /** Responses and their text, in which {@code '} stands for {@code "}. */
  private static final Map<Response, String> WITH_HEADER =
      Map.ofEntries(
          Map.entry(
              new Processed(1, 2, 3, 0.000055),
              "{'response':'success',"
                  + "'info':'processed: 1; failed: 2; total: 3; seconds spent: 0.000055'}"),
          Map.entry(Response.success(), "{'response':'success'}"),
          Map.entry(Response.success("fine"), "{'response':'success','info':'fine'}"),
          Map.entry(Response.failed("no"), "{'response':'failed','info':'no'}"),
          Map.entry(
              new ActiveCheckList(null, List.of(), List.of(), true, null, List.of()),
              "{'response':'success','data':[]}"),
          Map.entry(
              new ActiveCheckList(
                  7L,
                  List.of(CHECK, OLD_CHECK),
                  List.of(RemoteCommand.of("x").withId(2)),
                  false,
                  600L,
                  List.of(GlobalRegexp.matches("a", "b"))),
              "{'response':'success','config_revision':7,'data':["
                  + "{'key':'k','itemid':1,'delay':'5s','lastlogsize':0,'mtime':0,'timeout':'3s'},"
                  + "{'key':'k','delay':5,'lastlogsize':7,'mtime':8}],"
                  + "'commands':[{'command':'x','id':2,'wait':1,'timeout':3}],"
                  + "'upload':'disabled','refresh_unsupported':600,"
                  + "'regexp':[{'name':'a','expression':'b','expression_type':3,"
                  + "'exp_delimiter':',','case_sensitive':1}]}"),
          Map.entry(
              Response.commands(List.of(RemoteCommand.of("x"))),
              "{'response':'success','commands':"
                  + "[{'command':'x','id':0,'wait':1,'timeout':3}]}"),
          Map.entry(
              Response.commands(List.of()).withUploadDisabled(),
              "{'response':'success','commands':[],'upload':'disabled'}"),
          Map.entry(
              Response.redirect(RequestKind.ACTIVE_CHECKS, "a:1", 5),
              "{'response':'failed','redirect':{'revision':5,'address':'a:1'}}"),
          Map.entry(
              Response.redirectReset(RequestKind.SENDER_DATA),
              "{'redirect':{'reset':true},'response':'failed'}"),
          Map.entry(
              Response.proxyDataReceived(List.of()), "{'upload':'enabled','response':'success'}"),
          Map.entry(
              Response.proxyDataReceived(List.of("{}")),
              "{'upload':'enabled','response':'success','tasks':[{}]}"),
          Map.entry(Response.proxyDataDisabled(), "{'upload':'disabled','response':'failed'}"),
          Map.entry(
              Response.success("fine").withUploadDisabled(),
              "{'response':'success','upload':'disabled'}"),
          Map.entry(
              Response.check(CheckResult.value("1"), PassiveCheckFormat.JSON, AGENT),
              "{'version':'7.0.22','variant':2,'data':[{'value':'1'}]}"),
          Map.entry(Response.check(CheckResult.value("1"), PassiveCheckFormat.PLAIN, AGENT), "1"),
          Map.entry(
              Response.checkRefused("no", AGENT), "{'version':'7.0.22','variant':2,'error':'no'}"),
          Map.entry(
              Response.pushed(List.of(7L), RowOutcomes.allProcessed(1)),
              "{'response':'success','data':[{'itemid':7}]}"),
          Map.entry(Response.json("{'a':1}"), "{'a':1}"));

  private static final Map<Response, String> WITHOUT_HEADER =
      Map.of(
          Response.none(), "",
          Response.headerless("OK"), "OK",
          Response.bytes("any bytes".getBytes(UTF_8)), "any bytes",
          Response.received("OK of a real server".getBytes(UTF_8)), "OK of a real server",
          Response.headerlessChecks(List.of(OLD_CHECK)), "k:5:7\nZBX_EOF\n");

  @Test
  void everyTypeHasASample() {
    Set<Class<?>> types = Arrays.stream(Response.class.getPermittedSubclasses()).collect(toSet());

    assertEquals(
        types,
        Stream.concat(WITH_HEADER.keySet().stream(), WITHOUT_HEADER.keySet().stream())
            .map(Object::getClass)
            .collect(toSet()));
  }

  @TestFactory
  Stream<DynamicTest> packets() {
    return WITH_HEADER.entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.getKey().getClass().getSimpleName(),
                    () -> {
                      Bytes packet = Bytes.of(sample.getKey().toBytes(1));

                      String text = packet.slice(13, packet.length() - 13).text();
                      assertEquals(sample.getValue(), text.replace('"', '\''));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> bytesWithoutAHeader() {
    return WITHOUT_HEADER.entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.getKey().getClass().getSimpleName(),
                    () ->
                        assertEquals(
                            sample.getValue(), Bytes.of(sample.getKey().toBytes(3)).text())));
  }
}
