package org.mockzabbix.parity;

import java.util.ArrayList;
import java.util.List;

/** Random requests of agents and proxies other than those with values of agents. */
final class DaemonRequests {

  private final Choices choices;
  private final OddJson json;
  private final ValueRequests values;

  DaemonRequests(Choices choices, OddJson json, ValueRequests values) {
    this.choices = choices;
    this.json = json;
    this.values = values;
  }

  private void maybe(List<String> members, int oneIn, String name, String... texts) {
    if (choices.oneIn(oneIn)) {
      String value = choices.oneIn(4) ? json.value() : choices.pick(texts);
      members.add("\"" + name + "\":" + value);
    }
  }

  String activeChecks() {
    List<String> members = new ArrayList<>(List.of("\"request\":\"active checks\""));
    String host = choices.pick("h1", "h1", "h2", "hq", "hoff", "hprox", "nobody", "h 1/", "hallow");
    members.add("\"host\":" + (choices.oneIn(15) ? json.value() : '"' + host + '"'));
    maybe(members, 2, "version", "\"6.0.14\"", "\"7.0.0\"", "\"5.0.8\"", "\"4.2\"", "\"4.4\"");
    maybe(members, 3, "session", "\"" + values.session() + "\"", "\"short\"");
    maybe(members, 3, "config_revision", "0", "\"0\"", "1");
    maybe(members, 5, "ip", "\"127.0.0.1\"", "\"::1\"", "\"1.2.3\"", "\"127.0.0.1 \"");
    maybe(members, 5, "port", "10050", "\"10050\"", "65535", "65536");
    maybe(members, 5, "host_metadata", "\"linux\"", "\"" + "m".repeat(300) + "\"");
    maybe(members, 6, "interface", "\"127.0.0.1\"", "\"a.b.c\"", "\"a b\"", "\"a_b\"", "\"-a\"");
    maybe(members, 6, "variant", "1", "2");
    maybe(members, 12, "tls_accepted", "1");
    return json.object(members);
  }

  String heartbeat() {
    List<String> members = new ArrayList<>(List.of("\"request\":\"active check heartbeat\""));
    members.add("\"host\":\"" + choices.pick("h1", "nobody", "hprox") + '"');
    maybe(members, 1, "heartbeat_freq", "60", "\"60\"", "0", "-1");
    maybe(members, 4, "version", "\"7.0.0\"");
    return json.object(members);
  }

  /** Returns a request in the text form of old agents, without JSON. */
  String oldText() {
    String host = choices.pick("h1", "h2", "hq", "hoff", "hprox", "nobody", "", " h1", "h1 ");
    return switch (choices.below(4)) {
      case 0 -> "ZBX_GET_ACTIVE_CHECKS\n" + host + choices.pick("\n", "", "\nx\n", "\r\n", "\0");
      case 1 -> host + ":trap1:" + choices.pick("x", "", "a:b", "a\nb", "{}", "é");
      case 2 ->
          "<req><host>"
              + choices.pick("aDE=", "bm8=", "!")
              + "</host><key>dHJhcDE=</key>"
              + choices.pick("<data>eA==</data>", "<data></data>", "")
              + choices.pick("</req>", "");
      default -> json.broken("ZBX_GET_ACTIVE_CHECKS\nh1\n");
    };
  }

  private List<String> proxy(String request, boolean always) {
    List<String> members = new ArrayList<>(List.of("\"request\":\"" + request + '"'));
    String host =
        choices.oneIn(5) ? choices.pick("ghost", "kitpproxy", "h1", "a$b", "") : "kitproxy";
    members.add("\"host\":\"" + host + '"');
    maybe(
        members,
        always ? 1 : 2,
        "version",
        "\"6.0.14\"",
        "\"7.0.9\"",
        "\"5.0.8\"",
        "\"7.0.22\"",
        "\"6.0.14\"",
        "\"7.0.9\"",
        "\"4.2\"",
        "\"7.2.0\"",
        "\"6.4.1\"");
    return members;
  }

  String proxyConfig() {
    List<String> members = proxy("proxy config", true);
    maybe(members, 1, "session", "\"" + values.session() + '"');
    maybe(members, 1, "config_revision", "0", "0", "1", "\"0\"");
    return json.object(members);
  }

  String proxyOther() {
    String request =
        choices.pick(
            "proxy heartbeat",
            "proxy heartbeat",
            "proxy tasks",
            "history data",
            "host availability",
            "discovery data",
            "auto registration");
    List<String> members = proxy(request, false);
    maybe(members, 3, "session", "\"" + values.session() + '"');
    return json.object(members);
  }

  String proxyData() {
    List<String> members = proxy("proxy data", true);
    String session = values.session();
    maybe(members, 1, "session", '"' + session + '"', '"' + session + '"', "\"short\"");
    if (choices.oneIn(2)) {
      values.addHistory(members, session);
    }
    section(
        members,
        5,
        "interface availability",
        "\"interfaceid\":20005",
        "\"available\":1",
        "\"error\":\"\"");
    section(
        members,
        6,
        "host availability",
        "\"hostid\":20005",
        "\"available\":1",
        "\"error\":\"\"",
        "\"snmp_available\":0",
        "\"snmp_error\":\"\"");
    section(members, 6, "host data", "\"hostid\":20005", "\"active_status\":1");
    section(
        members,
        5,
        "discovery data",
        "\"clock\":1700000000",
        "\"drule\":9",
        "\"dcheck\":8",
        "\"type\":0",
        "\"ip\":\"127.0.0.1\"",
        "\"dns\":\"a\"",
        "\"port\":80",
        "\"value\":\"x\"",
        "\"status\":0");
    section(
        members,
        5,
        "auto registration",
        "\"clock\":1700000000",
        "\"host\":\"new1\"",
        "\"ip\":\"127.0.0.1\"",
        "\"port\":\"10050\"",
        "\"dns\":\"\"",
        "\"host_metadata\":\"m\"",
        "\"tls_accepted\":1",
        "\"flags\":0");
    section(
        members,
        6,
        "tasks",
        "\"type\":1",
        "\"clock\":1700000000",
        "\"ttl\":0",
        "\"status\":0",
        "\"info\":\"\"",
        "\"parent_taskid\":5");
    maybe(members, 6, "more", "1", "0");
    maybe(members, 6, "proxy delay", "3");
    maybe(members, 2, "clock", "1700000000");
    maybe(members, 2, "ns", "5");
    return json.object(members);
  }

  private void section(List<String> members, int oneIn, String name, String... row) {
    if (!choices.oneIn(oneIn)) {
      return;
    }
    List<String> rows = new ArrayList<>();
    for (int count = 1 + choices.below(2); count > 0; count--) {
      rows.add(choices.oneIn(12) ? json.value() : json.object(List.of(row)));
    }
    members.add(
        "\""
            + name
            + "\":"
            + (choices.oneIn(12) ? json.value() : "[" + String.join(",", rows) + "]"));
  }
}
