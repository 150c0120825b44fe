package org.mockzabbix.cli.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.ItemType;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.json.JsonTree;

/**
 * The hosts and items that the recorded server must have had, as far as its replies show. Not
 * thread-safe.
 */
final class RecordedItems {

  private final Map<String, Map<String, Item>> hosts = new LinkedHashMap<>();
  private final Set<String> listed = new LinkedHashSet<>(); // hosts whose active checks are known
  private final List<SentValues> packets = new ArrayList<>();
  private OptionalLong configRevision = OptionalLong.empty();

  /** An item by its host and key. */
  private record Name(String host, String key) {}

  /** The values of one packet, and how many of them the server processed. */
  private record SentValues(List<Name> items, int processed, boolean active) {}

  /** Learns from a request and the recorded reply to it. */
  void add(Exchange request, Response reply) {
    if (request.kind() == RequestKind.ACTIVE_CHECKS && reply.refusal() == null) {
      addChecks(String.valueOf(request.request().host()), reply);
    } else if (request.itemCount() > 0) {
      addValues(request, reply);
    }
  }

  private void addChecks(String host, Response reply) {
    JsonNode list = json(reply.text());
    if (!list.path("response").asText().equals("success") || !list.path("data").isArray()) {
      return;
    }
    if (configRevision.isEmpty() && list.path("config_revision").asLong() > 0) {
      configRevision = OptionalLong.of(list.path("config_revision").asLong());
    }
    if (!listed.add(host) || !isValidHost(host)) {
      return;
    }
    Map<String, Item> items = hosts.computeIfAbsent(host, name -> new LinkedHashMap<>());
    for (JsonNode check : list.path("data")) {
      addCheck(check, items);
    }
  }

  private static void addCheck(JsonNode check, Map<String, Item> items) {
    String key = check.path("key").asText();
    try {
      Item item = Item.active(key, check.path("delay").asText());
      long itemid = check.path("itemid").asLong();
      items.put(key, itemid > 0 ? item.withItemid(itemid) : item);
    } catch (IllegalArgumentException noItem) {
      // the reply becomes a rule
    }
  }

  private static JsonNode json(String text) {
    try {
      return JsonTree.read(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static boolean isValidHost(String host) {
    try {
      Host unused = Host.of(host);
      return unused != null;
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }

  private void addValues(Exchange request, Response reply) {
    Optional<Processed> counts = Processed.find(reply.info());
    if (counts.isEmpty()) {
      return;
    }
    List<Name> items = new ArrayList<>();
    for (ItemValue value : request.items()) {
      items.add(new Name(value.host(), value.key()));
    }
    boolean active = request.kind() == RequestKind.AGENT_DATA;
    packets.add(new SentValues(items, counts.get().processed(), active));
  }

  /** Finds out which items the server knew, once all requests are added. */
  void solve() {
    Set<Name> known = new LinkedHashSet<>();
    Set<Name> unknown = new LinkedHashSet<>();
    boolean progress = true;
    while (progress) {
      progress = false;
      for (SentValues packet : packets) {
        progress |= solve(packet, known, unknown);
      }
    }
    for (SentValues packet : packets) {
      packet.items().stream()
          .filter(known::contains)
          .forEach(name -> addItem(name, packet.active()));
    }
  }

  /** Returns whether the packet tells something new. */
  private static boolean solve(SentValues packet, Set<Name> known, Set<Name> unknown) {
    long processed = packet.items().stream().filter(known::contains).count();
    List<Name> open =
        packet.items().stream()
            .filter(name -> !known.contains(name) && !unknown.contains(name))
            .toList();
    if (open.isEmpty()) {
      return false;
    }
    if (packet.processed() == processed) {
      return unknown.addAll(open);
    }
    return packet.processed() == processed + open.size() && known.addAll(open);
  }

  private void addItem(Name name, boolean active) {
    if (!isValidHost(name.host()) || (active && listed.contains(name.host()))) {
      return;
    }
    try {
      Item item = active ? Item.active(name.key(), "1m") : Item.trapper(name.key());
      hosts
          .computeIfAbsent(name.host(), host -> new LinkedHashMap<>())
          .putIfAbsent(name.key(), item);
    } catch (IllegalArgumentException noItem) {
      // the reply becomes a rule
    }
  }

  /** Writes the fields of the scenario. */
  void writeTo(ScenarioText text) {
    if (configRevision.isPresent()) {
      text.line("configRevision: " + configRevision.getAsLong());
    }
    text.line(hosts.isEmpty() ? "" : "hosts:");
    hosts.forEach((host, items) -> writeHost(host, items, text));
  }

  private void writeHost(String host, Map<String, Item> items, ScenarioText text) {
    text.line("  - host: " + ScenarioText.quoted(host));
    text.line(items.isEmpty() ? "" : "    items:");
    items.values().forEach(item -> text.line("      - " + written(item)));
  }

  private static String written(Item item) {
    String key = "{key: " + ScenarioText.quoted(item.key());
    String itemid = item.itemid() == 0 ? "" : ", itemid: " + item.itemid();
    boolean active = item.type() == ItemType.ACTIVE;
    return active
        ? key + itemid + ", type: active, delay: " + ScenarioText.quoted(item.delay()) + "}"
        : key + itemid + ", type: trapper}";
  }
}
