package org.mockzabbix.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;

/** The measured requests of the module mock-server, and the hosts that they are for. */
final class Vectors {

  private static final Pattern REPEATED = Pattern.compile("@(.)\\*([0-9]+)@");
  private static final Pattern NOW = Pattern.compile("@now([-+][0-9]+)?");
  private static final Pattern FLAGS = Pattern.compile("flags (\\d+) (.*)");
  private static final int FIRST_ITEMID = 50_000;

  private final Path directory;
  private final long now = Instant.now().getEpochSecond();

  Vectors(Path directory) {
    this.directory = directory;
  }

  private JsonNode read(String file) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(file).toFile());
  }

  /** Returns the requests to a trapper port, in the order in which they were measured. */
  List<Probe> trapper() throws IOException {
    List<Probe> probes = new ArrayList<>();
    for (String file : List.of("requests.json", "more-requests.json")) {
      for (JsonNode vector : read(file)) {
        if (vector.get("port").asText().equals("trapper")) {
          probes.add(Probe.of(vector));
        }
      }
    }
    return probes;
  }

  /** Returns the packets whose stored values were measured. */
  List<Probe> stored() throws IOException {
    List<Probe> probes = new ArrayList<>();
    for (JsonNode vector : read("stored.json")) {
      String data = expanded(vector.get("data").asText(), probes.size());
      probes.add(
          Probe.request(
              "stored " + vector.get("case").asText(),
              1,
              "{\"request\":\"sender data\",\"data\":" + data + "}"));
    }
    return probes;
  }

  /** Returns the requests that were written for this comparison, by title and number. */
  static List<Probe> requests() throws IOException {
    List<Probe> probes = new ArrayList<>();
    String title = "";
    int number = 0;
    for (String line : Resources.text("requests.txt").lines().toList()) {
      if (line.startsWith("# ")) {
        title = line.substring(2);
        number = 0;
      } else {
        probes.add(request(title + ", request " + ++number, line));
      }
    }
    return probes;
  }

  /**
   * Returns the request of a line, which may begin with the flags of an odd packet, and in which
   * {@code \\xff} stands for this byte.
   */
  private static Probe request(String name, String text) {
    String line = text.replace("\\xff", "\udcff");
    Matcher odd = FLAGS.matcher(line);
    return odd.matches()
        ? OddPackets.withFlags(name, Integer.parseInt(odd.group(1)), odd.group(2))
        : Probe.request(name, 1, line);
  }

  private String expanded(String text, int index) {
    String repeated =
        REPEATED
            .matcher(text)
            .replaceAll(part -> part.group(1).repeat(Integer.parseInt(part.group(2))));
    return NOW.matcher(repeated.replace("@key", "k" + index))
        .replaceAll(
            part ->
                String.valueOf(
                    now + Long.parseLong(Objects.requireNonNullElse(part.group(1), "0"))));
  }

  /** Returns the host of {@link #stored()}, with an item for each packet. */
  Host storedHost() throws IOException {
    List<Item> items = new ArrayList<>();
    for (JsonNode vector : read("stored.json")) {
      String type = vector.get("type").asText().toUpperCase(Locale.ROOT);
      items.add(
          Item.trapper("k" + items.size())
              .withItemid(FIRST_ITEMID + items.size())
              .withValueType(ValueType.valueOf(type)));
    }
    return Host.of("h").withItems(items);
  }

  /** Returns a strict server with the hosts of {@link #trapper()}; all items have a value type. */
  ServerConfig config(ZabbixVersion version) throws IOException {
    ServerConfig defaults = ServerConfig.strict().toBuilder().version(version).build();
    Path file = directory.resolve("more-requests-scenario.yaml");
    ServerConfig config = Scenario.load(file, defaults).server();
    List<Host> hosts = new ArrayList<>();
    for (Host host : config.hosts()) {
      hosts.add(
          host.withItems(
              host.items().stream()
                  .map(item -> item.withValueType(item.declaredValueType().orElse(ValueType.TEXT)))
                  .toList()));
    }
    return config.toBuilder().withoutHosts().hosts(hosts).build();
  }
}
