package org.mockzabbix.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;

/**
 * The hosts and keys of the items that clients know from another server by {@code itemid}: those in
 * lists of active checks and in configurations of proxies that rules responded with. A reset does
 * not remove them, because clients do not request them again. Thread-safe: {@code lock} guards the
 * names.
 */
public final class ForwardedItems {

  private final ReentrantLock lock = new ReentrantLock();
  private final LruMap<Long, ItemName> names = new LruMap<>();

  private volatile boolean empty = true; // usual, and must cost nothing

  /** Creates an empty map. */
  public ForwardedItems() {}

  /** Returns the item with this number; null if not found. */
  @Nullable ItemName name(long itemid) {
    if (empty) {
      return null;
    }
    lock.lock();
    try {
      return names.get(itemid);
    } finally {
      lock.unlock();
    }
  }

  /** Adds the items in the response of a rule. The engine's own items are in the inventory. */
  void learn(Request request, Response response) {
    if (response instanceof Response.ActiveCheckList) {
      return;
    }
    try {
      if (request instanceof Request.ActiveChecks checks) {
        learnChecks(checks.host(), open(response));
      } else if (request instanceof Request.ProxyConfig) {
        learnTables(open(response));
      }
    } catch (InvalidJsonException noItems) {
      // the client cannot read it either
    }
  }

  private static JsonCursor open(Response response) throws InvalidJsonException {
    byte[] json = response.text().getBytes(UTF_8);
    return JsonCursor.open(json, 0, json.length);
  }

  private void learnChecks(String host, JsonCursor response) {
    for (JsonCursor check : response.elementsOf("data")) {
      OptionalLong itemid = check.numberOf("itemid");
      String key = check.textOf("key");
      if (itemid.isPresent() && key != null) {
        add(itemid.getAsLong(), new ItemName(host, key));
      }
    }
  }

  /** Servers since 6.4 have the tables in the member {@code data}. */
  private void learnTables(JsonCursor response) {
    JsonCursor tables = response.find("data") ? response.enter() : response;
    Map<String, String> hosts = new HashMap<>();
    for (List<String> row : rows(tables, "hosts", List.of("hostid", "host"))) {
      hosts.put(row.get(0), row.get(1));
    }
    for (List<String> row : rows(tables, "items", List.of("itemid", "hostid", "key_"))) {
      String host = hosts.get(row.get(1));
      if (host != null && row.get(0).matches("\\d{1,18}")) {
        add(Long.parseLong(row.get(0)), new ItemName(host, row.get(2)));
      }
    }
  }

  /** Returns some columns of each row that has them. */
  private static List<List<String>> rows(JsonCursor tables, String name, List<String> columns) {
    List<List<String>> rows = new ArrayList<>();
    if (tables.find(name)) {
      JsonCursor table = tables.enter();
      List<String> fields = table.find("fields") ? texts(table.enter()) : List.of();
      for (JsonCursor row : table.elementsOf("data")) {
        List<String> texts = texts(row);
        if (texts.size() == fields.size() && fields.containsAll(columns)) {
          rows.add(columns.stream().map(column -> texts.get(fields.indexOf(column))).toList());
        }
      }
    }
    return rows;
  }

  private static List<String> texts(JsonCursor array) {
    List<String> texts = new ArrayList<>();
    while (array.nextElement()) {
      texts.add(array.type().isScalar() ? array.text() : "");
    }
    return texts;
  }

  private void add(long itemid, ItemName name) {
    lock.lock();
    try {
      names.put(itemid, name);
      empty = false;
    } finally {
      lock.unlock();
    }
  }
}
