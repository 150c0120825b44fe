package org.mockzabbix.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.Response.ActiveCheck;
import org.mockzabbix.protocol.Response.ActiveCheckList;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.wire.Bytes;

/** Every type of response can be encoded. A new type fails here until it has a sample. */
class EveryResponseTypeTest {

  private static final AgentProgram AGENT =
      new AgentProgram(ZabbixVersion.V7_0, AgentProgram.Variant.AGENT2);
  private static final AgentProgram C_AGENT =
      new AgentProgram(ZabbixVersion.V7_0, AgentProgram.Variant.AGENT);
  private static final ActiveCheck CHECK =
      new ActiveCheck("k", null, 1L, "5s", LogPosition.START, "3s");
  private static final ActiveCheck CHECK_WITH_MACRO =
      new ActiveCheck("k[a]", "k[{$A}]", null, "5", LogPosition.START, null);
  private static final ActiveCheck OLD_CHECK =
      new ActiveCheck("k", null, null, "5", new LogPosition(7, 8), null);

  /** Responses in packets, and their text, in which {@code '} stands for {@code "}. */
  private static Map<Response, String> withHeader() {
    return Map.ofEntries(
        entry(
            new Processed(1, 2, 3, 0.000055),
            "{'response':'success',"
                + "'info':'processed: 1; failed: 2; total: 3; seconds spent: 0.000055'}"),
        entry(Response.success(), "{'response':'success'}"),
        entry(Response.success("fine"), "{'response':'success','info':'fine'}"),
        entry(Response.failed("no"), "{'response':'failed','info':'no'}"),
        entry(
            new ActiveCheckList(null, List.of(), List.of(), true, null, List.of()),
            "{'response':'success','data':[]}"),
        entry(
            new ActiveCheckList(null, List.of(CHECK_WITH_MACRO), List.of(), true, null, List.of()),
            "{'response':'success','data':[{'key':'k[a]','key_orig':'k[{$A}]','delay':5,"
                + "'lastlogsize':0,'mtime':0}]}"),
        entry(
            new ActiveCheckList(null, List.of(), List.of(), true, null, List.of())
                .withUploadDisabled(),
            "{'response':'success','data':[],'upload':'disabled'}"),
        entry(
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
        entry(
            Response.commands(List.of(RemoteCommand.of("x"))),
            "{'response':'success','commands':[{'command':'x','id':0,'wait':1,'timeout':3}]}"),
        entry(
            Response.commands(List.of()).withUploadDisabled(),
            "{'response':'success','commands':[],'upload':'disabled'}"),
        entry(
            Response.redirect(RequestKind.ACTIVE_CHECKS, "a:1", 5),
            "{'response':'failed','redirect':{'revision':5,'address':'a:1'}}"),
        entry(
            Response.redirectReset(RequestKind.SENDER_DATA),
            "{'redirect':{'reset':true},'response':'failed'}"),
        entry(Response.proxyDataReceived(List.of()), "{'upload':'enabled','response':'success'}"),
        entry(
            Response.proxyDataReceived(List.of("{}")),
            "{'upload':'enabled','response':'success','tasks':[{}]}"),
        entry(
            Response.proxyDataReceived(List.of(), "no clock"),
            "{'upload':'enabled','response':'success','info':'no clock'}"),
        entry(Response.proxyDataDisabled(), "{'upload':'disabled','response':'failed'}"),
        entry(
            Response.success("fine").withUploadDisabled(),
            "{'response':'success','upload':'disabled'}"),
        entry(
            Response.check(CheckResult.value("1"), PassiveCheckFormat.JSON, AGENT),
            "{'version':'7.0.22','variant':2,'data':[{'value':'1'}]}"),
        entry(Response.check(CheckResult.value("1"), PassiveCheckFormat.PLAIN, AGENT), "1"),
        entry(
            Response.check(CheckResult.noData(), PassiveCheckFormat.JSON, AGENT),
            "{'version':'7.0.22','variant':2,'data':[{'value':null}]}"),
        entry(
            Response.check(CheckResult.notSupported("a<b"), PassiveCheckFormat.JSON, AGENT),
            "{'version':'7.0.22','variant':2,'data':[{'error':'a\\u003cb'}]}"),
        entry(
            Response.check(CheckResult.notSupported("a<b"), PassiveCheckFormat.JSON, C_AGENT),
            "{'version':'7.0.22','variant':1,'data':[{'error':'a<b'}]}"),
        entry(
            Response.check(CheckResult.notSupported("a<b"), PassiveCheckFormat.PLAIN, AGENT),
            "ZBX_NOTSUPPORTED\0a<b"),
        entry(Response.checkRefused("no", AGENT), "{'version':'7.0.22','variant':2,'error':'no'}"),
        entry(
            Response.pushed(List.of(7L), RowOutcomes.allProcessed(1)),
            "{'response':'success','data':[{'itemid':7}]}"),
        entry(Response.json("{'a':1}"), "{'a':1}"));
  }

  private static Map<Response, String> withoutHeader() {
    return Map.ofEntries(
        entry(Response.none(), ""),
        entry(Response.headerless("OK"), "OK"),
        entry(Response.bytes("any bytes".getBytes(UTF_8)), "any bytes"),
        entry(Response.received("OK of a real server".getBytes(UTF_8)), "OK of a real server"),
        entry(Response.headerlessChecks(List.of(CHECK, OLD_CHECK)), "k:5s:0\nk:5:7\nZBX_EOF\n"));
  }

  @Test
  void everyTypeHasASample() {
    Set<Class<?>> types = Arrays.stream(Response.class.getPermittedSubclasses()).collect(toSet());

    assertEquals(
        types,
        Stream.concat(withHeader().keySet().stream(), withoutHeader().keySet().stream())
            .map(Object::getClass)
            .collect(toSet()));
  }

  @Test
  void packets() {
    withHeader()
        .forEach(
            (response, text) -> {
              Bytes packet = Bytes.of(response.toBytes(1));

              assertEquals(text, response.text().replace('"', '\''));
              assertEquals(response.text(), packet.slice(13, packet.length() - 13).text());
            });
  }

  @Test
  void bytesWithoutAHeader() {
    withoutHeader()
        .forEach(
            (response, text) -> {
              assertEquals(text, response.text());
              assertEquals(text, Bytes.of(response.toBytes(3)).text());
            });
  }
}
