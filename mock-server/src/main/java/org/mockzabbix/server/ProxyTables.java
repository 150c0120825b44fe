package org.mockzabbix.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.ItemType;
import org.mockzabbix.inventory.MonitoringStatus;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.LogPosition;
import org.mockzabbix.protocol.json.JsonWriter;

/**
 * The tables of a proxy's configuration, with their fields in the order that proxies of one version
 * require, filled from the inventory. Immutable.
 *
 * <p>A resource file lists the fields of each table on one line, and the rows that do not depend on
 * the inventory. A proxy of 7.0 rejects a field that is missing, unknown or in the wrong place
 * (measured).
 */
final class ProxyTables {

  private static final String ROW = " = ";

  private final String defaultHistory;
  private final String defaultTimeout;
  private final Map<String, String> fieldsByTable = new LinkedHashMap<>();
  private final Map<String, String> rowByTable = new LinkedHashMap<>();

  private ProxyTables(String version, String defaultHistory, String defaultTimeout) {
    this.defaultHistory = defaultHistory;
    this.defaultTimeout = defaultTimeout;
    read("proxy-tables-" + version + ".txt").forEach(this::add);
  }

  static ProxyTables of60() {
    return Tables60.TABLES;
  }

  static ProxyTables of70() {
    return Tables70.TABLES;
  }

  /** Reads a line of the form {@code table: field field ...} or {@code table = JSON row}. */
  private void add(String line) {
    int row = line.indexOf(ROW);
    int fields = line.indexOf(": ");
    if (row > 0 && (fields < 0 || row < fields)) {
      rowByTable.put(line.substring(0, row), line.substring(row + ROW.length()));
    } else {
      fieldsByTable.put(line.substring(0, fields), line.substring(fields + 2));
    }
  }

  private static List<String> read(String resource) {
    InputStream in =
        Objects.requireNonNull(ProxyTables.class.getResourceAsStream(resource), resource);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all tables for one proxy as a JSON object. */
  String forProxy(String proxy, RequestContext context) {
    JsonWriter json = new JsonWriter().object();
    fieldsByTable.forEach(
        (table, fields) -> {
          json.object(table).array("fields");
          for (String field : fields.split(" ", -1)) {
            json.value(field);
          }
          json.end().array("data");
          addRows(table, proxy, context, json);
          json.end().end();
        });
    if (!context.is70()) {
      json.object("macro.secrets").end();
    }
    return json.end().toString();
  }

  private void addRows(String table, String proxy, RequestContext context, JsonWriter json) {
    List<KnownHost> hosts = context.inventory().hostsOf(proxy);
    switch (table) {
      case "hosts" -> hosts.forEach(host -> addHost(host, json));
      case "hostmacro" -> addMacros(hosts, context, json);
      case "interface" -> hosts.forEach(host -> addInterface(host, json));
      case "items" -> eachItem(hosts, context.inventory(), json, this::addItem);
      case "item_rtdata" ->
          eachItem(
              hosts,
              context.inventory(),
              json,
              (host, item, out) -> addPosition(item, context, out));
      case "regexps" -> addRegexps(context.server().regexps(), json);
      case "expressions" -> addExpressions(context.server().regexps(), json);
      default -> {
        String row = rowByTable.get(table);
        if (row != null) {
          json.raw(row);
        }
      }
    }
  }

  private static void addHost(KnownHost host, JsonWriter json) {
    json.array().value(host.hostid()).value(host.name()).value(status(host.host().status()));
    json.value(-1).value(2).value("").value("").value(host.name());
    json.value(1).value(1).value("").value("").value("").value("").end();
  }

  /** Proxies expand the macros of keys and update intervals themselves. */
  private static void addMacros(List<KnownHost> hosts, RequestContext context, JsonWriter json) {
    long hostmacroid = 1;
    for (KnownHost host : hosts) {
      for (Map.Entry<String, String> macro : host.host().macros().entrySet()) {
        json.array().value(hostmacroid++).value(host.hostid());
        json.value(macro.getKey()).value(macro.getValue()).value(0);
        (context.is70() ? json.value(0) : json).end();
      }
    }
  }

  /** Returns the number of a status in Zabbix. Proxies also receive disabled hosts and items. */
  private static int status(MonitoringStatus status) {
    return status == MonitoringStatus.ENABLED ? 0 : 1;
  }

  private static void addInterface(KnownHost host, JsonWriter json) {
    String agent = host.host().agent();
    int colon = agent.lastIndexOf(':');
    String name = agent.substring(0, colon).replaceAll("[\\[\\]]", "");
    boolean isAddress = name.matches("[0-9.]+|.*:.*");
    json.array().value(host.interfaceid()).value(host.hostid()).value(1).value(1);
    json.value(isAddress ? 1 : 0).value(isAddress ? name : "").value(isAddress ? "" : name);
    json.value(agent.substring(colon + 1)).value(0).end();
  }

  private interface RowWriter {
    void write(KnownHost host, KnownItem item, JsonWriter json);
  }

  private static void eachItem(
      List<KnownHost> hosts, Inventory inventory, JsonWriter json, RowWriter writer) {
    for (KnownHost host : hosts) {
      for (KnownItem item : inventory.itemsOf(host)) {
        writer.write(host, item, json);
      }
    }
  }

  private void addItem(KnownHost host, KnownItem known, JsonWriter json) {
    boolean polled = known.item().type() == ItemType.PASSIVE;
    boolean traps = known.item().type() == ItemType.HTTP_AGENT_TRAP;
    json.array().value(known.item().itemid()).value(known.item().type().number()).value("");
    json.value(host.hostid()).value(known.item().key()).value(known.item().delay());
    json.value(history(known.item())).value(status(known.item().status()));
    json.value(known.item().valueType().number());
    json.value(known.item().allowedHosts()).value("").value("").value("").value(0);
    json.value("").value("").value("").value("").value(0);
    json.raw(polled ? Long.toString(host.interfaceid()) : "null");
    json.value(0).value("").raw("null").value(timeout(known.item()));
    json.value("").value("").value("").value("200").value(1).value(0).value("").value("");
    json.value(0).value(0).value(0).value("").value("").value("").value(0).value(0);
    json.value(traps ? 1 : 0).end();
  }

  private String history(Item item) {
    Duration period = item.history();
    if (period.equals(Item.DEFAULT_HISTORY)) {
      return defaultHistory;
    }
    return period.isZero() ? "0" : period.toSeconds() + "s";
  }

  /** Before 7.0, only other types of items have a timeout. */
  private String timeout(Item item) {
    return defaultTimeout.isEmpty()
        ? item.timeout().map(timeout -> timeout.toSeconds() + "s").orElse("")
        : defaultTimeout;
  }

  private static void addPosition(KnownItem known, RequestContext context, JsonWriter json) {
    LogPosition position = context.sessions().logPosition(known.name());
    json.array().value(known.item().itemid());
    json.value(position.lastlogsize()).value(position.mtime()).end();
  }

  /** Returns the number of each name, from 1, in the order of the first expressions. */
  private static Map<String, Integer> numbers(List<GlobalRegexp> regexps) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    regexps.forEach(regexp -> numbers.putIfAbsent(regexp.name(), 1 + numbers.size()));
    return numbers;
  }

  private static void addRegexps(List<GlobalRegexp> regexps, JsonWriter json) {
    numbers(regexps).forEach((name, number) -> json.array().value(number).value(name).end());
  }

  private static void addExpressions(List<GlobalRegexp> regexps, JsonWriter json) {
    Map<String, Integer> numbers = numbers(regexps);
    int expressionid = 1;
    for (GlobalRegexp regexp : regexps) {
      boolean sensitive = regexp.caseSensitive();
      json.array().value(expressionid++).value(numbers.getOrDefault(regexp.name(), 0));
      json.value(regexp.expression()).value(regexp.type()).value(regexp.delimiter());
      json.value(sensitive ? 1 : 0).end();
    }
  }

  /** Loads the tables of 6.0 on first use. */
  private static final class Tables60 {
    static final ProxyTables TABLES = new ProxyTables("6.0", "90d", "3s");
  }

  /** Loads the tables of 7.0 on first use. */
  private static final class Tables70 {
    static final ProxyTables TABLES = new ProxyTables("7.0", "31d", "");
  }
}
