package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.client.Getter;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.scenario.ScenarioPart;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.transcript.Transcript;
import org.mockzabbix.transcript.TranscriptExchange;

/** The effects of the endpoints, and their messages. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ApiTest {

  @Test
  void valuesAreFiltered_andInTheSharedForm() throws Exception {
    try (ApiServer api = new ApiServer()) {
      JsonNode values = api.send("GET", "/api/v1/values?host=web*&value=1").json().path("values");
      JsonNode none = api.send("GET", "/api/v1/values?key=app.no").json().path("values");

      assertEquals(1, values.size());
      assertEquals("app.ok", values.path(0).path("key").asText());
      assertEquals("sender", values.path(0).path("source").asText());
      assertEquals(1, values.path(0).path("exchange").asInt());
      assertEquals(0, none.size());
    }
  }

  @Test
  void aRequestWaitsForValues() throws Exception {
    try (ApiServer api = new ApiServer()) {
      CompletableFuture<HttpText> waiting = OwnThread.supply(() -> waitForTwo(api));
      awaitWaiting(api, waiting);
      api.sender().sendValue("web01", "app.ok", "2");

      JsonNode json = waiting.get().json();

      assertTrue(json.path("complete").asBoolean());
      assertEquals(2, json.path("values").size());
    }
  }

  private static void awaitWaiting(ApiServer api, Future<HttpText> request) throws Exception {
    int waiting = 0;
    while (waiting == 0) {
      assertFalse(request.isDone(), "the request did not wait");
      waiting = api.send("GET", "/api/v1/status").json().path("waitingRequests").asInt();
    }
  }

  private static HttpText waitForTwo(ApiServer api) {
    try {
      return api.send("GET", "/api/v1/values?waitFor=2&timeout=1m");
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void aWaitEndsAtItsTimeout() throws Exception {
    try (ApiServer api = new ApiServer()) {
      JsonNode json = api.send("GET", "/api/v1/exchanges?waitFor=9&timeout=10ms").json();

      assertFalse(json.path("complete").asBoolean());
      assertEquals(2, json.path("exchanges").size());
    }
  }

  @Test
  void exchangesArePagedById() throws Exception {
    try (ApiServer api = new ApiServer()) {
      JsonNode newest = api.send("GET", "/api/v1/exchanges?limit=1").json();
      JsonNode older = api.send("GET", "/api/v1/exchanges?before=2").json();
      JsonNode later = api.send("GET", "/api/v1/exchanges?after=2").json();

      assertEquals(2, newest.path("exchanges").path(0).path("id").asInt());
      assertEquals(2, newest.path("before").asInt());
      assertEquals(1, older.path("exchanges").path(0).path("id").asInt());
      assertEquals(0, later.path("exchanges").size());
    }
  }

  @Test
  void aPageOfValuesEndsInsideAnExchange_andTheNextContinuesThere() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String value = "{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"%d\"}";
      api.sender().sendValues(value.formatted(5) + ',' + value.formatted(6));
      api.sender().sendValues(value.formatted(7));

      JsonNode first = api.send("GET", "/api/v1/values?after=1&limit=1").json();
      JsonNode next = api.send("GET", "/api/v1/values?after=" + text(first, "after")).json();
      JsonNode newest = api.send("GET", "/api/v1/values?limit=2").json();
      JsonNode older = api.send("GET", "/api/v1/values?before=" + text(newest, "before")).json();

      assertEquals(List.of("5"), texts(first, "value"));
      assertEquals("3.0", text(first, "after"));
      assertEquals(List.of("6", "7"), texts(next, "value"));
      assertEquals(List.of("6", "7"), texts(newest, "value"));
      assertEquals("3.1", text(newest, "before"));
      assertEquals(List.of("1", "5"), texts(older, "value"));
    }
  }

  private static String text(JsonNode json, String member) {
    return json.path(member).asText();
  }

  private static List<String> texts(JsonNode page, String member) {
    List<String> texts = new ArrayList<>();
    page.elements().next().forEach(entry -> texts.add(entry.path(member).asText()));
    return texts;
  }

  @Test
  void anInvalidPositionIsNamed() throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText invalid = api.send("GET", "/api/v1/exchanges?after=x");

      assertEquals(400, invalid.status());
      assertEquals("after", invalid.problem("field"));
      assertEquals(
          "after must be the id of an exchange, or a position that a list has returned, but was"
              + " \"x\"",
          invalid.problem("detail"));
    }
  }

  @Test
  void aValueOfAnySizeIsReadable() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String large = "x".repeat(20_000_001); // Jackson's limit is 20,000,000
      api.sender().sendValue("web01", "app.ok", large);

      HttpText values = api.send("GET", "/api/v1/values?after=2");
      HttpText exchange = api.send("GET", "/api/v1/exchanges/3?raw=true");
      JsonNode latest = api.send("GET", "/api/v1/values/latest").json().path("items").path(0);

      assertTrue(values.body().contains("\"value\":\"" + large + "\""));
      assertTrue(exchange.body().contains("\"value\":\"" + large + "\""));
      assertTrue(exchange.body().endsWith("\"}}"));
      assertEquals(20_000_001, latest.path("length").asInt());
      assertEquals(256, latest.path("value").asText().length());
    }
  }

  @Test
  void aLargePageEndsBeforeOrAfterTheLargeExchange() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String large = "x".repeat(12 << 20);
      for (int i = 0; i < 4; i++) {
        api.sender().sendValue("web01", "app.ok", large);
      }

      String newest = api.send("GET", "/api/v1/exchanges").body();
      String oldest = api.send("GET", "/api/v1/exchanges?after=0").body();

      assertTrue(newest.endsWith("\"before\":4,\"after\":6}"), end(newest));
      assertTrue(oldest.endsWith("\"before\":1,\"after\":5}"), end(oldest));
    }
  }

  private static String end(String text) {
    return text.substring(text.length() - 100);
  }

  @Test
  void theBytesOfAnExchangeAreOnRequest() throws Exception {
    try (ApiServer api = new ApiServer()) {
      JsonNode raw = api.send("GET", "/api/v1/exchanges/1?raw=true").json().path("raw");

      assertTrue(raw.path("request").asText().startsWith("WkJYR"), raw.toString());
      assertFalse(api.send("GET", "/api/v1/exchanges/1").json().has("raw"));
    }
  }

  @Test
  void allEndpointsRefuseInvalidJsonInTheSameWords() throws Exception {
    String deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);
    try (ApiServer api = new ApiServer()) {
      for (Endpoint endpoint : ApiServer.endpoints()) {
        if (endpoint.body() != null) {
          String path = ApiServer.path(endpoint, endpoint.path());
          assertEquals(
              "the body cannot be read: the JSON text ends too early",
              api.send(endpoint.method(), path, "{").json().path("detail").asText(),
              path);
          assertEquals(
              "the body cannot be read: the JSON is not valid at column 8",
              api.send(endpoint.method(), path, "{\"a\":1}x").json().path("detail").asText(),
              path);
          assertEquals(
              "lists and objects are nested more than 100 levels deep",
              api.send(endpoint.method(), path, deep).json().path("detail").asText(),
              path);
        }
      }
    }
  }

  @Test
  void oneExchangeHasItsCourse() throws Exception {
    try (ApiServer api = new ApiServer()) {
      JsonNode course = api.send("GET", "/api/v1/exchanges/1").json().path("course");

      assertEquals(
          List.of(
              "accepted",
              "firstByte",
              "requestComplete",
              "responseDecided",
              "firstByteWritten",
              "lastByteWritten",
              "closed"),
          course.findValuesAsText("event"));
      assertTrue(course.path(6).path("seconds").isDouble(), course.toString());
      assertFalse(api.send("GET", "/api/v1/exchanges").body().contains("course"));
    }
  }

  @Test
  void theLatestValueOfEachItemHasBuckets() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.sender().sendValue("web01", "app.ok", "3");

      JsonNode item = api.send("GET", "/api/v1/values/latest").json().path("items").path(0);

      assertEquals("3", item.path("value").asText());
      assertEquals(2, item.path("count").asInt());
      assertEquals(60, item.path("buckets").size());
    }
  }

  @Test
  void onlyItemsThatChangedAreRead_andNoneAfterAReset() throws Exception {
    try (ApiServer api = new ApiServer()) {
      JsonNode all = api.send("GET", "/api/v1/values/latest").json();
      String after = "/api/v1/values/latest?after=" + all.path("after").asLong();

      assertEquals(0, api.send("GET", after).json().path("items").size());
      api.sender().sendValue("web01", "app.ok", "3");
      JsonNode changed = api.send("GET", after).json().path("items");
      assertEquals(1, changed.size());
      assertEquals(2, changed.path(0).path("count").asInt());

      api.send("POST", "/api/v1/reset");
      assertEquals(0, api.send("GET", "/api/v1/values/latest").json().path("items").size());
    }
  }

  @Test
  void exchangesAreSummedUp() throws Exception {
    try (ApiServer api = new ApiServer()) {
      JsonNode summary =
          api.send("GET", "/api/v1/exchanges?summary=true").json().path("exchanges").path(1);

      assertEquals("rejected", summary.path("state").asText());
      assertEquals("web01", summary.path("host").asText());
      assertEquals(1, summary.path("failed").asInt());
      assertEquals("failed: the host has no item with this key", summary.path("reason").asText());
      assertTrue(summary.path("requestBytes").asInt() > 13, summary.toString());
      assertTrue(summary.path("duration").asDouble() > 0, summary.toString());
      assertFalse(summary.has("tls"), summary.toString());
      assertFalse(summary.has("rows"), summary.toString());
    }
  }

  /** Returns a scenario with an agent that accepts only this key. */
  private static String agentWith(TestPsk psk) {
    return "agents: [{host: web07, tls: {accept: [psk], psks: [{identity: web07, key: "
        + psk.hex()
        + "}]}}]";
  }

  @Test
  void aSummaryTellsTheEncryption() throws Exception {
    TestPsk psk = TestPsk.random("web07");
    try (ApiServer api = new ApiServer()) {
      api.send("PUT", "/api/v1/scenario", agentWith(psk));
      String address = api.server.agents().get(0).address();
      new Getter().withTls(TlsConfig.psk(psk)).get(address, "agent.ping").requireValue();

      JsonNode summary =
          api.send("GET", "/api/v1/exchanges?summary=true&waitFor=1").json().at("/exchanges/0");

      assertEquals("{\"mode\":\"psk\",\"version\":\"TLSv1.3\"}", summary.path("tls").toString());
    }
  }

  @Test
  void exchangesAreSearchedForTextInAnyCase_andForBytes() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String path = "/api/v1/exchanges?search=";

      api.sender().sendValue("web01", "app.ok", "K\\u00f6ln \\\"hi\\\"");
      api.sender().send("{\"request\":\"active checks\",\"host\":\"\\u00c4rger\"}");

      assertEquals(1, api.send("GET", path + "APP.OLK").json().path("exchanges").size());
      for (String escaped : List.of("K%C3%B6ln", "k%C3%B6ln", "%22HI%22", "%C3%A4rger")) {
        assertEquals(1, api.send("GET", path + escaped).json().path("exchanges").size(), escaped);
      }
      assertEquals(0, api.send("GET", path + "rows").json().path("exchanges").size());
      assertEquals(4, api.send("GET", path + "0x5a425844").json().path("exchanges").size());
      assertEquals(0, api.send("GET", path + "0x5a425845").json().path("exchanges").size());
    }
  }

  @Test
  void aLongValueIsCutOnRequest() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.sender().sendValue("web01", "app.ok", "abcdef");

      JsonNode value =
          api.send("GET", "/api/v1/values?cut=3&limit=1").json().path("values").path(0);

      assertEquals("abc", value.path("value").asText());
      assertEquals(6, value.path("length").asInt());
    }
  }

  @Test
  void theServerHasStartedBeforeTheFirstRequest() throws Exception {
    try (ApiServer api = new ApiServer()) {
      Instant before = Instant.now();

      String started = api.send("GET", "/api/v1/status").json().path("started").asText();

      assertTrue(Instant.parse(started).isBefore(before), started);
    }
  }

  @Test
  void problemsAreGrouped_withTheirCause() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.sender().sendValue("web01", "app.olk", "1");
      api.sender().send("no json");

      JsonNode problems = api.send("GET", "/api/v1/problems").json().path("problems");

      assertEquals(2, problems.size(), problems.toString());
      assertEquals("rejected", problems.path(0).path("kind").asText());
      assertEquals(2, problems.path(0).path("times").asInt());
      assertTrue(
          problems.path(0).path("cause").asText().startsWith("failed: "), problems.toString());
      assertEquals("unreadable", problems.path(1).path("kind").asText());
    }
  }

  @Test
  void valuesThatWouldNotBeStoredAreProblems_andValuesOfAnUnknownItemidNameIt() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.send("PUT", "/api/v1/hosts/db01", HOST_WITH_FLOAT);
      api.send("DELETE", "/api/v1/rules");
      api.sender().sendValue("db01", "app.load", "0,42");
      api.sender()
          .send(
              "{\"request\":\"agent data\",\"session\":\"0123456789abcdef0123456789abcdef\","
                  + "\"version\":\"7.0.0\",\"host\":\"web01\","
                  + "\"data\":[{\"itemid\":99,\"id\":1,\"value\":\"1\",\"clock\":1,\"ns\":1}]}");

      JsonNode problems = api.send("GET", "/api/v1/problems").json().path("problems");

      JsonNode notStored = problems.path(1);
      assertEquals(
          "notStored db01 app.load",
          String.join(
              " ",
              notStored.path("kind").asText(),
              notStored.path("host").asText(),
              notStored.path("key").asText()));
      assertTrue(
          notStored
              .path("cause")
              .asText()
              .startsWith("a 7.0 server counts this value as processed, but does not store it"),
          notStored.toString());
      JsonNode unknown = problems.path(2);
      assertEquals("rejected", unknown.path("kind").asText());
      assertEquals("web01", unknown.path("host").asText());
      assertEquals(99, unknown.path("itemid").asInt());
      assertFalse(unknown.has("key"), unknown.toString());
    }
  }

  private static final String HOST_WITH_FLOAT =
      "{\"items\": [{\"key\": \"app.load\", \"type\": \"trapper\", \"valueType\": \"float\"}]}";

  @Test
  void anExpectationIsVerified() throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText met = api.send("POST", "/api/v1/verify", "{\"host\":\"web01\",\"key\":\"app.ok\"}");
      HttpText missed =
          api.send(
              "POST",
              "/api/v1/verify?timeout=10ms",
              "{\"host\":\"web01\",\"key\":\"app.ok\",\"times\":2}");
      HttpText violated = api.send("POST", "/api/v1/verify?timeout=1m", "\"nothing\"");
      HttpText misspelt = api.send("POST", "/api/v1/verify", "{\"hots\":\"web01\"}");

      assertEquals(
          "{\"verdict\":\"met\",\"expectation\":\"web01 app.ok\"}", met.body(), met.body());
      assertEquals(422, missed.status());
      assertEquals("pending", missed.problem("verdict"));
      assertTrue(
          missed.problem("explanation").startsWith("expected: web01 app.ok, 2 times within 10 ms"),
          missed.body());
      assertEquals("violated", violated.problem("verdict"));
      assertEquals("hots", misspelt.problem("field"));
      assertEquals("host", misspelt.problem("nearest"));
    }
  }

  @Test
  void anExpectationOfAReportIsVerified() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String registered = "{\"registered\":{\"host\":\"web*\",\"metadata\":\"linux\"}}";
      HttpText missed = api.send("POST", "/api/v1/verify", registered);
      HttpText empty =
          api.send("POST", "/api/v1/verify", "{\"commandResult\":{\"host\":\"a\"},\"times\":0}");
      api.server.poll("web01", "127.0.0.1:" + api.server.agent("web02").port(), "agent.ping");
      HttpText available =
          api.send("POST", "/api/v1/verify?timeout=5s", "{\"available\":{\"host\":\"web01\"}}");

      assertEquals(422, missed.status());
      assertTrue(
          missed
              .problem("explanation")
              .startsWith("expected: registration of (host like web*) with metadata \"linux\"\n"),
          missed.body());
      assertEquals(200, empty.status());
      assertEquals(
          "{\"verdict\":\"met\",\"expectation\":\"web01 available, within 5 s\"}",
          available.body());
    }
  }

  @Test
  void theRequestsThatARuleWouldHaveMatchedAreCounted() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String path = "/api/v1/rules/matches";

      HttpText one = api.send("POST", path, "{\"when\":{\"key\":\"app.ok\"}}");
      HttpText all = api.send("POST", path, "{\"when\":\"connect\"}");
      HttpText agent = api.send("POST", path + "?agent=web01", "{}");
      HttpText invalid = api.send("POST", path, "{\"when\":{\"hots\":\"x\"}}");
      HttpText unknown = api.send("POST", path + "?agent=web99", "{}");

      assertEquals("{\"examined\":2,\"exchanges\":[1],\"matched\":1}", one.json().toString());
      assertEquals("{\"examined\":2,\"exchanges\":[2,1],\"matched\":2}", all.json().toString());
      assertEquals("{\"examined\":0,\"exchanges\":[],\"matched\":0}", agent.json().toString());
      assertEquals("when.hots", invalid.problem("field"), invalid.body());
      assertEquals("agent", unknown.problem("field"), unknown.body());
    }
  }

  @Test
  void theListOfRulesCanBePosted() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String rule =
          "{\"when\":{\"request\":\"sender data\"},\"times\":1,\"reply\":{\"failure\":\"no\"}}";
      assertEquals(201, api.send("POST", "/api/v1/rules", rule).status());
      assertEquals(
          201, api.send("POST", "/api/v1/rules?agent=web01", "{\"fault\":\"reset\"}").status());
      HttpText list = api.send("GET", "/api/v1/rules");
      assertEquals(204, api.send("DELETE", "/api/v1/rules").status());
      assertEquals(0, api.send("GET", "/api/v1/rules").json().path("rules").size());

      HttpText again = api.send("POST", "/api/v1/rules", list.body());

      assertEquals(201, again.status(), again.body());
      assertEquals(3, again.json().path("added").asInt());
      assertEquals(withoutIds(list), withoutIds(again));
    }
  }

  private static JsonNode withoutIds(HttpText list) throws Exception {
    JsonNode rules = list.json().path("rules");
    rules.forEach(rule -> ((ObjectNode) rule).remove("id"));
    rules.forEach(rule -> ((ObjectNode) rule).remove("origin"));
    return rules;
  }

  @Test
  void aRuleOfTheListKeepsThatItIsSwitchedOff() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.send("POST", "/api/v1/rules?agent=web01", "{\"fault\":\"reset\"}");
      api.send("PATCH", "/api/v1/rules/1", "{\"enabled\": false}");
      api.send("PATCH", "/api/v1/rules/2", "{\"enabled\": false}");
      HttpText list = api.send("GET", "/api/v1/rules");
      api.send("DELETE", "/api/v1/rules");

      HttpText again = api.send("POST", "/api/v1/rules", list.body());

      assertEquals(201, again.status(), again.body());
      assertEquals(List.of("off", "off"), texts(again.json(), "state"));
    }
  }

  @Test
  void aScenarioHasNoRulesThatAreSwitchedOff() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.send("POST", "/api/v1/rules?agent=web01", "{\"fault\":\"reset\"}");
      api.send("PATCH", "/api/v1/rules/1", "{\"enabled\": false}");
      JsonNode one = api.send("GET", "/api/v1/scenario").json();
      api.send("PATCH", "/api/v1/rules/2", "{\"enabled\": false}");
      JsonNode none = api.send("GET", "/api/v1/scenario").json();

      assertFalse(one.has("rules"), one.toString());
      assertEquals("[{\"fault\":\"reset\"}]", one.at("/agents/0/rules").toString());
      assertFalse(none.path("agents").path(0).has("rules"), none.toString());
    }
  }

  @Test
  void aListOfRulesIsAddedToAnAgent() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String list =
          "{\"rules\": [{\"rule\": {\"fault\": \"reset\"}}, {\"rule\": {\"fault\": \"stall\"}}]}";

      HttpText added = api.send("POST", "/api/v1/rules?agent=web01", list);

      assertEquals(2, added.json().path("added").asInt(), added.body());
      assertEquals(List.of("", "web01", "web01"), texts(added.json(), "agent"));
    }
  }

  @Test
  void ofAnInvalidListNoRuleIsAdded() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String valid = "{\"rule\": {\"fault\": \"reset\"}}";
      String list = "{\"rules\": [" + valid + ", %s]}";

      HttpText rule =
          api.send("POST", "/api/v1/rules", list.formatted("{\"rule\": {\"fualt\": \"x\"}}"));
      HttpText member =
          api.send("POST", "/api/v1/rules", list.formatted("{\"enabeld\": true, \"rule\": {}}"));
      HttpText agent =
          api.send("POST", "/api/v1/rules", list.formatted("{\"agent\": \"web1\", \"rule\": {}}"));
      HttpText text = api.send("POST", "/api/v1/rules", "{\"rules\": \"all\"}");

      assertEquals("rules[1].rule.fualt", rule.problem("field"), rule.body());
      assertEquals("fault", rule.problem("nearest"));
      assertEquals("rules[1].enabeld", member.problem("field"));
      assertEquals("enabled", member.problem("nearest"));
      assertEquals(404, agent.status());
      assertEquals("web01", agent.problem("nearest"));
      assertEquals("rules must be a list, as this path returns it", text.problem("detail"));
      assertEquals(1, api.send("GET", "/api/v1/rules").json().path("rules").size());
    }
  }

  @Test
  void aRuleIsSwitchedOffAndOn() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String rule = "when: {request: sender data}\nreply: {failure: not now}\n";
      api.send("POST", "/api/v1/rules", rule);
      assertTrue(api.sender().sendValue("web01", "app.ok", "1").contains("not now"));

      HttpText off = api.send("PATCH", "/api/v1/rules/2", "{\"enabled\": false}");

      assertEquals("off", off.json().path("state").asText());
      assertEquals(1, off.json().path("hits").asInt());
      assertTrue(api.sender().sendValue("web01", "app.ok", "1").contains("success"));
      api.send("PATCH", "/api/v1/rules/2", "{\"enabled\": true}");
      assertTrue(api.sender().sendValue("web01", "app.ok", "1").contains("not now"));
    }
  }

  @Test
  void hostsAndItemsAreChanged() throws Exception {
    try (ApiServer api = new ApiServer()) {
      assertTrue(api.sender().sendValue("web03", "a[b/c]", "1").contains("failed: 1"));
      api.send("PUT", "/api/v1/hosts/web03", "{}");
      api.send("PUT", "/api/v1/hosts/web03/items/a%5Bb%2Fc%5D", "{\"type\": \"trapper\"}");

      assertTrue(api.sender().sendValue("web03", "a[b/c]", "1").contains("processed: 1"));
      assertEquals(204, api.send("DELETE", "/api/v1/hosts/web03/items/a%5Bb%2Fc%5D").status());
      assertTrue(api.sender().sendValue("web03", "a[b/c]", "1").contains("failed: 1"));
      HttpText misspelt = api.send("GET", "/api/v1/hosts/web0");
      assertEquals("host \"web0\" is unknown: did you mean \"web01\"?", misspelt.problem("detail"));
    }
  }

  @Test
  void aProxyMonitorsHosts() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.send("PUT", "/api/v1/proxies/px", "{\"hosts\": [\"web01\"]}");

      assertEquals(
          "{\"name\":\"px\",\"mode\":\"active\",\"compatibility\":\"unknown\",\"hosts\":[\"web01\"]}",
          api.send("GET", "/api/v1/proxies/px").body());
      assertTrue(api.sender().sendValue("web01", "app.ok", "1").contains("failed: 1"));
      assertEquals(204, api.send("DELETE", "/api/v1/proxies/px").status());
      assertTrue(api.sender().sendValue("web01", "app.ok", "1").contains("processed: 1"));
    }
  }

  @Test
  void aProxyIsAddedAndChanged() throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText added =
          api.send(
              "PUT",
              "/api/v1/proxies/branch",
              "{\"mode\":\"passive\",\"address\":\"127.0.0.1:10061\",\"hosts\":[\"web01\"]}");
      api.send("PUT", "/api/v1/proxies/branch", "{\"hosts\":[]}");
      HttpText unchanged = api.send("GET", "/api/v1/proxies/branch");
      HttpText active =
          api.send(
              "PUT",
              "/api/v1/proxies/branch",
              "{\"mode\":\"active\",\"allowedHosts\":\"127.0.0.1\"}");

      assertEquals(
          "{\"name\":\"branch\",\"mode\":\"passive\",\"address\":\"127.0.0.1:10061\","
              + "\"compatibility\":\"unknown\",\"hosts\":[\"web01\"]}",
          added.body());
      assertEquals(added.body().replace("\"web01\"", ""), unchanged.body());
      assertEquals(
          "{\"name\":\"branch\",\"mode\":\"active\",\"allowedHosts\":\"127.0.0.1\","
              + "\"compatibility\":\"unknown\",\"hosts\":[]}",
          active.body());
      assertEquals(
          "an active proxy has no address, because it connects to the server: make it passive, or"
              + " set its allowed hosts instead",
          api.send("PUT", "/api/v1/proxies/lab", "{\"address\":\"127.0.0.1:1\"}")
              .problem("detail"));
      assertEquals(
          "hosts must be a list of names",
          api.send("PUT", "/api/v1/proxies/lab", "{\"hosts\":\"web01\"}").problem("detail"));
      assertEquals(204, api.send("DELETE", "/api/v1/proxies/branch").status());
      assertEquals(404, api.send("GET", "/api/v1/proxies/branch").status());
    }
  }

  @Test
  void aProxyKeepsItsEncryption_alsoInAnotherMode() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String tls =
          "{\"accept\":[\"psk\"],\"psk\":{\"identity\":\"branch\","
              + "\"key\":\"8f2ad6e1b3c94e7f8f2ad6e1b3c94e7f\"},\"connect\":\"psk\"}";
      String path = "/api/v1/proxies/branch";

      api.send("PUT", path, "{\"allowedHosts\":\"127.0.0.1\",\"tls\":" + tls + "}");
      HttpText passive = api.send("PUT", path, "{\"mode\":\"passive\"}");
      api.send("PUT", path, "{\"address\":\"127.0.0.1:10061\"}");
      HttpText active = api.send("PUT", path, "{\"mode\":\"active\"}");

      String known = ",\"tls\":" + tls + ",\"compatibility\":\"unknown\",\"hosts\":[]}";
      assertEquals("{\"name\":\"branch\",\"mode\":\"passive\"" + known, passive.body());
      assertEquals("{\"name\":\"branch\",\"mode\":\"active\"" + known, active.body());
    }
  }

  @Test
  void aProxyThatIsReadCanBeWritten() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.sender().send("{\"request\":\"proxy config\",\"host\":\"px\",\"version\":\"7.0.0\"}");
      HttpText before = api.send("GET", "/api/v1/proxies/px");
      assertTrue(before.json().has("lastAccess"), before.body());

      HttpText after = api.send("PUT", "/api/v1/proxies/px", before.body());

      assertEquals(before.body(), after.body());
      assertEquals(
          "name differs from the name in the path: leave it out of the body",
          api.send("PUT", "/api/v1/proxies/py", before.body()).problem("detail"));
    }
  }

  @Test
  void aProxyHasItsLastContact() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.sender()
          .send(
              "{\"request\":\"proxy config\",\"host\":\"px\",\"version\":\"6.0.14\",\"session\":"
                  + "\"0123456789abcdef0123456789abcdef\",\"config_revision\":0}");

      JsonNode proxy = api.send("GET", "/api/v1/proxies").json().path("proxies").path(0);

      assertEquals("6.0", proxy.path("version").asText());
      assertEquals("outdated", proxy.path("compatibility").asText());
      assertEquals("0123456789abcdef0123456789abcdef", proxy.path("session").asText());
      assertTrue(Instant.parse(proxy.path("lastAccess").asText()).isAfter(Instant.EPOCH));
    }
  }

  @Test
  void aKeyOfAnAgentIsChanged_polled_andListed() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.send("PUT", "/api/v1/agents/web01/keys/up.echo%5B*%5D", "{\"reply\": \"<{1}>\"}");
      HttpText polled =
          api.send("POST", "/api/v1/poll", "{\"host\": \"web01\", \"key\": \"up.echo[a]\"}");
      JsonNode keys = api.send("GET", "/api/v1/agents/web01").json().path("keys");

      assertEquals(
          "<a>",
          polled.json().path("exchanges").path(0).path("rows").path(0).path("value").asText());
      assertEquals("up.echo[*]", keys.path(1).path("key").asText());
      assertEquals(1, keys.path(1).path("requests").asInt());
      assertEquals("{\"reply\":\"<{1}>\"}", keys.path(1).path("script").toString());
    }
  }

  @Test
  void pollsThePassiveItemsThatAreDue() throws Exception {
    try (ApiServer api = new ApiServer()) {
      JsonNode polled = api.send("POST", "/api/v1/poll").json().path("exchanges");

      assertEquals(1, polled.size(), polled.toString());
      assertEquals("agent.ping", polled.path(0).path("rows").path(0).path("key").asText());
    }
  }

  @Test
  @ResourceLock(value = ProgramRun.CLOSED_PORT, mode = ResourceAccessMode.READ)
  @SuppressWarnings("try") // a reserved port lets no process start
  void connectionsAreRefused_andTheServerIsNotReady() throws Exception {
    try (ReservedPort other = new ReservedPort(); // no process has a copy of the closed port
        ApiServer api = new ApiServer()) {
      api.send("POST", "/api/v1/connections", "{\"accept\": false}");
      assertThrows(IOException.class, () -> api.sender().connect().close());
      HttpText ready = api.send("GET", "/readyz");
      assertEquals(503, ready.status());
      assertEquals("the trapper port does not accept connections\n", ready.body());

      api.send("POST", "/api/v1/connections", "{\"accept\": true}");
      assertEquals("ok\n", api.send("GET", "/readyz").body());
    }
  }

  @Test
  void theScenarioThatIsReadCanBeWritten() throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText before = api.send("GET", "/api/v1/scenario");

      HttpText after = api.send("PUT", "/api/v1/scenario", before.body());

      assertEquals(200, after.status(), after.body());
      assertEquals(before.json(), after.json());
      assertEquals(0, api.send("GET", "/api/v1/exchanges").json().path("exchanges").size());
    }
  }

  @Test
  void aMockAgentIsEncryptedAsBefore_ifTheScenarioLeavesThatOut() throws Exception {
    TestPsk psk = TestPsk.random("web07");
    try (ApiServer api = new ApiServer()) {
      api.send("PUT", "/api/v1/scenario", agentWith(psk));
      HttpText read = api.send("GET", "/api/v1/scenario");

      api.send("PUT", "/api/v1/scenario", read.body());

      String address = api.server.agents().get(0).address();
      Getter encrypted = new Getter().withTls(TlsConfig.psk(psk));
      assertEquals("web07", encrypted.get(address, "agent.hostname").requireValue());
      assertThrows(IOException.class, () -> new Getter().get(address, "agent.hostname"));
      String agent = "agents: [{host: web07}]";
      api.send("PUT", "/api/v1/scenario", agent);
      assertThrows(
          IOException.class,
          () -> new Getter().get(api.server.agents().get(0).address(), "agent.hostname"));
    }
  }

  @Test
  void forwardingIsARuleOfTheScenario_andKeepsItsId() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.send("PUT", "/api/v1/scenario", "forward: 127.0.0.1:10051");
      JsonNode forwarding = api.send("GET", "/api/v1/rules").json().at("/rules/0");

      api.send("POST", "/api/v1/reset");

      assertEquals("any request", forwarding.path("for").asText());
      assertEquals("scenario", forwarding.path("origin").asText());
      assertEquals(forwarding, api.send("GET", "/api/v1/rules").json().at("/rules/0"));
    }
  }

  /** What a scenario can say of a server, except what is fixed while it runs. */
  @Test
  void everySettingThatIsReadCanBeWritten(@TempDir Path directory) throws Exception {
    TestCertificates.create().writeTo(directory);
    String text =
        """
        forward: 127.0.0.1:10051
        forwardTls: {psk: {identity: f, key: 00112233445566778899aabbccddeeff}}
        poll: true
        configRevision: 7
        statsAllowed: 192.0.2.1
        autoRegister:
          items: [{key: agent.ping, type: active, delay: 5s}]
          tls: {accept: [unencrypted, psk], psk: {identity: r, key: 00112233445566778899aabbccddeeff}}
        regexps: [{name: errors, expression: "a,b", type: includesAny, caseSensitive: false}]
        frontendSessions: [0123456789abcdef0123456789abcdef]
        tls:
          accept: [psk, cert]
          psks: [{identity: s, key: 00112233445566778899aabbccddeeff}]
          caFile: DIR/ca.crt
          certFile: DIR/server.crt
          keyFile: DIR/server.key
          crlFile: DIR/ca.crl
          peerIssuer: CN=Test CA,O=Mock Zabbix
          peerSubject: CN=client,O=Mock Zabbix
          like: gnutls
        agents:
          - host: web07
            tls: {accept: [psk], psks: [{identity: a, key: 00112233445566778899aabbccddeeff}]}
        """
            .replace("DIR", directory.toString());
    try (ApiServer api = new ApiServer()) {
      HttpText written = api.send("PUT", "/api/v1/scenario", text);
      assertEquals(200, written.status(), written.body());
      ServerConfig config = api.server.config();

      HttpText read = api.send("GET", "/api/v1/scenario");
      HttpText again = api.send("PUT", "/api/v1/scenario", read.body());

      assertEquals(200, again.status(), again.body());
      assertEquals(read.json(), again.json());
      JsonNode expected = new ObjectMapper(new YAMLFactory()).readTree(text);
      for (String setting : names(expected)) {
        JsonNode shown =
            setting.equals("agents") ? read.json().at("/agents/0/tls") : read.json().path(setting);
        JsonNode declared =
            setting.equals("agents") ? expected.at("/agents/0/tls") : expected.path(setting);
        assertContains(declared, shown, setting);
      }
      assertEquals(config.autoRegisterTls(), api.server.config().autoRegisterTls());
      assertEquals(
          config.tls().map(TlsConfig::psks), api.server.config().tls().map(TlsConfig::psks));
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Defaults may be shown in addition to what was declared. */
  private static void assertContains(JsonNode declared, JsonNode shown, String path) {
    if (declared.isObject()) {
      for (String name : names(declared)) {
        assertContains(declared.path(name), shown.path(name), path + '.' + name);
      }
    } else if (declared.isArray() && declared.path(0).isObject()) {
      assertEquals(declared.size(), shown.size(), path);
      for (int i = 0; i < declared.size(); i++) {
        assertContains(declared.path(i), shown.path(i), path + '[' + i + ']');
      }
    } else {
      assertEquals(declared.toString().replace("\"", ""), shown.toString().replace("\"", ""), path);
    }
  }

  @Test
  void encryptionThatOnlyJavaDeclares_isLeftOutAndStays() throws Exception {
    TestCertificates certificates = TestCertificates.create();
    TlsConfig tls = TlsConfig.cert(certificates.server(), certificates.authority());
    ServerConfig config = ServerConfig.lenient().toBuilder().tls(tls).build();

    assertFalse(ScenarioPart.settings(config).has("tls"));
  }

  @Test
  void theScenarioHasTheProxies() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String proxies = "proxies: [{name: branch, mode: passive}, {name: lab}]";
      api.send("PUT", "/api/v1/scenario", proxies);

      HttpText scenario = api.send("GET", "/api/v1/scenario");

      assertEquals(
          "[{\"name\":\"branch\",\"mode\":\"passive\"},{\"name\":\"lab\",\"mode\":\"active\"}]",
          scenario.json().path("proxies").toString());
      HttpText again = api.send("PUT", "/api/v1/scenario", scenario.body());
      assertEquals(200, again.status(), again.body());
      assertEquals(scenario.json(), again.json());
    }
  }

  @Test
  void aWrongScenarioChangesNothing() throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText wrong =
          api.send("PUT", "/api/v1/scenario", "hosts:\n  - host: web01\n    item: []\n");
      HttpText fixed = api.send("PUT", "/api/v1/scenario", "dialect: '6.0'");
      HttpText empty = api.send("PUT", "/api/v1/scenario", "");

      assertEquals(400, wrong.status());
      assertEquals("hosts[0].item", wrong.problem("field"));
      assertEquals("3", wrong.problem("line"));
      assertEquals("items", wrong.problem("nearest"));
      assertEquals(400, fixed.status());
      assertEquals(
          "the body is empty: send a scenario, or {} for one without hosts and rules",
          empty.problem("detail"));
      assertEquals(2, api.server.exchanges().size());
    }
  }

  @Test
  void settingsThatAScenarioLeavesOut_stayAsTheLastOneSetThem() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.send("PUT", "/api/v1/scenario", "strict: false");
      HttpText second = api.send("PUT", "/api/v1/scenario", "hosts: [{host: web09}]");

      assertFalse(second.json().path("strict").asBoolean(true), second.body());
      assertTrue(api.sender().sendValue("web01", "any", "1").contains("processed: 1"));
    }
  }

  @Test
  void aResetRestoresTheScenario() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.send("DELETE", "/api/v1/hosts/web01");
      api.send("DELETE", "/api/v1/rules");
      api.send("POST", "/api/v1/reset");

      assertEquals(200, api.send("GET", "/api/v1/hosts/web01").status());
      assertEquals(1, api.send("GET", "/api/v1/rules").json().path("rules").size());
      assertEquals(0, api.send("GET", "/api/v1/values").json().path("values").size());
    }
  }

  @Test
  void valuesAreSent() throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText sent =
          api.send(
              "POST",
              "/api/v1/send",
              "{\"values\":[{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":5,\"clock\":7}]}");
      HttpText missing = api.send("POST", "/api/v1/send", "{\"host\":\"web01\"}");

      assertEquals(1, sent.json().path("processed").asInt(), sent.body());
      assertEquals(
          7,
          api.send("GET", "/api/v1/values?value=5")
              .json()
              .path("values")
              .path(0)
              .path("clock")
              .asInt());
      assertEquals("key", missing.problem("field"));
    }
  }

  @Test
  void invalidValuesAreNotSent() throws Exception {
    try (ApiServer api = new ApiServer()) {
      String value = "{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"1\"%s}";
      HttpText member = api.send("POST", "/api/v1/send", value.formatted(",\"clok\":5"));
      HttpText listed =
          api.send(
              "POST",
              "/api/v1/send",
              "{\"values\":[" + value.formatted("") + ',' + value.formatted(",\"nss\":5") + "]}");
      HttpText both =
          api.send("POST", "/api/v1/send", "{\"host\":\"web01\",\"values\":[" + value + "]}");
      HttpText none = api.send("POST", "/api/v1/send", "{\"values\":[]}");
      HttpText number = api.send("POST", "/api/v1/send", "{\"values\":[7]}");
      HttpText alone = api.send("POST", "/api/v1/send", "7");

      assertEquals("clok", member.problem("field"), member.body());
      assertEquals("clock", member.problem("nearest"));
      assertEquals("values[1].nss", listed.problem("field"), listed.body());
      assertEquals(400, both.status());
      assertEquals(
          "values must be a list of at least one value, and the only member",
          none.problem("detail"));
      assertEquals(
          "values[0] must be a JSON object with host, key, value, clock, ns",
          number.problem("detail"));
      assertEquals("values[0]", number.problem("field"));
      assertEquals(
          "the body must be a JSON object with host, key, value, clock, ns",
          alone.problem("detail"));
      assertEquals(2, api.server.exchanges().size());
    }
  }

  @Test
  void theRecordingIsATranscript() throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText all = api.send("GET", "/api/v1/recording");
      HttpText rejected = api.send("GET", "/api/v1/recording?state=rejected");

      List<TranscriptExchange> exchanges = Transcript.parse("recording", all.body()).exchanges();
      assertEquals(2, exchanges.size());
      assertEquals(
          Optional.of("attachment; filename=\"mock-zabbix.jsonl\""),
          all.header("Content-Disposition"));
      assertEquals(1, Transcript.parse("recording", rejected.body()).exchanges().size());
    }
  }

  @Test
  void anUnknownItemHasTheNearestOne() throws Exception {
    try (ApiServer api = new ApiServer()) {
      api.sender().sendValue("web1", "app.okk", "1");
      api.sender().sendValue("other", "app.ok", "1");

      JsonNode values = api.send("GET", "/api/v1/rejected").json().path("values");
      JsonNode problem = api.send("GET", "/api/v1/problems").json().path("problems").path(0);

      String nearest = "{\"host\":\"web01\",\"key\":\"app.ok\"}";
      assertEquals(nearest, values.path(0).path("nearest").toString());
      assertEquals(nearest, values.path(1).path("nearest").toString());
      assertFalse(values.path(2).has("nearest"), values.toString());
      assertEquals(nearest, problem.path("nearest").toString());
    }
  }

  @Test
  void aPageExchangesItsTokenForACookie() throws Exception {
    HttpOptions options = new HttpOptions(0, true, "secret", List.of(), List.of());
    try (ApiServer api = new ApiServer(options)) {
      HttpText session = api.send("POST", "/api/v1/session", "", "Authorization: Bearer secret");
      String header = session.header("Set-Cookie").orElse("");
      String cookie = header.substring(0, header.indexOf(';'));

      assertTrue(
          header.matches("mock-zabbix-[0-9a-f]{8}=[0-9a-f]{56}; Path=/; HttpOnly; SameSite=Strict"),
          header);
      assertEquals(200, status(api, "Cookie: a=b; " + cookie));
      assertEquals(401, status(api, "Cookie: " + cookie.replaceFirst(".$", "")));
      assertEquals(401, status(api, "Cookie: a=b"));
      assertEquals(
          403,
          api.send("GET", "/api/v1/status", "", "Cookie: " + cookie, "Origin: http://evil.example")
              .status());
    }
  }

  private static int status(ApiServer api, String header) throws IOException {
    return api.send("GET", "/api/v1/status", "", header).status();
  }

  @Test
  void theMetricsAreInTheTextFormatOfPrometheus() throws Exception {
    String name = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    String label = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
    Pattern sample =
        Pattern.compile("(" + name + ")(\\{" + label + "(?:," + label + ")*})? (-?\\d+)");
    Pattern comment = Pattern.compile("# (HELP|TYPE) (" + name + ") (.+)");
    try (ApiServer api = new ApiServer()) {
      HttpText metrics = api.send("GET", "/metrics");

      assertEquals(
          Optional.of("text/plain; version=0.0.4; charset=utf-8"), metrics.header("Content-Type"));
      assertTrue(metrics.body().endsWith("\n"), metrics.body());
      Map<String, String> types = new HashMap<>();
      Set<String> samples = new HashSet<>();
      String family = "";
      for (String line : metrics.body().lines().toList()) {
        Matcher described = comment.matcher(line);
        Matcher measured = sample.matcher(line);
        if (described.matches()) {
          family = described.group(2);
          if (described.group(1).equals("TYPE")) {
            assertTrue(Set.of("counter", "gauge").contains(described.group(3)), line);
            assertNull(types.put(family, described.group(3)), "twice: " + line);
          }
        } else {
          assertTrue(measured.matches(), line);
          assertEquals(family, measured.group(1), "a sample follows its own type: " + line);
          assertEquals(
              family.endsWith("_total"),
              "counter".equals(types.get(family)),
              "by its name: " + line);
          assertTrue(samples.add(measured.group(1) + measured.group(2)), "twice: " + line);
        }
      }
      assertTrue(metrics.body().contains("\nmock_zabbix_journal_exchanges 2\n"), metrics.body());
      assertTrue(
          metrics.body().contains("\nmock_zabbix_up{port=\"agent\",host=\"web01\"} 1\n"),
          metrics.body());
    }
  }

  @Test
  void shutdownStopsTheProcess() throws Exception {
    try (ApiServer api = new ApiServer()) {
      assertEquals(202, api.send("POST", "/api/v1/shutdown").status());

      assertTrue(api.shutdown.await(60, TimeUnit.SECONDS));
    }
  }
}
