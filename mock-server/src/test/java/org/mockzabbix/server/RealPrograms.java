package org.mockzabbix.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.WireClient;

/**
 * Which real programs say what: as far as the recordings tell that are played in tests, and as far
 * as the tests run them.
 */
final class RealPrograms {

  /** The recordings that tests play, by their names: the program and its version. */
  private static final Pattern PLAYED =
      Pattern.compile(
          "(sender|agentd|agent2|proxy|server)("
              + String.join("|", releasesByDigits().keySet())
              + ")_(?!polls_agent).*");

  private static final Path INTEROP =
      Path.of("..", "interop", "src", "test", "java", "org", "mockzabbix", "interop");
  private static final Pattern NEEDS = Pattern.compile("@NeedsProgram\\((\\{?[^)]*)\\)");
  private static final Pattern QUOTED = Pattern.compile("\"(zabbix_\\w+)\"");

  /** Behind {@code agent data}, to tell its two forms apart. */
  static final String BY_NAME = " by host and key";

  static final String BY_ITEMID = " by itemid";

  private static final String SERVER = "zabbix_server";

  /** The class that lists the releases of the programs that the tests run. */
  private static final Path RELEASES = INTEROP.resolve("Release.java");

  private static final Pattern RELEASE = Pattern.compile("R\\d\\w+\\(\"([0-9.]+)\"\\)");

  /** Debian has no package of agent 2 for this version. */
  private static final String WITHOUT_AGENT2 = "5.0";

  private final Map<String, Map<String, Set<String>>> releasesByRequestAndProgram = new TreeMap<>();
  private final Map<String, Set<String>> programsByTest = new TreeMap<>();
  private final List<String> run; // the releases

  RealPrograms() throws IOException, URISyntaxException {
    run =
        RELEASE
            .matcher(Files.readString(RELEASES, UTF_8))
            .results()
            .map(release -> release.group(1))
            .toList();
    for (Captures.Connection connection : Captures.connections("\\w+")) {
      for (MatchResult name : PLAYED.matcher(connection.recording()).results().toList()) {
        read(connection, "zabbix_" + name.group(1), releasesByDigits().get(name.group(2)));
      }
    }
    try (Stream<Path> tests = Files.list(INTEROP)) {
      for (Path test : tests.filter(file -> file.toString().endsWith("IT.java")).toList()) {
        read(test);
      }
    }
  }

  /** The measured releases by how the names of recordings spell their version, as in 70. */
  private static Map<String, String> releasesByDigits() {
    Map<String, String> releases = new TreeMap<>();
    for (ZabbixVersion version : ZabbixVersion.values()) {
      releases.put(version.dialect().replace(".", ""), version.release());
    }
    return releases;
  }

  private void read(Captures.Connection connection, String program, String release)
      throws IOException {
    for (byte[] packet : Captures.packets(connection.toServer())) {
      String body = new WireClient.Answer(packet, true).body();
      JsonNode request = new ObjectMapper().readTree(body);
      releasesByRequestAndProgram
          .computeIfAbsent(name(request), unknown -> new TreeMap<>())
          .computeIfAbsent(program, unknown -> new TreeSet<>())
          .add(release);
    }
  }

  private static String name(JsonNode request) {
    String name = request.path("request").asText();
    if (!name.equals("agent data")) {
      return name;
    }
    return request.get("data").get(0).has("itemid") ? name + BY_ITEMID : name + BY_NAME;
  }

  private void read(Path test) throws IOException {
    String name = test.getFileName().toString();
    Set<String> programs = programsByTest.computeIfAbsent(name, unknown -> new TreeSet<>());
    NEEDS
        .matcher(Files.readString(test, UTF_8))
        .results()
        .flatMap(found -> QUOTED.matcher(found.group(1)).results())
        .forEach(program -> programs.add(program.group(1)));
  }

  /** Such as {@code zabbix_sender 6.0.14, 7.0.22}: whose recording of a request is played. */
  String recorded(String request) {
    List<String> programs = new ArrayList<>();
    releasesByRequestAndProgram
        .getOrDefault(request, Map.of())
        .forEach(
            (program, releases) -> {
              if (!program.equals(SERVER)) {
                programs.add(program + " " + String.join(", ", releases));
              }
            });
    return String.join("; ", programs);
  }

  /** The same where the server asks, as we do. */
  String recordedServers(String request) {
    Set<String> releases = releasesByRequestAndProgram.get(request).get(SERVER);
    return SERVER + " " + String.join(", ", releases);
  }

  /** Which programs that say this request are run by tests. */
  String run(String request) {
    Set<String> programs = new TreeSet<>();
    programsByTest.values().forEach(programs::addAll);
    Map<String, Set<String>> recorded = releasesByRequestAndProgram.getOrDefault(request, Map.of());
    return programs.stream()
        .filter(recorded::containsKey)
        .map(program -> program + " " + String.join(", ", saying(recorded.get(program), program)))
        .filter(text -> !text.endsWith(" "))
        .collect(Collectors.joining("; "));
  }

  /** Returns the releases of a program of whose version a recording has the request. */
  private List<String> saying(Set<String> recorded, String program) {
    return releases(program).stream()
        .filter(release -> recorded.stream().anyMatch(other -> sameVersion(release, other)))
        .toList();
  }

  private static boolean sameVersion(String release, String other) {
    return release.startsWith(other.substring(0, other.lastIndexOf('.') + 1));
  }

  private List<String> releases(String program) {
    return program.equals("zabbix_agent2")
        ? run.stream().filter(release -> !release.startsWith(WITHOUT_AGENT2)).toList()
        : run;
  }

  /** Which programs are run by tests whose names end so. */
  String runBy(String endOfTestName) {
    Set<String> programs = new TreeSet<>();
    programsByTest.forEach(
        (test, needed) -> {
          if (test.endsWith(endOfTestName + ".java")) {
            programs.addAll(needed);
          }
        });
    return programs.stream()
        .map(program -> program + " " + String.join(", ", releases(program)))
        .collect(Collectors.joining("; "));
  }
}
