package org.mockzabbix.parity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mockzabbix.parity.StreamItems.Target;
import org.mockzabbix.protocol.ValueType;

/** Random requests with values: of senders, agents and proxies, and of the API. */
final class ValueRequests {

  /** Ids of the hosts of the vectors: of other types, disabled, and behind a proxy. */
  private static final String[] OTHER_ITEMIDS = {
    "30001",
    "30002",
    "30003",
    "30010",
    "30012",
    "30013",
    "30014",
    "30015",
    "30024",
    "30031",
    "99999999",
    "0",
    "-1",
    "null",
    "1.5",
    "\"x\"",
    "\"30002\"",
    "18446744073709551615"
  };

  private final Choices choices;
  private final OddValues values;
  private final OddJson json;
  private final StreamItems stream;
  private final StreamSessions sessions;
  private List<Target> targets = List.of(); // of this request
  private String kind = "";

  ValueRequests(Choices choices, OddValues values, OddJson json, StreamItems stream) {
    this.choices = choices;
    this.values = values;
    this.json = json;
    this.stream = stream;
    this.sessions = new StreamSessions(choices);
  }

  private void newItems(String owner, boolean active) {
    String next = owner + active;
    if (!next.equals(kind) || !choices.oneIn(6)) {
      targets = stream.create(owner, active);
      kind = next;
    }
  }

  String senderData() {
    newItems(StreamItems.HOST, false);
    List<String> members = new ArrayList<>(List.of("\"request\":\"sender data\""));
    boolean agentLike = choices.oneIn(12);
    String session = choices.oneIn(10) ? sessions.next() : "";
    if (agentLike) {
      members.add("\"host\":\"stream\"");
      members.add("\"version\":\"" + choices.pick("6.0.14", "4.2", "5.0") + '"');
    }
    if (!session.isEmpty()) {
      members.add("\"session\":\"" + session + '"');
    }
    members.add("\"data\":" + data(session, agentLike && choices.oneIn(2)));
    addTime(members, 8);
    return json.object(members);
  }

  String agentData() {
    newItems(StreamItems.HOST, true);
    String version =
        choices.pick("6.0.14", "7.0.0", "5.0.8", "6.0.14", "7.0.0", "4.2", "7.2.0", "");
    boolean byItemid = choices.oneIn(2);
    List<String> members = new ArrayList<>(List.of("\"request\":\"agent data\""));
    if (byItemid || choices.oneIn(2)) {
      members.add("\"host\":\"" + choices.pick("stream", "stream", "stream", "h2", "hoff") + '"');
    }
    if (!version.isEmpty() && (byItemid || choices.oneIn(3))) {
      members.add("\"version\":\"" + version + '"');
    }
    String session = sessions.next();
    if (!choices.oneIn(15)) {
      members.add("\"session\":\"" + session + '"');
    }
    members.add("\"data\":" + data(session, byItemid));
    if (choices.oneIn(20)) {
      members.add("\"commands\":" + choices.pick("[]", "[{\"id\":1,\"value\":\"x\"}]", "5", "[5]"));
    }
    addTime(members, 2);
    return json.object(members);
  }

  /** Adds the values of a proxy to the members of its request. */
  void addHistory(List<String> members, String session) {
    newItems(StreamItems.BEHIND, true);
    members.add("\"history data\":" + data(session, true));
  }

  String session() {
    return sessions.next();
  }

  String historyPush() {
    newItems(StreamItems.HOST, false);
    List<String> members =
        new ArrayList<>(
            List.of(
                "\"request\":\"history.push\"",
                "\"sid\":\"" + Seed.SESSION + '"',
                "\"clientip\":\"" + choices.pick("127.0.0.1", "192.0.2.1", "::1") + '"',
                "\"data\":" + data("", choices.oneIn(2))));
    return json.object(members);
  }

  private void addTime(List<String> members, int oneIn) {
    if (choices.oneIn(oneIn)) {
      members.add("\"clock\":" + values.clock());
      if (!choices.oneIn(5)) {
        members.add("\"ns\":" + values.ns());
      }
    }
  }

  private String data(String session, boolean byItemid) {
    if (choices.oneIn(30)) {
      return choices.pick(
          "{}", "[]", "null", "\"x\"", "5", "[[]]", "[5]", "[{}]", "[null]", "[{},");
    }
    List<String> rows = new ArrayList<>();
    int count = 1 + choices.below(4);
    for (int index = 0; index < count; index++) {
      rows.add(choices.oneIn(20) && index > 0 ? rows.get(0) : row(session, byItemid));
    }
    if (choices.oneIn(30)) {
      rows.add(
          choices.below(rows.size() + 1), choices.pick("5", "null", "[]", "{}", "\"x\"", "[1]"));
    }
    return "[" + String.join(choices.oneIn(10) ? " , " : ",", rows) + "]";
  }

  private String row(String session, boolean byItemid) {
    Target target = choices.pick(targets);
    List<String> members = new ArrayList<>();
    boolean mixed = choices.oneIn(40);
    if (byItemid || mixed) {
      members.add(
          "\"itemid\":"
              + (choices.oneIn(15) ? choices.pick(OTHER_ITEMIDS) : target.item().itemid()));
    }
    if (!byItemid || mixed) {
      addName(members, target);
    }
    if (!session.isEmpty()) {
      Optional<String> id = sessions.id(session);
      id.ifPresent(number -> members.add("\"id\":" + number));
    }
    String value = choices.oneIn(25) ? "" : values.value(target.item().valueType());
    if (!value.isEmpty()) {
      members.add("\"value\":" + value);
    }
    values.time(members);
    // PostgreSQL refuses bytes that are not UTF-8 in the error of an item, and the server then
    // loses the errors of other items, too.
    if (choices.oneIn(15) && value.codePoints().noneMatch(c -> c >= 0xdc80 && c <= 0xdcff)) {
      members.add("\"state\":" + choices.pick("0", "1", "\"1\"", "2", "null", "true", "\" 1\""));
    }
    if (target.item().valueType() == ValueType.LOG || choices.oneIn(25)) {
      values.log(members);
    }
    if (choices.oneIn(40)) {
      members.remove(choices.below(members.size()));
    }
    if (choices.oneIn(20)) {
      Collections.shuffle(members, choices.random());
    }
    return "{" + String.join(",", members) + "}";
  }

  private void addName(List<String> members, Target target) {
    if (choices.oneIn(20)) {
      members.add("\"host\":" + choices.pick("\"h1\"", "\"h2\"", "\"hoff\"", "\"hprox\""));
      members.add("\"key\":" + choices.pick("\"agent.ping\"", "\"trap1\"", "\"passive.key\""));
      return;
    }
    members.add("\"host\":" + (choices.oneIn(20) ? oddHost() : '"' + target.host() + '"'));
    String key = target.item().key();
    members.add("\"key\":" + (choices.oneIn(20) ? oddKey(key) : '"' + key + '"'));
  }

  private String oddHost() {
    return choices.oneIn(2)
        ? json.value()
        : choices.pick("\"STREAM\"", "\" stream\"", "\"stream \"", "\"str\\u0065am\"");
  }

  private String oddKey(String key) {
    return choices.oneIn(2)
        ? json.value()
        : choices.pick(
            '"' + key.toUpperCase(Locale.ROOT) + '"',
            '"' + key + "[]\"",
            '"' + key + " \"",
            '"' + key + "[\\\"a\\\"]\"",
            '"' + key + "\\u0000x\"");
  }
}
