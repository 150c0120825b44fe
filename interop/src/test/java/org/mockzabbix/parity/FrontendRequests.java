package org.mockzabbix.parity;

import java.util.ArrayList;
import java.util.List;

/** Random requests of the web frontend and of other servers. */
final class FrontendRequests {

  private final Choices choices;
  private final OddJson json;

  FrontendRequests(Choices choices, OddJson json) {
    this.choices = choices;
    this.json = json;
  }

  private List<String> frontend(String request) {
    List<String> members = new ArrayList<>(List.of("\"request\":\"" + request + '"'));
    if (!choices.oneIn(8)) {
      members.add("\"sid\":\"" + (choices.oneIn(10) ? "f".repeat(32) : Seed.SESSION) + '"');
    }
    return members;
  }

  private static String member(String name, String value) {
    return '"' + name + "\":" + value;
  }

  private void maybe(List<String> members, int of, String name, String... texts) {
    if (!choices.oneIn(of)) {
      members.add(member(name, choices.oneIn(4) ? json.value() : choices.pick(texts)));
    }
  }

  String next() {
    return switch (choices.below(12)) {
      case 0, 1, 2 -> stats();
      case 3, 4 -> queue();
      case 5 -> status();
      case 6, 7 -> command();
      case 8 ->
          test(
              "expressions.evaluate",
              "{\"expressions\":[\"1+1=2\",\"1>2\"]}",
              "{\"expressions\":[]}",
              "{\"expressions\":[5]}",
              "{\"expressions\":[\"1/0\"]}",
              "{\"expressions\":\"1\"}",
              "{\"expressions\":{}}");
      case 9 ->
          test(
              choices.pick("item.test", "preprocessing.test"),
              "{\"value_type\":0,\"value\":\"1\"}",
              "{\"value_type\":0,\"value\":\"1\",\"steps\":[{\"type\":1}]}",
              "{\"value_type\":0,\"value\":\"1\",\"steps\":[]}",
              "5",
              "\"x\"",
              "null");
      case 10 ->
          test(
              choices.pick("alert.send", "report.test", "settings.get"),
              "{}",
              "[]",
              "{\"mediatypeid\":\"x\"}",
              "{\"mediatypeid\":99}",
              "5");
      default ->
          json.object(
              List.of(
                  member(
                      "request",
                      choices.oneIn(2)
                          ? json.value()
                          : '"'
                              + choices.pick(
                                  "foo",
                                  "Sender Data",
                                  "sender data ",
                                  "ZBX",
                                  "suppression",
                                  "check")
                              + '"')));
    };
  }

  private String stats() {
    List<String> members = new ArrayList<>(List.of("\"request\":\"zabbix.stats\""));
    if (!choices.oneIn(4)) {
      maybe(members, 6, "type", "\"queue\"", "\"queue\"", "\"queue\"", "\"Queue\"", "\"\"");
      List<String> params = new ArrayList<>();
      maybe(params, 3, "from", "\"6\"", "6", "\"10m\"", "\"1w\"", "\"1y\"");
      maybe(params, 3, "to", "\"60\"", "600", "\"5m\"", "\"2d\"", "\"0\"");
      members.add(member("params", choices.oneIn(8) ? json.value() : json.object(params)));
    }
    return json.object(members);
  }

  private String queue() {
    List<String> members = frontend("queue.get");
    maybe(members, 12, "type", "\"overview\"", "\"overview by proxy\"", "\"details\"", "\"x\"");
    maybe(members, 2, "limit", "100", "\"100\"", "0", "\"0\"", "-1");
    return json.object(members);
  }

  private String status() {
    List<String> members = frontend("status.get");
    maybe(members, 12, "type", "\"ping\"", "\"ping\"", "\"full\"", "\"x\"");
    return json.object(members);
  }

  private String command() {
    List<String> members = frontend("command");
    maybe(members, 6, "scriptid", "\"99\"", "99", "\"abc\"", "\"1\"");
    maybe(members, 6, "hostid", "\"99999\"", "99999", "\"abc\"");
    maybe(members, 2, "eventid", "\"5\"", "5");
    maybe(members, 2, "clientip", "\"127.0.0.1\"");
    return json.object(members);
  }

  private String test(String request, String... data) {
    List<String> members = frontend(request);
    maybe(members, 8, "data", data);
    return json.object(members);
  }
}
