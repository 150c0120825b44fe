package org.mockzabbix.server;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.protocol.json.JsonWriter;

/**
 * The state of a server as the web frontend shows it: how many hosts, items and users it has, and
 * how many values per second it expects. The numbers of templates and triggers are always 0. Not
 * thread-safe.
 */
final class StatusReport {

  private static final int DIGITS = 17; // that tell each double from all others

  private final RequestContext context;
  private final List<Host> hosts;
  private final List<@Nullable String> proxies = new ArrayList<>(); // null stands for all hosts
  private final JsonWriter json = new JsonWriter();

  StatusReport(RequestContext context) {
    this.context = context;
    this.hosts = context.inventory().hosts();
    this.proxies.add(null);
    this.proxies.addAll(context.inventory().proxies());
  }

  /** Returns the response to a request for the full status. */
  String json() {
    json.object().put("response", "success").object("data");
    json.array("template stats").object().put("count", 0).end().end();
    putHosts();
    putItems();
    json.array("trigger stats");
    put("{\"status\":0,\"value\":0}", 0);
    put("{\"status\":0,\"value\":1}", 0);
    put("{\"status\":1}", 0);
    json.end().array("user stats");
    put("{\"status\":0}", context.server().frontendSessions().size());
    put("{\"status\":1}", 0);
    json.end();
    putPerformance();
    if (context.is70()) {
      String release = context.server().version().release();
      json.object("server stats").put("version", release).end();
    }
    return json.end().end().toString();
  }

  private void put(String attributes, long count) {
    json.object().putRaw("attributes", attributes).put("count", count).end();
  }

  private void putHosts() {
    json.array("host stats");
    putHosts(",\"status\":0", Host::isEnabled);
    putHosts(",\"status\":1", host -> !host.isEnabled());
    json.end();
  }

  private void putHosts(String status, Predicate<Host> counted) {
    for (int i = 0; i < proxies.size(); i++) {
      put(attributes(i, status), hosts(i).filter(counted).count());
    }
  }

  /** Adds the counts of items. An item of a disabled host counts as disabled. */
  private void putItems() {
    json.array("item stats");
    putItems(",\"status\":0,\"state\":0", item -> item.isActive() && item.isSupported(context));
    putItems(",\"status\":0,\"state\":1", item -> item.isActive() && !item.isSupported(context));
    putItems(",\"status\":1", item -> !item.isActive());
    json.end();
  }

  private void putItems(String status, Predicate<HostItem> counted) {
    for (int i = 0; i < proxies.size(); i++) {
      put(attributes(i, status), items(i).filter(counted).count());
    }
  }

  private void putPerformance() {
    json.array("required performance");
    for (int i = 0; i < proxies.size(); i++) {
      double performance = items(i).mapToDouble(HostItem::performance).sum();
      json.object().putRaw("attributes", attributes(i, ""));
      json.put("count", printed(performance)).end();
    }
    json.end();
  }

  private String attributes(int index, String more) {
    String proxy = proxies.get(index);
    long proxyid = proxy == null ? 0 : IdAllocator.hash(proxy, "proxy");
    return "{\"proxyid\":" + proxyid + more + '}';
  }

  /** Returns the hosts of a proxy; those of the number 0 are all hosts. */
  private Stream<Host> hosts(int index) {
    String proxy = proxies.get(index);
    return hosts.stream().filter(host -> proxy == null || proxy.equals(host.proxy()));
  }

  private Stream<HostItem> items(int index) {
    return HostItem.of(hosts(index).toList());
  }

  /** Returns a number as the {@code %.17G} of C prints it. */
  private static String printed(double number) {
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(DIGITS)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (number == 0 || exponent >= -4) {
      return rounded.toPlainString();
    }
    String mantissa = rounded.movePointLeft(exponent).toPlainString();
    return String.format(Locale.ROOT, "%sE-%02d", mantissa, -exponent);
  }
}
