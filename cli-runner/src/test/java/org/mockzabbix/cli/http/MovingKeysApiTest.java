package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.client.Getter;

/** Keys whose values move, set and read over HTTP. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MovingKeysApiTest {

  private static final List<String> SCRIPTS =
      List.of(
          "{\"random\":{\"max\":9,\"decimals\":2,\"seed\":7}}",
          "{\"walk\":{\"start\":20,\"step\":0.5,\"max\":100}}",
          "{\"counter\":{\"start\":5,\"step\":2}}",
          "{\"counter\":{\"perSecond\":0.001}}",
          "{\"clock\":true,\"delay\":\"1ms\"}");

  private static String path(int number) {
    return "/api/v1/agents/web01/keys/k" + number;
  }

  private static void put(ApiServer api) throws Exception {
    for (int i = 0; i < SCRIPTS.size(); i++) {
      HttpText reply = api.send("PUT", path(i), SCRIPTS.get(i));
      assertEquals(SCRIPTS.get(i), reply.json().path("script").toString());
    }
  }

  private static List<String> ask(ApiServer api) throws Exception {
    String agent = api.server.agents().get(0).address();
    Getter getter = new Getter();
    return List.of(
        getter.get(agent, "k0").requireValue(),
        getter.get(agent, "k1").requireValue(),
        getter.get(agent, "k2").requireValue(),
        getter.get(agent, "k3").requireValue());
  }

  @Test
  void areInTheScenarioThatIsRead_andMoveInTheSameWayAgain() throws Exception {
    try (ApiServer api = new ApiServer();
        ApiServer other = new ApiServer()) {
      put(api);
      List<String> first = ask(api);

      HttpText scenario = api.send("GET", "/api/v1/scenario");
      HttpText replaced = other.send("PUT", "/api/v1/scenario", scenario.body());

      assertEquals(200, replaced.status(), replaced.body());
      JsonNode keys = scenario.json().path("agents").path(0).path("keys");
      assertEquals(SCRIPTS, Stream.of(0, 1, 2, 3, 4).map(n -> text(keys, n)).toList());
      assertEquals(first, ask(other));
      assertEquals(List.of("20.0", "5", "0"), first.subList(1, 4));
    }
  }

  private static String text(JsonNode keys, int number) {
    return keys.path("k" + number).toString();
  }

  @Test
  void anErrorNamesTheField() throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText reply = api.send("PUT", path(0), "{random: {max: 1, sead: 7}}");

      assertEquals(400, reply.status());
      assertEquals("random.sead", reply.problem("field"));
      assertEquals("seed", reply.problem("nearest"));
    }
  }
}
