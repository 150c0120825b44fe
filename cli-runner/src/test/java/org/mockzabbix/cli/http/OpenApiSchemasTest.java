package org.mockzabbix.cli.http;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.assertion.Verdict;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.ConnectionEvent;
import org.mockzabbix.protocol.Availability;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.tls.TlsMode;

/** The schemas of the OpenAPI document. {@link DocumentedForm} checks them in all other tests. */
class OpenApiSchemasTest {

  private static final Pattern REFERENCE = Pattern.compile("\"#/components/schemas/([^\"]+)\"");

  /** Requests that together have every member, with single quotes. */
  private static final List<String> REQUESTS =
      List.of(
          "{'request':'active checks','host':'web01','version':'7.0.0','variant':2,"
              + "'session':'0123456789abcdef0123456789abcdef','config_revision':1,"
              + "'host_metadata':'linux','interface':'web01.lan','ip':'192.0.2.1','port':10060}",
          "{'request':'agent data','host':'web01','version':'7.0.0',"
              + "'session':'0123456789abcdef0123456789abcdef','data':[{'itemid':1,'value':'x',"
              + "'state':1,'clock':1,'ns':2,'id':3,'lastlogsize':4,'mtime':5,'timestamp':6,"
              + "'source':'s','severity':1,'eventid':7}],"
              + "'commands':[{'id':1,'value':'up'},{'id':2,'error':'no'}]}",
          "{'request':'active check heartbeat','host':'web01','heartbeat_freq':60}",
          "{'request':'proxy config','host':'px','version':'7.0.0',"
              + "'session':'0123456789abcdef0123456789abcdef','config_revision':1}",
          "{'request':'proxy data','host':'px','version':'7.0.0',"
              + "'session':'0123456789abcdef0123456789abcdef','more':1,'proxy_delay':3,"
              + "'interface availability':[{'interfaceid':7,'available':2,'error':'no route'}],"
              + "'host data':[{'hostid':9,'active_status':1}],"
              + "'discovery data':[{'clock':5,'drule':2,'dcheck':3,'ip':'192.0.2.7','dns':'a.lan',"
              + "'port':80,'value':'1'}],"
              + "'auto registration':[{'clock':1,'host':'new','host_metadata':'linux',"
              + "'ip':'192.0.2.9','dns':'b.lan'}],"
              + "'tasks':[{'type':3,'status':-1,'info':'Unknown host.','parent_taskid':4711},"
              + "{'type':3,'status':0,'info':'up','parent_taskid':4712}]}",
          "{'request':'sender data','data':[{'host':'typed','key':'uint','value':'x'},"
              + "{'host':'typed','key':'char','value':'"
              + "y".repeat(256)
              + "'},"
              + "{'host':'web02','key':'app.ok','value':'1'}]}",
          "{'request':'active checks','host':'unknown'}",
          "{'request':");

  /** Members of an exchange that a reset overtook, and of an encrypted one. */
  private static final Set<String> OTHERS = Set.of("late", "tls");

  private static final Set<String> NAMES = Set.of("host", "key");

  private static final String UNKNOWN_ITEM =
      "{'request':'agent data','host':'web01','version':'7.0.0',"
          + "'session':'0123456789abcdef0123456789abcdef',"
          + "'data':[{'itemid':4711,'value':'x','id':1,'clock':1,'ns':2}]}";

  @Test
  void everyReferenceIsASchema_andEverySchemaIsReferredTo() throws IOException {
    try (ApiServer api = new ApiServer()) {
      String document = api.send("GET", "/api/v1/openapi.json").body();
      Set<String> references = new TreeSet<>();
      REFERENCE.matcher(document).results().forEach(found -> references.add(found.group(1)));

      assertEquals(names(OpenApiSchemas.all()), references);
    }
  }

  @Test
  void everyReplyInJsonHasASchema() {
    assertEquals(
        List.of(),
        ApiServer.endpoints().stream()
            .filter(endpoint -> endpoint.output().contentType().equals(HttpReply.JSON))
            .filter(endpoint -> endpoint.output().schema().isEmpty())
            .map(Endpoint::path)
            .toList());
  }

  @Test
  void everyMemberOfAnExchangeIsDocumented_andExists() throws IOException {
    try (ApiServer api = new ApiServer();
        ReservedPort closed = new ReservedPort()) {
      api.server.putHost(
          Host.of(
              "typed",
              Item.trapper("uint").withValueType(ValueType.UNSIGNED),
              Item.trapper("char").withValueType(ValueType.CHARACTER)));
      api.server.when(RequestMatcher.senderData()).fault(Fault.delay(Duration.ofMillis(1)));
      for (String request : REQUESTS) {
        api.sender().send(request.replace('\'', '"'));
      }
      PlainSender.to(api.server.agents().get(0).address()).send("k["); // causes a warning
      api.send("POST", "/api/v1/poll", "{\"host\":\"web01\",\"key\":\"agent.ping\"}");
      api.send("POST", "/api/v1/poll", poll("k", "127.0.0.1:" + closed.number()));
      api.server.poll("web01", "up.not");

      JsonNode list = api.send("GET", "/api/v1/exchanges?raw=true").json().path("exchanges");
      Set<String> members = new TreeSet<>(OTHERS);
      for (JsonNode exchange : list) {
        String path = "/api/v1/exchanges/" + exchange.path("id").asText();
        members.addAll(names(api.send("GET", path + "?raw=true").json()));
      }

      assertEquals(properties("Exchange"), members);
    }
  }

  @Test
  void valuesWithoutAName_haveTheDocumentedForm() throws IOException {
    try (ApiServer api = new ApiServer()) {
      api.sender().sendValues("{\"value\":\"1\"},{\"host\":\"web01\",\"value\":\"1\"}");
      api.send("GET", "/api/v1/rejected?after=0");
      api.send("PUT", "/api/v1/scenario", "{\"strict\":false}");
      api.sender().send(UNKNOWN_ITEM.replace('\'', '"'));

      JsonNode values = api.send("GET", "/api/v1/values").json().path("values");
      JsonNode latest = api.send("GET", "/api/v1/values/latest").json().path("items");

      assertEquals(
          Set.of(), names(values.path(0)).stream().filter(NAMES::contains).collect(toSet()));
      assertEquals(1, latest.size());
    }
  }

  @Test
  void anEmptyPoll_hasTheDocumentedForm() throws IOException {
    try (ApiServer api = new ApiServer()) {
      assertEquals(200, api.send("POST", "/api/v1/poll", "{}").status());
      assertEquals(200, api.send("POST", "/api/v1/poll", "").status());
    }
  }

  static Stream<Arguments> enums() {
    return Stream.of(
        arguments("Row", "outcome", texts(Outcome.Kind.values())),
        arguments("Row", "notStored", camelCase(NotStored.values())),
        arguments("Row", "type", without("absent", texts(ItemValue.JsonValueType.values()))),
        arguments("Value", "source", texts(ItemValue.Source.values())),
        arguments("ConnectionEvent", "event", camelCase(ConnectionEvent.EventKind.values())),
        arguments("JudgedExpectation", "verdict", lowerCase(Verdict.values())),
        arguments("AvailabilityReport", "availability", lowerCase(Availability.values())),
        arguments("ExchangeSummary", "state", without("any", texts(ExchangeState.values()))),
        arguments("Tls", "mode", without("unencrypted", texts(TlsMode.values()))),
        arguments(
            "Status",
            "dialect",
            Stream.of(ZabbixVersion.values()).map(ZabbixVersion::dialect).collect(toSet())));
  }

  @ParameterizedTest
  @MethodSource("enums")
  void everyValueOfAnEnumIsDocumented(String schema, String member, Set<String> values) {
    Set<String> documented = new TreeSet<>();
    OpenApiSchemas.all()
        .path(schema)
        .path("properties")
        .path(member)
        .path("enum")
        .forEach(value -> documented.add(value.asText()));

    assertEquals(new TreeSet<>(values), documented);
  }

  private static Set<String> texts(Object[] constants) {
    return Stream.of(constants).map(Object::toString).collect(toSet());
  }

  private static Set<String> lowerCase(Enum<?>[] constants) {
    return Stream.of(constants).map(one -> one.name().toLowerCase(Locale.ROOT)).collect(toSet());
  }

  private static Set<String> camelCase(Enum<?>[] constants) {
    return lowerCase(constants).stream()
        .map(
            name ->
                Pattern.compile("_(.)")
                    .matcher(name)
                    .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT)))
        .collect(toSet());
  }

  private static Set<String> without(String other, Set<String> names) {
    return names.stream().filter(name -> !name.equals(other)).collect(toSet());
  }

  @Test
  void theMembersOfValuesAreThoseOfThePage() throws IOException {
    String page = MarkdownFile.read("docs/command-line.md").text();
    String table = page.substring(page.indexOf("| `host`, `key`, `itemid` |"));
    Set<String> documented = new TreeSet<>();
    for (String line : table.substring(0, table.indexOf("\n\n")).lines().toList()) {
      String cell = line.split("\\|", -1)[1];
      Pattern.compile("`(\\w+)`").matcher(cell).results().forEach(m -> documented.add(m.group(1)));
    }
    documented.addAll(List.of("row", "nearest", "length")); // of HTTP alone

    Set<String> members = properties("Row");
    members.addAll(properties("Value"));
    assertEquals(documented, members);
  }

  private static String poll(String key, String agent) {
    return "{\"host\":\"web01\",\"key\":\"" + key + "\",\"agent\":\"" + agent + "\"}";
  }

  private static Set<String> properties(String schema) {
    return names(OpenApiSchemas.all().path(schema).path("properties"));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
