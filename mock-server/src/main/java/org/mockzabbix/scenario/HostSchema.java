package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.NAME;
import static org.mockzabbix.scenario.ScalarSchema.STRING;
import static org.mockzabbix.scenario.ScalarSchema.duration;
import static org.mockzabbix.scenario.ScalarSchema.longInteger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.ItemType;
import org.mockzabbix.inventory.MonitoringStatus;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.PeerTls;

/** The schemas of hosts and items. */
final class HostSchema {

  private static final int MOST_HOSTS = 10_000;
  private static final String DEFAULT_DELAY = "60s";

  /** A host. */
  static final ObjectSchema<HostDraft> HOST =
      ObjectSchema.of("a host", HostDraft::new)
          .set("host", NAME, (draft, name) -> draft.name = name)
          .required("The technical name; {n} is the number from 1 to count.")
          .set("count", ScalarSchema.integer(1, MOST_HOSTS), (draft, count) -> draft.count = count)
          .optional("The number of hosts like this one, up to 10000 (default: 1).")
          .set(
              "status",
              ScalarSchema.choice(MonitoringStatus.class),
              (draft, status) -> draft.status = status)
          .optional("Whether the host is monitored (default: enabled).")
          .set("items", new ListSchema<>(item(), "key"), (d, items) -> d.items = items)
          .optional("The items.")
          .set("agent", NAME.located(), (draft, agent) -> draft.agent = agent)
          .optional(
              "The agent to poll, with {n} as in host: address:port, or the host of a mock agent in the"
                  + " file (default: 127.0.0.1:10050).")
          .set("macros", new MapSchema<>(STRING), (draft, macros) -> draft.macros = macros)
          .optional("The user macros in keys and update intervals, with their values.")
          .set("proxy", NAME, (draft, proxy) -> draft.proxy = proxy)
          .optional("The proxy that monitors the host (default: none).")
          .set("tls", PeerTlsSchema.TLS, (draft, tls) -> draft.tls = tls)
          .optional("The encryption (default: the server accepts every connection).");

  private HostSchema() {}

  /** Collects the fields of a host. */
  static final class HostDraft {
    private String name = "";
    private int count = 1;
    private MonitoringStatus status = MonitoringStatus.ENABLED;
    private List<Item> items = List.of();
    private Schema.@Nullable Located<String> agent;
    private @Nullable String proxy;
    private @Nullable PeerTls tls;
    private Map<String, Schema.Located<String>> macros = Map.of();

    /**
     * Returns the hosts.
     *
     * @param mockAgents the hosts of the mock agents in the file
     */
    List<Host> build(Collection<String> mockAgents) {
      return Numbered.each(name, count, number -> build(number, mockAgents));
    }

    /** Returns the host of a text that must describe only one. */
    Host buildOne(Collection<String> mockAgents) {
      if (count > 1) {
        throw new IllegalArgumentException(
            "count must be left out for a single host, but was " + count);
      }
      return build(1, mockAgents);
    }

    private Host build(int number, Collection<String> mockAgents) {
      Host host = Host.of(Numbered.name(name, number), items.toArray(new Item[0]));
      host = agent == null ? host : polled(host, agent, number, mockAgents);
      host = proxy == null ? host : host.monitoredBy(proxy);
      host = tls == null ? host : host.withTls(tls);
      for (Map.Entry<String, Schema.Located<String>> macro : macros.entrySet()) {
        host = withMacro(host, macro.getKey(), macro.getValue());
      }
      return status == MonitoringStatus.DISABLED ? host.disabled() : host;
    }

    private static Host withMacro(Host host, String macro, Schema.Located<String> value) {
      return value.location().locate(() -> host.withMacro(macro, value.value()));
    }

    private static Host polled(
        Host host, Schema.Located<String> located, int number, Collection<String> mockAgents) {
      String agent = Numbered.name(located.value(), number);
      if (agent.indexOf(':') >= 0) {
        return located.location().locate(() -> host.withAgent(agent));
      }
      if (!mockAgents.contains(agent)) {
        Optional<String> nearest = ClosestName.of(agent, mockAgents);
        String hint = nearest.map(near -> " (did you mean " + near + "?)").orElse("");
        throw located
            .location()
            .error(
                located.location().subject()
                    + " must be address:port, for example 127.0.0.1:10050, or the host of a mock"
                    + " agent in this file, but was "
                    + Quoting.quote(agent)
                    + hint)
            .withNearest(nearest);
      }
      return host.withMockAgent(agent);
    }
  }

  /** Collects the fields of an item. */
  private static final class ItemDraft {
    private String key = "";
    private ItemType type = ItemType.TRAPPER;
    private Schema.@Nullable Located<String> delay;
    private UnaryOperator<Item> changes = item -> item;

    private void change(UnaryOperator<Item> change) {
      UnaryOperator<Item> before = changes;
      changes = item -> change.apply(before.apply(item));
    }

    private Item build() {
      return changes.apply(
          switch (type) {
            case ACTIVE -> checked(Item::active);
            case PASSIVE -> checked(Item::passive);
            case HTTP_AGENT_TRAP -> sent(Item.httpAgentTrap(key));
            case TRAPPER -> sent(Item.trapper(key));
          });
    }

    private Item checked(BiFunction<String, String, Item> factory) {
      if (delay == null) {
        return factory.apply(key, DEFAULT_DELAY);
      }
      String interval = delay.value();
      return delay.location().locate(() -> factory.apply(key, interval));
    }

    /** Zabbix itself exports such items with the interval 0. */
    private Item sent(Item item) {
      if (delay == null || delay.value().equals(item.delay())) {
        return item;
      }
      throw delay
          .location()
          .error(
              delay.location().subject()
                  + " must be left out, because clients send the values of this item, but was "
                  + Quoting.quote(delay.value()));
    }
  }

  /** Returns the schema of an item. */
  static Schema<Item> item() {
    return itemFields("an item").build((draft, node) -> draft.build());
  }

  /** Returns the schema of an item that several hosts will have. */
  static Schema<Item> sharedItem() {
    return itemFields("a registered item")
        .without(Set.of("itemid"), "only one host can have it: remove it")
        .build((draft, node) -> draft.build());
  }

  private static ObjectSchema<ItemDraft> itemFields(String noun) {
    return ObjectSchema.of(noun, ItemDraft::new)
        .set("key", NAME, (draft, key) -> draft.key = key)
        .required("The key with its parameters.")
        .set("type", ScalarSchema.choice(ItemType.class), (draft, type) -> draft.type = type)
        .required("The item type: how the server receives the values.")
        .set(
            "itemid",
            longInteger(1, Long.MAX_VALUE),
            (draft, itemid) -> draft.change(item -> item.withItemid(itemid)))
        .optional(
            "The number that identifies the item in packets (default: one that follows from host and"
                + " key).")
        .set("delay", STRING.located(), (draft, delay) -> draft.delay = delay)
        .optional("The update interval of an active or passive item, at most 1d (default: 60s).")
        .set(
            "timeout",
            duration(DurationRange.CHECK_TIMEOUT),
            (draft, timeout) -> draft.change(item -> item.withTimeout(timeout)))
        .optional(
            "The timeout of a check since 7.0, from 1s to 10m in whole seconds (default: 3s).")
        .set(
            "valueType",
            ScalarSchema.choice(ValueType.class),
            (draft, type) -> draft.change(item -> item.withValueType(type)))
        .optional(
            "The type of the values, which determines what a real server stores (default: not known;"
                + " proxies receive log for log items, else text).")
        .set(
            "history",
            ScalarSchema.DURATION.located(),
            (draft, period) ->
                draft.change(
                    item -> period.location().locate(() -> item.withHistory(period.value()))))
        .optional(
            "The history storage period, from 1h to 9125d, or 0 to keep no history (default:"
                + " 90d).")
        .set(
            "status",
            ScalarSchema.choice(MonitoringStatus.class),
            (draft, status) -> draft.change(item -> withStatus(item, status)))
        .optional("Whether the item accepts values (default: enabled).")
        .set(
            "allowedHosts",
            STRING,
            (draft, allowed) -> draft.change(item -> item.withAllowedHosts(allowed)))
        .optional(
            "The clients that may send values: IP addresses, CIDR ranges, DNS names and macros such"
                + " as {HOST.IP}, separated by commas (default: all).");
  }

  private static Item withStatus(Item item, MonitoringStatus status) {
    return status == MonitoringStatus.DISABLED ? item.disabled() : item;
  }
}
