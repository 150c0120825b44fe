package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.testing.WireClient;

/** Which global regular expressions agents are given with their log items. */
@Timeout(60)
class GlobalRegexpsTest {

  /** Which of the expressions a, "b, c" and d the agent is given with an item of this key. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "log[/x,@a]                      | a",
        "log[/x,\"@a\"]                  | a",
        "log[/x,\"@b, c\"]               | b, c",
        "logrt[/x,@d]                    | d",
        "log.count[/x,@a]                | a",
        "logrt.count[/x,@a]              | a",
        "eventlog[System,@a,@d,@a,@d]    | a + d",
        "eventlog[System,,,,@d]          | d",
        "eventlog[System,,,,,@d]         | ``",
        "eventlog.count[System,@a]       | a",
        "log[/x]                         | ``",
        "log[/x,a]                       | ``",
        "log[/x,@other]                  | ``",
        "log[/var/@a,x]                  | ``",
        "log[@a,x]                       | ``",
        "log[/x,x,@a]                    | ``",
        "vfs.file.regexp[/x,@a]          | ``",
        "mylog[/x,@a]                    | ``"
      })
  void regexps_thatTheKeyNames(String key, String names) throws IOException {
    ServerConfig config =
        ServerConfig.strict(Host.of("h", Item.active(key, "1s"))).toBuilder()
            .globalRegexp(GlobalRegexp.matches("a", "^ERR"))
            .globalRegexp(GlobalRegexp.matches("b, c", "x"))
            .globalRegexp(GlobalRegexp.matches("d", "y"))
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      String reply = WireClient.reply(server, asking("h"));

      assertEquals(names, String.join(" + ", names(reply)));
    }
  }

  @Test
  void regexps_ofAScenario() throws IOException {
    String scenario =
        """
        hosts:
          - {host: h, items: [{key: "log[/x,@errs]", type: active}]}
        regexps:
          - {name: errs, expression: "^ERR"}
          - {name: errs, expression: ok, type: includesNot, caseSensitive: false}
          - {name: errs, expression: a/b, type: includesAny, delimiter: /}
          - {name: other, expression: x}
        """;
    try (MockZabbixServer server =
        new MockZabbixServer(Scenario.parse("regexps.yaml", scenario)).start()) {
      String reply = WireClient.reply(server, asking("h"));

      assertEquals(
          "'regexp':["
              + "{'name':'errs','expression':'^ERR','expression_type':3,'exp_delimiter':',',"
              + "'case_sensitive':1},"
              + "{'name':'errs','expression':'ok','expression_type':2,'exp_delimiter':',',"
              + "'case_sensitive':0},"
              + "{'name':'errs','expression':'a/b','expression_type':1,'exp_delimiter':'/',"
              + "'case_sensitive':1}]}",
          reply.substring(reply.indexOf("'regexp'")));
    }
  }

  @Test
  void regexps_changeWithTheSettings() throws IOException {
    ServerConfig config =
        ServerConfig.strict(Host.of("h", Item.active("log[/x,@a]", "1s"))).toBuilder()
            .globalRegexp(GlobalRegexp.matches("a", "1"))
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      server.reconfigure(
          config.toBuilder()
              .globalRegexp(GlobalRegexp.matches("a", "2"))
              .globalRegexp(GlobalRegexp.matches("a", "1"))
              .build());

      assertEquals(List.of("a", "a"), names(WireClient.reply(server, asking("h"))));
    }
  }

  private static List<String> names(String reply) throws IOException {
    List<String> names = new ArrayList<>();
    JsonNode json = new ObjectMapper().readTree(reply.replace('\'', '"'));
    json.path("regexp").forEach(regexp -> names.add(regexp.get("name").asText()));
    return names;
  }

  @ParameterizedTest
  @EnumSource
  void regexps_haveEveryMemberBehindAllOthers(ZabbixVersion version) throws IOException {
    ServerConfig config =
        ServerConfig.strict(Host.of("h", Item.active("log[/x,@re]", "1s").withItemid(1)))
            .toBuilder()
            .version(version)
            .globalRegexp(GlobalRegexp.matches("re", "^\\d+\"$"))
            .globalRegexp(new GlobalRegexp("re", "a.b", 1, ".", false))
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      String reply =
          WireClient.reply(server, "{'request':'active checks','host':'h','version':'5.0'}");

      assertEquals(
          "],'refresh_unsupported':600,'regexp':["
              + "{'name':'re','expression':'^\\\\d+\\'$','expression_type':3,"
              + "'exp_delimiter':',','case_sensitive':1},"
              + "{'name':'re','expression':'a.b','expression_type':1,"
              + "'exp_delimiter':'.','case_sensitive':0}]}",
          reply.substring(reply.indexOf("],'refresh")));
    }
  }

  private static String asking(String host) {
    return "{'request':'active checks','host':'" + host + "'}";
  }
}
