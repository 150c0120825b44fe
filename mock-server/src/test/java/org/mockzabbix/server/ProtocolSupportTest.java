package org.mockzabbix.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.FakeProxy;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/**
 * Writes docs/protocol-support.md from what servers and agents of both dialects really answer, and
 * compares the file with it; {@code -Dupdate} puts it there.
 */
@Timeout(240)
class ProtocolSupportTest {

  private static final Path PAGE = Path.of("..", "docs", "protocol-support.md");

  /**
   * A request to a server.
   *
   * @param text what is sent in a packet, {@code '} standing for {@code "}, and {@code VERSION} for
   *     the release of the server
   */
  private record Sample(RequestKind kind, String label, String text) {

    /** By which name real programs say it; some other text where none does. */
    String said() {
      return label.replace("`", "");
    }
  }

  private static final String WITH_SESSION = ", with a session of the frontend";

  private static final String SESSION = "'session':'" + Servers.SESSION + "'";

  private static final List<Sample> TO_A_SERVER =
      List.of(
          sample(
              RequestKind.SENDER_DATA,
              "{'request':'sender data','data':[{'host':'h','key':'trap','value':'1'}]}"),
          sample(
              RequestKind.ACTIVE_CHECKS,
              "{'request':'active checks','host':'h','version':'7.0.22'," + SESSION + "}"),
          new Sample(
              RequestKind.ACTIVE_CHECKS,
              "`ZBX_GET_ACTIVE_CHECKS`, from old agents",
              "ZBX_GET_ACTIVE_CHECKS\nh\n"),
          new Sample(
              RequestKind.ACTIVE_CHECKS,
              "`active checks` of an unknown host",
              "{'request':'active checks','host':'nobody'}"),
          new Sample(
              RequestKind.AGENT_DATA,
              "`agent data`" + RealPrograms.BY_NAME,
              "{'request':'agent data',"
                  + SESSION
                  + ",'data':[{'host':'h','key':'k','value':'1','id':1}]}"),
          new Sample(
              RequestKind.AGENT_DATA,
              "`agent data`" + RealPrograms.BY_ITEMID,
              "{'request':'agent data','host':'h','version':'7.0.22','data':[{'itemid':1}]}"),
          new Sample(
              RequestKind.AGENT_DATA,
              "`agent data` with results of commands alone",
              "{'request':'agent data','host':'h','version':'7.0.22','commands':[{'id':1}]}"),
          sample(
              RequestKind.ACTIVE_CHECK_HEARTBEAT,
              "{'request':'active check heartbeat','host':'h','heartbeat_freq':60}"),
          sample(
              RequestKind.PROXY_CONFIG,
              "{'request':'proxy config','host':'px','version':'VERSION','config_revision':0,"
                  + SESSION
                  + "}"),
          sample(
              RequestKind.PROXY_DATA,
              "{'request':'proxy data','host':'px','version':'VERSION'," + SESSION + "}"),
          sample(RequestKind.PROXY_HEARTBEAT, "{'request':'proxy heartbeat','host':'px'}"),
          sample(RequestKind.PROXY_TASKS, "{'request':'proxy tasks'}"),
          sample(RequestKind.ZABBIX_STATS, "{'request':'zabbix.stats'}"),
          new Sample(
              RequestKind.ZABBIX_STATS,
              "`zabbix.stats` of the queue",
              "{'request':'zabbix.stats','type':'queue','params':{'from':'6'}}"),
          withSession(RequestKind.QUEUE_GET, "'type':'overview'"),
          withSession(RequestKind.STATUS_GET, "'type':'full'"),
          withSession(RequestKind.COMMAND, "'scriptid':'1','hostid':'1'"),
          withSession(RequestKind.ITEM_TEST, "'data':{}"),
          withSession(RequestKind.EXPRESSIONS_EVALUATE, "'data':{'expressions':['1>2']}"),
          withSession(RequestKind.PREPROCESSING_TEST, "'data':{'value':'1'}"),
          withSession(RequestKind.ALERT_SEND, "'data':{'mediatypeid':'1'}"),
          withSession(RequestKind.REPORT_TEST, "'data':{}"),
          withSession(
              RequestKind.HISTORY_PUSH,
              "'clientip':'192.0.2.1','data':[{'host':'h','key':'trap','value':1}]"),
          new Sample(
              RequestKind.QUEUE_GET,
              "`queue.get` without a session",
              "{'request':'queue.get','type':'overview','sid':'x'}"),
          new Sample(
              RequestKind.HISTORY_PUSH,
              "`history.push` without a session",
              "{'request':'history.push','sid':'x','data':[{'itemid':1,'value':1}]}"),
          new Sample(
              RequestKind.LEGACY_DATA, "`host:key:value` or XML, from senders of 1.x", "h:trap:1"),
          new Sample(RequestKind.UNKNOWN, "any other request", "{'request':'settings.get'}"),
          new Sample(RequestKind.UNREADABLE, "text that is not JSON", "{'request':"),
          new Sample(RequestKind.EMPTY, "nothing, for example a port probe", ""));

  /** Returns a request of the web frontend with the session of a user. */
  private static Sample withSession(RequestKind kind, String members) {
    return new Sample(
        kind,
        "`" + kind.wireName() + "`" + WITH_SESSION,
        "{'request':'%s','sid':'%s',%s}".formatted(kind.wireName(), Servers.SESSION, members));
  }

  private static Sample sample(RequestKind kind, String text) {
    return new Sample(kind, "`" + kind.wireName() + "`", text);
  }

  @Test
  void everyKindOfRequestIsOnThePage() {
    Set<RequestKind> onThePage =
        TO_A_SERVER.stream()
            .map(Sample::kind)
            .collect(toCollection(() -> EnumSet.noneOf(RequestKind.class)));
    onThePage.add(RequestKind.PASSIVE_CHECK); // to an agent
    onThePage.add(RequestKind.POLL); // from us

    assertEquals(EnumSet.allOf(RequestKind.class), onThePage);
  }

  @Test
  void thePageSaysWhatTheCodeDoes() throws Exception {
    String page = page();
    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, page, UTF_8);
    }

    String written = Files.exists(PAGE) ? Files.readString(PAGE, UTF_8) : "";
    assertEquals(page, written, PAGE + " is behind: run this test with -Dupdate");
  }

  private static String page() throws Exception {
    RealPrograms programs = new RealPrograms();
    List<String> lines = new ArrayList<>();
    lines.add(
        INTRODUCTION
            .stripTrailing()
            .replace("VERSIONS", versions("%s", ", ", " or "))
            .replace("COLUMNS", versions("*%s*", ", ", " and ")));
    heading(lines, "Requests to a server", "request", "measured");
    for (Sample sample : TO_A_SERVER) {
      lines.add(
          row(
              sample.label(),
              version -> answer(version, sample),
              measured(sample),
              programs.recorded(sample.said()),
              programs.run(sample.said())));
    }
    heading(lines, "Requests to a mock agent", "request");
    String getters = programs.runBy("GetIT");
    lines.add(row("the plain key", version -> checked("agent.ping", version), "", getters));
    String json = "{'request':'passive checks','data':[{'key':'agent.ping','timeout':3}]}";
    lines.add(row("`passive checks` in JSON", version -> checked(json, version), "", ""));
    heading(lines, "Requests that Mock Zabbix sends", "request");
    String passive = programs.runBy("ProxyPassiveIT").replaceFirst("; zabbix_sender.*", "");
    for (String request : List.of("proxy config", "proxy data", "proxy tasks")) {
      lines.add(
          row(
              "`" + request + "`, to a passive proxy",
              version -> asked(version, request),
              programs.recordedServers(request),
              passive));
    }
    lines.add(row("a key, to an agent", ProtocolSupportTest::polled, "", programs.runBy("PollIT")));
    acceptedDifferences(lines);
    return String.join("\n", lines) + "\n";
  }

  private static final Path ACCEPTED =
      Path.of("..", "interop/src/test/resources/org/mockzabbix/parity/accepted-differences.txt");

  /** Adds the differences from real servers that interop/parity.sh accepts. */
  private static void acceptedDifferences(List<String> lines) throws IOException {
    lines.addAll(
        List.of(
            "",
            "## Differences from real servers",
            "",
            "`interop/parity.sh` sends the measured requests and random ones to a real server and to"
                + " Mock Zabbix, and compares",
            "the responses, the closing, and the stored values. It accepts these differences, among"
                + " them those between the",
            "server 7.0.9 of Debian and the measured 7.0.22:",
            "",
            "| server | difference |",
            "|---|---|"));
    String reason = "";
    String last = "";
    for (String line : Files.readAllLines(ACCEPTED, UTF_8)) {
      String server = line.startsWith("* ") ? "all" : line.split(" ", 2)[0];
      if (line.startsWith("# ")) {
        reason = line.substring(2);
      } else if (!line.isEmpty() && !last.equals(server + reason)) {
        lines.add("| " + server + " | " + reason + " |");
        last = server + reason;
      }
    }
  }

  private static final String INTRODUCTION =
      """
      # Protocol support

      Mock Zabbix behaves like Zabbix VERSIONS. Its clients can have any version. The columns COLUMNS
      show the response of a strict server or an agent of that version to a well-formed request. They give the result and
      the members of the response in their order. The column *measured* has the number of measured requests for each of these
      versions. A test compares the responses of real servers with those of Mock Zabbix, byte by byte except for times. The
      column *recorded* lists the real programs whose recorded packets a test replays. The column *run* lists the real
      programs that a test runs against Mock Zabbix: each release against servers of all versions.

      A test writes this page from the code. Mock Zabbix does not support other protocols, for example those of the Java
      gateway or between the nodes of a server cluster.
      """;

  private static void heading(
      List<String> lines, String title, String first, String... beforeRecorded) {
    lines.addAll(List.of("", "## " + title, ""));
    List<String> last = new ArrayList<>(List.of(beforeRecorded));
    last.addAll(List.of("recorded", "run"));
    String columns = String.join(" | ", last);
    lines.add("| " + first + " | " + versions("%s", " | ", " | ") + " | " + columns + " |");
    lines.add("|" + "---|".repeat(1 + last.size() + ZabbixVersion.values().length));
  }

  /**
   * Returns the number of vectors that pass in each version, such as {@code 70 / 70 / 70}; empty if
   * several rows share it.
   */
  private static String measured(Sample sample) {
    String request = sample.kind().wireName();
    String plain = "`" + request + "`";
    if (!sample.label().equals(plain) && !sample.label().equals(plain + WITH_SESSION)) {
      return "";
    }
    return Stream.of(ZabbixVersion.values())
        .map(version -> Long.toString(passing(version, request)))
        .collect(Collectors.joining(" / "));
  }

  private static long passing(ZabbixVersion version, String request) {
    return MeasuredVector.toPort("trapper").stream()
        .filter(vector -> vector.request().equals(request))
        .filter(vector -> vector.measuredOn(version.release() + " server").isPresent())
        .count();
  }

  private static String versions(String format, String separator, String last) {
    List<String> versions =
        Stream.of(ZabbixVersion.values()).map(version -> format.formatted(version)).toList();
    int newest = versions.size() - 1;
    return String.join(separator, versions.subList(0, newest)) + last + versions.get(newest);
  }

  /** What a server or an agent of a version does, for its cell. */
  @FunctionalInterface
  private interface Behavior {
    String of(ZabbixVersion version) throws Exception;
  }

  private static String row(String first, Behavior behavior, String... rest) throws Exception {
    List<String> cells = new ArrayList<>(List.of(first));
    for (ZabbixVersion version : ZabbixVersion.values()) {
      cells.add(behavior.of(version));
    }
    cells.addAll(List.of(rest));
    return "| " + String.join(" | ", cells) + " |";
  }

  private static MockZabbixServer server(ZabbixVersion version) {
    ServerConfig config =
        ServerConfig.strict(
            Host.of("h", Item.active("k", "5s").withItemid(1), Item.trapper("trap")),
            Host.of("b", Item.trapper("trap").withItemid(2)).monitoredBy("px"));
    return new MockZabbixServer(
            config.toBuilder().version(version).frontendSession(Servers.SESSION).build())
        .start();
  }

  private static String answer(ZabbixVersion version, Sample sample) throws IOException {
    try (MockZabbixServer server = server(version);
        WireClient client = new WireClient(server.trapperPort())) {
      if (!sample.text().isEmpty()) {
        String text = sample.text().replace('\'', '"').replace("VERSION", version.release());
        client.send(Packets.packet(1, text));
      }
      client.halfClose();
      return described(client.readToEnd(Duration.ofSeconds(20)));
    }
  }

  private static String checked(String question, ZabbixVersion version) throws IOException {
    AgentConfig config = AgentConfig.of("h").withVersion(version).withVariant(Variant.AGENT);
    try (MockAgent agent = new MockAgent(config).reply("agent.ping", "1").start()) {
      return described(WireClient.ask(agent.port(), question.replace('\'', '"')));
    }
  }

  /** What the server's side of a passive proxy sends, packet after packet. */
  private static String asked(ZabbixVersion version, String request) throws Exception {
    byte[] answer = FakeProxy.packet(3, "{'response':'success'}");
    boolean threeSteps = request.equals("proxy config") && version.atLeast(ZabbixVersion.V7_0);
    byte[][] answers = threeSteps ? new byte[][] {answer, answer} : new byte[][] {answer};
    try (MockZabbixServer server = server(version);
        FakeProxy proxy = FakeProxy.answering(answers)) {
      ProxyPoller poller = server.proxyPoller("px", proxy.address());
      switch (request) {
        case "proxy config" -> poller.configure();
        case "proxy data" -> poller.fetch();
        default -> poller.fetchTasks();
      }
      List<String> packets = new ArrayList<>();
      for (String packet : proxy.received()) {
        packets.add(described(packet.substring(2).replace('\'', '"')));
      }
      return String.join(", then ", packets);
    }
  }

  /** What the poller sends to an agent of its own version. */
  private static String polled(ZabbixVersion version) {
    try (MockZabbixServer server = server(version);
        MockAgent agent = server.agent("h").reply("agent.ping", "1")) {
      server.poll(agent.address(), "agent.ping");
      String text = agent.exchanges().get(0).text();
      return text.startsWith("{") ? "`passive checks` in JSON" : "the plain key";
    }
  }

  private static String described(WireClient.Answer answer) throws IOException {
    String text = new String(answer.bytes(), UTF_8);
    if (text.isEmpty()) {
      return "nothing: closed";
    }
    if (!text.startsWith("ZBXD")) {
      String line = text.lines().reduce((first, last) -> last).orElseThrow();
      return (text.lines().count() > 1 ? "lines and " : "") + "`" + line + "` without a header";
    }
    return described(answer.body());
  }

  private static String described(String body) throws IOException {
    if (!body.startsWith("{")) {
      return "`" + body.replace("\0", "\\0") + "`";
    }
    JsonNode json = new ObjectMapper().readTree(body);
    String info = json.path("info").asText();
    String response = json.path("response").asText();
    if (response.equals("failed")) {
      return "failed: " + info;
    }
    List<String> members = new ArrayList<>();
    json.fieldNames().forEachRemaining(members::add);
    String named = json.path("request").asText();
    if (!named.isEmpty()) {
      members.set(0, "`" + named + "`");
    }
    members.replaceAll(member -> member.startsWith("`") ? member : "`" + member + "`");
    String list =
        members.size() > 5
            ? members.get(0) + " and " + (members.size() - 1) + " more tables"
            : String.join(", ", members);
    return response.isEmpty() ? list : response + ": " + list;
  }
}
