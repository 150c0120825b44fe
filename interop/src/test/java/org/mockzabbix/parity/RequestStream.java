package org.mockzabbix.parity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ValueType;

/**
 * Random requests of senders, agents and proxies, valid and odd, for items of their own. The same
 * seed gives the same requests, apart from the time of the day in them. Not thread-safe.
 */
final class RequestStream {

  private static final String HOST = "stream";
  private static final String BEHIND = "behind";
  private static final int FIRST_ITEMID = 100_000;
  private static final List<String> ALLOWED =
      List.of("", "", "", "", "", "127.0.0.1", "192.0.2.1", "localhost", "::/0", "127.0.0.0/8");

  private final Random random;
  private final long now = Instant.now().getEpochSecond();
  private final OddValues values;
  private final List<Item> senderItems = new ArrayList<>();
  private final List<Item> agentItems = new ArrayList<>();
  private final List<Item> proxyItems = new ArrayList<>();
  private final List<Probe> probes = new ArrayList<>();
  private int nextItemid = FIRST_ITEMID;
  private long lastId = 1;
  private List<Item> items = List.of(); // of this request

  RequestStream(long seed, int count) {
    random = new Random(seed);
    values = new OddValues(random, now);
    for (int index = 0; index < count; index++) {
      probes.add(next("stream " + index));
    }
  }

  List<Probe> probes() {
    return probes;
  }

  /** Returns the hosts with the items that the requests are for. */
  List<Host> hosts() {
    return List.of(
        Host.of(HOST).withItems(concat(senderItems, agentItems)),
        Host.of(BEHIND).withItems(proxyItems).monitoredBy("kitproxy"));
  }

  private static List<Item> concat(List<Item> first, List<Item> second) {
    List<Item> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private Probe next(String name) {
    int kind = random.nextInt(100);
    if (kind < 50) {
      return packet(name + ", sender data", senderData());
    } else if (kind < 72) {
      return packet(name + ", agent data", agentData());
    } else if (kind < 80) {
      return packet(name + ", active checks", activeChecks());
    } else if (kind < 92) {
      return packet(name + ", proxy data", proxyData());
    }
    return oddPacket(name + ", odd packet");
  }

  private Probe packet(String name, String json) {
    return Probe.request(name, random.nextInt(6) == 0 ? 3 : 1, json);
  }

  private Probe oddPacket(String name) {
    String json = senderData();
    byte[] frame = org.mockzabbix.fixtures.Packets.packet(1, json);
    return switch (random.nextInt(6)) {
      case 0 -> Probe.raw(name, java.util.Arrays.copyOf(frame, random.nextInt(frame.length)));
      case 1 -> Probe.raw(name, Probe.bytes(json));
      case 2 -> {
        frame[random.nextInt(9)] ^= (byte) (1 << random.nextInt(8));
        yield Probe.raw(name, frame);
      }
      case 3 -> Probe.request(name, 1, json.substring(0, random.nextInt(json.length())));
      case 4 -> Probe.request(name, 1, pick(" ", "\n", "\uFEFF", "x", "[", "{}") + json);
      default -> Probe.request(name, 1, json + pick(" ", "\n", "x", "}", ",{}", "\\u0000"));
    };
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private void newItems(List<Item> owners, boolean active) {
    if (!items.isEmpty() && owners.containsAll(items) && oneIn(6)) {
      return; // the same items again
    }
    items = new ArrayList<>();
    for (int index = 0; index < 2; index++) {
      ValueType type = List.of(ValueType.values()).get(random.nextInt(ValueType.values().length));
      String key = "k" + nextItemid;
      Item item = active ? Item.active(key, "1h") : Item.trapper(key);
      item =
          item.withItemid(nextItemid++)
              .withValueType(type)
              .withAllowedHosts(active ? "" : ALLOWED.get(random.nextInt(ALLOWED.size())));
      if (oneIn(25)) {
        item = item.withHistory(java.time.Duration.ZERO);
      }
      item = oneIn(30) ? item.disabled() : item;
      owners.add(item);
      items.add(item);
    }
  }

  private String senderData() {
    newItems(senderItems, false);
    String members = "\"request\":\"sender data\",\"data\":" + data(HOST, false, false);
    return oneIn(8) ? "{" + members + "," + topTime() + "}" : "{" + members + "}";
  }

  private String topTime() {
    return "\"clock\":" + values.clock() + ",\"ns\":" + values.ns();
  }

  private String agentData() {
    newItems(agentItems, true);
    String version = pick("\"6.0.14\"", "\"7.0.0\"", "\"5.0.8\"", "\"abc\"", "\"7.2.0\"", "7", "");
    String session = oneIn(6) ? "" : "\"session\":\"" + session() + "\",";
    return "{\"request\":\"agent data\","
        + (oneIn(15) ? "" : "\"host\":\"" + pick(HOST, HOST, HOST, HOST, "nobody") + "\",")
        + (version.isEmpty() ? "" : "\"version\":" + version + ",")
        + session
        + "\"data\":"
        + data(HOST, true, oneIn(2))
        + (oneIn(2) ? "" : "," + topTime())
        + "}";
  }

  private String session() {
    return "0000000000000000000000000000000" + random.nextInt(3);
  }

  private String activeChecks() {
    StringBuilder json = new StringBuilder("{\"request\":\"active checks\"");
    if (!oneIn(12)) {
      json.append(",\"host\":")
          .append(pick("\"h1\"", "\"h2\"", "\"hoff\"", "\"nobody\"", "\"h 1/\"", "5"));
    }
    if (!oneIn(3)) {
      json.append(",\"version\":")
          .append(pick("\"6.0.14\"", "\"7.0.0\"", "\"5.0.8\"", "\"4.2\"", "\"abc\"", "\"\"", "7"));
    }
    if (oneIn(2)) {
      json.append(",\"session\":").append(pick("\"" + session() + "\"", "\"\"", "\"short\"", "1"));
    }
    if (oneIn(2)) {
      json.append(",\"config_revision\":").append(pick("0", "\"0\"", "\"x\"", "-1", "null"));
    }
    if (oneIn(4)) {
      json.append(",\"ip\":").append(pick("\"127.0.0.1\"", "\"x\"", "\"\"", "5"));
    }
    if (oneIn(4)) {
      json.append(",\"port\":").append(pick("10050", "\"10050\"", "0", "70000", "\"x\"", "\"\""));
    }
    if (oneIn(4)) {
      json.append(",\"host_metadata\":").append(pick("\"linux\"", "\"\"", "5", "[]"));
    }
    if (oneIn(5)) {
      json.append(",\"interface\":").append(pick("\"127.0.0.1\"", "\"\"", "\"a b\""));
    }
    return json.append('}').toString();
  }

  private String proxyData() {
    newItems(proxyItems, true);
    String version = pick("\"6.0.14\"", "\"7.0.9\"", "\"5.0.8\"", "\"7.0.22\"", "");
    return "{\"request\":\"proxy data\""
        + (oneIn(15)
            ? ""
            : ",\"host\":\"" + pick("kitproxy", "kitproxy", "kitproxy", "ghost") + '"')
        + (version.isEmpty() ? "" : ",\"version\":" + version)
        + (oneIn(6) ? "" : ",\"session\":\"" + session() + '"')
        + ",\"history data\":"
        + data(BEHIND, true, true)
        + (oneIn(2) ? "" : "," + topTime())
        + "}";
  }

  private String data(String host, boolean ids, boolean byItemid) {
    if (oneIn(25)) {
      return pick("{}", "[]", "null", "\"x\"", "5", "[[]]", "[5]", "[{}]", "[null]");
    }
    List<String> rows = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int index = 0; index < count; index++) {
      rows.add(oneIn(20) && index > 0 ? rows.get(0) : row(host, ids, byItemid));
    }
    return "[" + String.join(oneIn(10) ? " , " : ",", rows) + "]";
  }

  private String row(String host, boolean ids, boolean byItemid) {
    Item item = items.get(random.nextInt(items.size()));
    List<String> members = new ArrayList<>();
    if (byItemid) {
      members.add("\"itemid\":" + itemid(item));
    } else {
      members.add("\"host\":" + (oneIn(20) ? oddHost() : '"' + host + '"'));
      members.add("\"key\":" + (oneIn(20) ? oddKey(item) : '"' + item.key() + '"'));
    }
    if (ids) { // as agents do: no value lacks an id, and no id is lower than the one before
      members.add("\"id\":" + (oneIn(20) ? lastId : ++lastId));
    }
    if (!oneIn(25)) {
      members.add("\"value\":" + values.value(item.valueType()));
    }
    values.time(members);
    if (oneIn(15)) {
      members.add("\"state\":" + pick("0", "1", "\"1\"", "2", "null", "true"));
    }
    if (item.valueType() == ValueType.LOG || oneIn(25)) {
      values.log(members);
    }
    if (oneIn(40)) {
      members.remove(random.nextInt(members.size()));
    }
    if (oneIn(20)) {
      java.util.Collections.shuffle(members, random);
    }
    return "{" + String.join(",", members) + "}";
  }

  private String itemid(Item item) {
    return oneIn(15)
        ? pick("\"" + item.itemid() + '"', "99999999", "0", "-1", "null", "1.5", "\"x\"")
        : String.valueOf(item.itemid());
  }

  private String oddHost() {
    return pick(
        "\"STREAM\"",
        "\"\"",
        "null",
        "5",
        "\" stream\"",
        "\"stream \"",
        "\"nobody\"",
        "[]",
        "true");
  }

  private String oddKey(Item item) {
    String key = item.key();
    return pick(
        '"' + key.toUpperCase(java.util.Locale.ROOT) + '"',
        '"' + key + "[]\"",
        '"' + key + " \"",
        "\"\"",
        "null",
        "5",
        '"' + key + "[\\\"a\\\"]\"",
        '"' + key + "\\u0000x\"");
  }
}
