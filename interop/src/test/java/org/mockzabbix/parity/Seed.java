package org.mockzabbix.parity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.ItemType;

/** The SQL that gives a real server the same hosts as Mock Zabbix. Not thread-safe. */
final class Seed {

  /** The session of a super admin that the vectors name. */
  static final String SESSION = "0123456789abcdef0123456789abcdef";

  private final boolean is70;
  private final List<String> statements = new ArrayList<>();
  private final Map<String, Integer> proxies = new HashMap<>();
  private int nextHost = 20_001;

  private Seed(String release) {
    is70 = release.startsWith("7.");
  }

  /** Returns the statements for a release such as {@code 6.0.14}. */
  static String of(String release, List<Host> hosts) {
    Seed seed = new Seed(release);
    seed.add(
        "insert into sessions (sessionid,userid,lastaccess,status) values (%s,1,%d,0)",
        quoted(SESSION), System.currentTimeMillis() / 1000);
    seed.add("delete from users where userid<>1"); // Mock Zabbix has the users of its sessions
    seed.proxy("kitproxy", true);
    seed.proxy("kitpproxy", false);
    hosts.forEach(seed::host);
    return String.join(";\n", seed.statements) + ";\n";
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is not among the dependencies
  private void add(String format, Object... values) {
    statements.add(String.format(Locale.ROOT, format, values));
  }

  private static String quoted(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  private void proxy(String name, boolean active) {
    int id = nextHost++;
    proxies.put(name, id);
    if (is70) {
      add(
          "insert into proxy (proxyid,name,operating_mode) values (%d,%s,%d)",
          id, quoted(name), active ? 0 : 1);
      add("insert into proxy_rtdata (proxyid) values (%d)", id);
    } else {
      add(
          "insert into hosts (hostid,host,status) values (%d,%s,%d)",
          id, quoted(name), active ? 5 : 6);
      add(
          "insert into interface (interfaceid,hostid,main,type,port) values (%d,%d,1,0,'10051')",
          id, id);
    }
  }

  private void host(Host host) {
    int id = nextHost++;
    Integer proxy = host.proxy() == null ? null : proxies.get(host.proxy());
    add(
        "insert into hosts (hostid,host,name,status,%s) values (%d,%s,%s,%d,%s)",
        is70 ? "monitored_by,proxyid" : "proxy_hostid",
        id,
        quoted(host.name()),
        quoted(host.name()),
        host.isEnabled() ? 0 : 1,
        is70 ? (proxy == null ? "0,null" : "1," + proxy) : String.valueOf(proxy));
    if (is70) {
      add("insert into host_rtdata (hostid) values (%d)", id);
    }
    add(
        "insert into interface (interfaceid,hostid,main,type,port) values (%d,%d,1,1,'10050')",
        id, id);
    host.items().forEach(item -> item(id, item));
  }

  private void item(int host, Item item) {
    add(
        "insert into items (itemid,hostid,name,key_,type,delay,history,status,value_type,"
            + "trapper_hosts,allow_traps,interfaceid) values (%d,%d,%s,%s,%d,%s,%s,%d,%d,%s,%d,%s)",
        item.itemid(),
        host,
        quoted(item.key()),
        quoted(item.key()),
        item.type().number(),
        quoted(item.delay()),
        quoted(item.history().isZero() ? "0" : item.history().toSeconds() + "s"),
        item.isEnabled() ? 0 : 1,
        item.valueType().number(),
        quoted(item.allowedHosts()),
        item.type() == ItemType.HTTP_AGENT_TRAP ? 1 : 0,
        item.type() == ItemType.PASSIVE ? String.valueOf(host) : "null");
    add("insert into item_rtdata (itemid) values (%d)", item.itemid());
    if (is70) {
      add(
          "insert into item_rtname (itemid,name_resolved) values (%d,%s)",
          item.itemid(), quoted(item.key()));
    }
  }
}
