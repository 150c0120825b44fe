package org.mockzabbix.parity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mockzabbix.inventory.Host;

/**
 * Random requests of all kinds, valid and odd, for items of their own. The same seed gives the same
 * requests, apart from the time of the day in them. Not thread-safe.
 */
final class RequestStream {

  private final Choices choices;
  private final OddJson json;
  private final StreamItems items;
  private final ValueRequests values;
  private final DaemonRequests daemons;
  private final FrontendRequests frontend;
  private final OddPackets packets;
  private final List<Probe> probes = new ArrayList<>();

  RequestStream(long seed, int count) {
    choices = new Choices(new Random(seed));
    json = new OddJson(choices);
    items = new StreamItems(choices);
    OddValues odd = new OddValues(choices.random(), Instant.now().getEpochSecond());
    values = new ValueRequests(choices, odd, json, items);
    daemons = new DaemonRequests(choices, json, values);
    frontend = new FrontendRequests(choices, json);
    packets = new OddPackets(choices, json);
    for (int index = 0; index < count; index++) {
      probes.add(next("stream " + index));
    }
  }

  List<Probe> probes() {
    return probes;
  }

  /** Returns the hosts with the items that the requests are for. */
  List<Host> hosts() {
    return items.hosts();
  }

  private Probe next(String name) {
    int kind = choices.below(100);
    if (kind < 22) {
      return packet(name + ", sender data", values.senderData());
    } else if (kind < 42) {
      return packet(name + ", agent data", values.agentData());
    } else if (kind < 50) {
      return packet(name + ", active checks", daemons.activeChecks());
    } else if (kind < 66) {
      return packet(name + ", proxy data", daemons.proxyData());
    } else if (kind < 69) {
      return packet(name + ", proxy config", daemons.proxyConfig());
    } else if (kind < 71) {
      return packet(name + ", proxy", daemons.proxyOther());
    } else if (kind < 75) {
      return packet(name + ", history.push", values.historyPush());
    } else if (kind < 86) {
      return packet(name + ", frontend", frontend.next());
    } else if (kind < 88) {
      return packet(name + ", active check heartbeat", daemons.heartbeat());
    } else if (kind < 90) {
      return packet(name + ", old text", daemons.oldText());
    } else if (kind < 94) {
      return packet(name + ", invalid JSON", json.broken(any()));
    }
    return packets.of(name + ", odd packet", any());
  }

  private String any() {
    return switch (choices.below(5)) {
      case 0 -> values.agentData();
      case 1 -> daemons.activeChecks();
      case 2 -> daemons.proxyData();
      default -> values.senderData();
    };
  }

  private Probe packet(String name, String json) {
    Probe probe = Probe.request(name, choices.oneIn(6) ? 3 : 1, json);
    return choices.oneIn(15) ? probe.from("127.0.0.2") : probe;
  }
}
