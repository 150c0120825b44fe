package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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
      CompletableFuture<HttpText> waiting = CompletableFuture.supplyAsync(() -> waitForTwo(api));
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
          "{\"name\":\"px\",\"hosts\":[\"web01\"]}", api.send("GET", "/api/v1/proxies/px").body());
      assertTrue(api.sender().sendValue("web01", "app.ok", "1").contains("failed: 1"));
      assertEquals(204, api.send("DELETE", "/api/v1/proxies/px").status());
      assertTrue(api.sender().sendValue("web01", "app.ok", "1").contains("processed: 1"));
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
  void pollsAllPassiveItems() throws Exception {
    try (ApiServer api = new ApiServer()) {
      JsonNode polled = api.send("POST", "/api/v1/poll").json().path("exchanges");

      assertEquals(1, polled.size(), polled.toString());
      assertEquals("agent.ping", polled.path(0).path("rows").path(0).path("key").asText());
    }
  }

  @Test
  void connectionsAreRefused_andTheServerIsNotReady() throws Exception {
    try (ApiServer api = new ApiServer()) {
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
