package org.mockzabbix.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.text.Quoting;

/**
 * The values that the real server has in its database, and those that Mock Zabbix says it has, item
 * by item. Not thread-safe.
 */
final class StoredValues {

  private static final String ROWS =
      """
      select json_build_object('item',itemid,'clock',clock,'ns',ns,'value',value,'log',log) from (
        select itemid,clock,ns,value::text,'' log from history
        union all select itemid,clock,ns,value::text,'' from history_uint
        union all select itemid,clock,ns,value,'' from history_str
        union all select itemid,clock,ns,value,'' from history_text
        union all select itemid,clock,ns,value,
          timestamp||'|'||source||'|'||severity||'|'||logeventid from history_log) rows;
      """;
  private static final String STATES =
      "select json_build_object('item',itemid,'error',error) from item_rtdata where state=1;";
  private static final int LONGEST_ERROR = 2048;

  /** What is known of one item. */
  private static final class Known {

    private final String title;
    private final List<StoredRow> own = new ArrayList<>();
    private final List<StoredRow> real = new ArrayList<>();
    private final Set<String> probes = new LinkedHashSet<>();
    private final List<String> notStored = new ArrayList<>();
    private @Nullable String ownError;
    private @Nullable String realError;

    private Known(String title) {
      this.title = title;
    }

    private Difference difference(String what, String detail) {
      List<String> lines = new ArrayList<>(List.of(detail));
      if (probes.size() < 5) {
        notStored.forEach(value -> lines.add("Mock Zabbix, not stored: " + value));
        lines.add("requests: " + String.join("; ", probes));
      }
      return Difference.ofStored(what + title, String.join("\n", lines));
    }
  }

  private final Map<Long, Known> items = new TreeMap<>();
  private final Map<String, Item> byName = new HashMap<>();

  StoredValues(List<Host> hosts) {
    for (Host host : hosts) {
      for (Item item : host.items()) {
        byName.put(host.name() + '\0' + item.key(), item);
        items.put(
            item.itemid(),
            new Known(item.valueType().name() + ' ' + host.name() + ' ' + item.key()));
      }
    }
  }

  /** Adds a value of the named request, as Mock Zabbix recorded it. */
  void add(ItemValue value, String probe) {
    Item item = byName.get(value.host() + '\0' + value.key());
    if (item == null || !value.outcome().isProcessed()) {
      return;
    }
    Known known = known(item.itemid());
    known.probes.add(probe);
    NotStored reason = value.notStored().orElse(null);
    if (reason == null && value.stored().isPresent() && value.hasValue()) {
      known.own.add(StoredRow.of(value, item.valueType(), probe));
      known.ownError = null;
    } else if (reason != null) {
      known.notStored.add(reason + ": " + value);
      if (reason == NotStored.UNSUITABLE || reason == NotStored.NOT_SUPPORTED) {
        known.ownError = value.storageWarnings().get(0).replaceFirst("(?s)^.*?not supported: ", "");
      } else if (reason != NotStored.NO_VALUE) {
        known.ownError = null; // a suitable value, although the history does not get it
      }
    }
  }

  private Known known(long itemid) {
    return items.computeIfAbsent(itemid, id -> new Known("item " + id));
  }

  /** Reads the tables of the real server, which has ended. */
  void read(RealDatabase database) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    for (String line : database.sql(ROWS).lines().toList()) {
      JsonNode row = mapper.readTree(line);
      known(row.get("item").asLong())
          .real
          .add(
              new StoredRow(
                  row.get("value").asText(),
                  row.get("clock").asLong(),
                  row.get("ns").asLong(),
                  row.get("log").asText(),
                  ""));
    }
    for (String line : database.sql(STATES).lines().toList()) {
      JsonNode row = mapper.readTree(line);
      known(row.get("item").asLong()).realError = row.get("error").asText();
    }
  }

  /** Returns how many rows the real server stored. */
  int size() {
    return items.values().stream().mapToInt(known -> known.real.size()).sum();
  }

  /** Returns the differences, one for each row or error. */
  List<Difference> differences() {
    List<Difference> differences = new ArrayList<>();
    items.values().forEach(known -> compare(known, differences));
    return differences;
  }

  private static void compare(Known known, List<Difference> differences) {
    List<StoredRow> missing = new ArrayList<>();
    List<StoredRow> extra = new ArrayList<>(known.real);
    List<StoredRow> own = new ArrayList<>(known.own);
    own.sort(Comparator.comparingInt(StoredRow::known).reversed());
    for (StoredRow row : own) {
      extra.stream()
          .filter(row::matches)
          .findFirst()
          .ifPresentOrElse(extra::remove, () -> missing.add(row));
    }
    for (StoredRow row : missing) {
      String what = own.stream().anyMatch(row::repeats) ? "repeated " : "missing ";
      differences.add(known.difference(what, "only Mock Zabbix: " + row));
    }
    for (StoredRow row : extra) {
      differences.add(known.difference("extra ", "only the real server: " + row));
    }
    compareErrors(known, differences);
  }

  private static void compareErrors(Known known, List<Difference> differences) {
    String real = known.realError == null ? "none" : shortened(Quoting.escape(known.realError));
    String own = known.ownError == null ? "none" : shortened(known.ownError);
    if (!real.equals(own)) {
      differences.add(known.difference("error ", "Mock Zabbix: " + own + "\nreal server: " + real));
    }
  }

  /** The warnings of Mock Zabbix quote a part of a long value. */
  private static String shortened(String error) {
    return error.substring(0, Math.min(error.length(), Math.min(200, LONGEST_ERROR)));
  }
}
