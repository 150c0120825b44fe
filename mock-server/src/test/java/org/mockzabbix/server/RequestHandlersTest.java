package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Rows;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.MockResponse;

/** Stands in for the compiler: no kind of request is forgotten by the decoder or the engine. */
class RequestHandlersTest {

  /** What does not come in on a trapper port, and has its own tests. */
  private static final Set<Class<? extends Request>> ELSEWHERE =
      Set.of(Request.PassiveCheck.class, Request.CompletedPoll.class, Request.FailedPoll.class);

  static Stream<Arguments> samples() {
    return Stream.of(
        arguments(Request.SenderData.class, Rows.request(Rows.json("{}"))),
        arguments(Request.AgentData.class, json("agent data", "\"data\":[]")),
        arguments(Request.HistoryPush.class, json("history.push", "\"data\":[]")),
        arguments(Request.ActiveChecks.class, json("active checks", "\"host\":\"h\"")),
        arguments(
            Request.ActiveCheckHeartbeat.class,
            json("active check heartbeat", "\"host\":\"h\",\"heartbeat_freq\":60")),
        arguments(
            Request.ProxyConfig.class,
            json("proxy config", "\"host\":\"p\",\"version\":\"7.0.22\"")),
        arguments(
            Request.ProxyData.class, json("proxy data", "\"host\":\"p\",\"version\":\"7.0.22\"")),
        arguments(
            Request.ProxyHeartbeat.class, // which 7.0 does not know any more
            Rows.request(ZabbixVersion.V6_0, "{\"request\":\"proxy heartbeat\",\"host\":\"p\"}")),
        arguments(Request.ZabbixStats.class, json("zabbix.stats", "\"x\":1")),
        arguments(
            Request.FrontendRequest.class, json("status.get", "\"sid\":\"1\",\"type\":\"ping\"")),
        arguments(Request.LegacyData.class, Rows.request("h:k:v")),
        arguments(Request.Invalid.class, Rows.request("{\"request\":\"sender data\"}")),
        arguments(Request.Invalid.class, Rows.request("{}")),
        arguments(Request.Invalid.class, Rows.request("{")),
        arguments(Request.Invalid.class, Request.Invalid.empty("the peer sent no byte in time")));
  }

  private static Request json(String request, String members) {
    return Rows.request("{\"request\":\"" + request + "\"," + members + "}");
  }

  @Test
  void samples_areOfEveryTypeThereIs() {
    Set<Class<?>> sampled =
        samples().map(sample -> (Class<?>) sample.get()[0]).collect(Collectors.toSet());
    sampled.addAll(ELSEWHERE);

    assertEquals(Set.of(Request.class.getPermittedSubclasses()), sampled);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void decoder_knowsIt(Class<? extends Request> type, Request request) {
    assertEquals(type, request.getClass());
    assertNotNull(request.kind());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void engine_answersIt(Class<? extends Request> type, Request request) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      RequestContext context =
          new RequestContext(
              InetAddress.getLoopbackAddress(),
              null,
              1,
              Instant.EPOCH,
              Inventory.strict(List.of(), 1),
              new SessionState(),
              new ForwardedItems(),
              new ServerInfo(version, List.of(), Set.of(), "::1", null, Instant.EPOCH));

      MockResponse reply = TrapperEngine.respond(request, context);

      assertNotNull(reply.response().toBytes(reply.flags()), type.getName());
    }
  }

  @Test
  void kinds_haveNamesOfTheirOwn() {
    long names = Arrays.stream(RequestKind.values()).map(RequestKind::wireName).distinct().count();

    assertEquals(RequestKind.values().length, names);
  }
}
