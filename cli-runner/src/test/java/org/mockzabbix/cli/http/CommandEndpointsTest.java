package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;

/** Remote commands over HTTP, from the request of a test to the result of the agent. */
@Timeout(180)
class CommandEndpointsTest {

  private static final String SESSION = "0123456789abcdef0123456789abcdef";

  private static String ask(ApiServer api, String request) throws IOException {
    try (PlainSocket socket = new PlainSocket(api.server.trapperPort())) {
      socket.send(Packets.frame(request.replace('\'', '"')));
      return socket.listen(20_000).text().replace('"', '\'');
    }
  }

  @Test
  void aCommandReachesTheAgent_andItsResultIsReturned() throws IOException {
    try (ApiServer api = new ApiServer()) {
      HttpText queued =
          api.send(
              "POST",
              "/api/v1/commands",
              "{\"host\": \"web01\", \"command\": \"id\", \"wait\": false, \"timeout\": \"9s\"}");
      assertEquals(200, queued.status(), queued.body());
      assertEquals(
          "{'id':2,'host':'web01','command':'id','results':[]}",
          queued.body().replace('"', '\'').strip());

      String agent = "'host':'web01','version':'7.0.9','session':'" + SESSION + "'";
      String checks = ask(api, "{'request':'active checks'," + agent + "}");
      assertTrue(checks.contains("{'command':'id','id':2,'wait':0,'timeout':9}"), checks);
      ask(
          api,
          "{'request':'agent data'," + agent + ",'data':[],'commands':[{'id':2,'value':'root'}]}");

      String result = api.send("GET", "/api/v1/commands/2").body().replace('"', '\'');
      assertTrue(result.contains("'results':[{'output':'root','exchange':4,'at':'"), result);
      ask(api, "{'request':'agent data'," + agent + ",'data':[],'commands':[{'id':1}]}");
      String empty = api.send("GET", "/api/v1/commands/1").body().replace('"', '\'');
      assertTrue(empty.contains("'results':[{'exchange':5,'at':'"), empty);
      JsonNode all = api.send("GET", "/api/v1/commands").json().path("commands");
      assertEquals(2, all.size(), all.toString());
      assertEquals(api.send("GET", "/api/v1/commands/1").json(), all.get(0));
      assertEquals(api.send("GET", "/api/v1/commands/2").json(), all.get(1));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'host':'web1','command':'id'} | 404 | host 'web1' is unknown: did you mean 'web01'?",
        "{'host':'web01'} | 400 | the body needs the member 'command', a string",
        "{'host':'web01','command':'id','timeout':'1h'} | 400 | timeout must be from 1 s to 10 min,"
            + " but was 1 h",
        "{'host':'web01','command':'id','timeout':'1500ms'} | 400 | timeout must be in whole"
            + " seconds, but was 1500 ms",
        "{'host':'web02','checkNow':'k','wait':true} | 400 | wait must be left out with checkNow",
        "{'host':'web02','checkNow':'k'} | 400 | the server does not have the item web02 k"
      })
  void aTaskThatIsNotPossible_isRefused(String body, int status, String detail) throws IOException {
    try (ApiServer api = new ApiServer()) {
      HttpText refused = api.send("POST", "/api/v1/commands", body.replace('\'', '"'));

      assertEquals(status, refused.status(), refused.body());
      assertEquals(detail, refused.problem("detail").replace('"', '\''));
    }
  }

  @Test
  void anUnknownCommand_isNotFound() throws IOException {
    try (ApiServer api = new ApiServer()) {
      HttpText unknown = api.send("GET", "/api/v1/commands/7");

      assertEquals(404, unknown.status());
      assertEquals(
          "command \"7\" is unknown: GET /api/v1/commands lists all", unknown.problem("detail"));
    }
  }

  @Test
  void onlyThePossibleTasksArePartOfTheScenario() throws IOException {
    String tasks =
        """
        strict: true
        hosts:
          - {host: web01}
          - {host: web02}
          - {host: behind, proxy: px, items: [{key: k, type: passive}, {key: l, type: passive}]}
        commands: [{host: web01, command: id}, {host: web02, command: df}]
        checkNow: [{host: behind, key: k}, {host: behind, key: l}]
        """;
    try (ApiServer api = new ApiServer()) {
      assertEquals(200, api.send("PUT", "/api/v1/scenario", tasks).status());

      api.send("DELETE", "/api/v1/hosts/web01");
      api.send("DELETE", "/api/v1/hosts/behind/items/k");
      JsonNode fewer = api.send("GET", "/api/v1/scenario").json();
      api.send("DELETE", "/api/v1/proxies/px");
      JsonNode fewest = api.send("GET", "/api/v1/scenario").json();

      assertEquals(List.of("web02"), fewer.path("commands").findValuesAsText("host"));
      assertEquals(List.of("l"), fewer.path("checkNow").findValuesAsText("key"));
      assertEquals(fewer.path("commands"), fewest.path("commands"));
      assertFalse(fewest.has("checkNow"), fewest.toString());
    }
  }

  @Test
  void aTaskOfAHostThatIsGone_isNoLongerPartOfTheScenario() throws IOException {
    try (ApiServer api = new ApiServer()) {
      api.send("DELETE", "/api/v1/hosts/web01");
      HttpText read = api.send("GET", "/api/v1/scenario");

      HttpText written = api.send("PUT", "/api/v1/scenario", read.body());

      assertFalse(read.json().has("commands"), read.body());
      assertEquals(200, written.status(), written.body());
    }
  }

  @Test
  void aPossibleTask_isPartOfTheScenario() throws IOException {
    try (ApiServer api = new ApiServer()) {
      assertEquals(
          "uptime", api.send("GET", "/api/v1/scenario").json().at("/commands/0/command").asText());
    }
  }
}
