package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * The table of docs/how-it-is-verified.md that says which test runs which release of a real program
 * with which version, derived from the arguments that the tests themselves use.
 */
@NeedsProgram({"zabbix_sender", "zabbix_get", "zabbix_agentd", "zabbix_agent2", "zabbix_proxy"})
class InteropMatrixIT {

  private static final Path PAGE = Path.of("..", "docs", "how-it-is-verified.md");
  private static final String HEADING = "## Real programs by version\n";
  private static final String INTRODUCTION =
      """

      The CI runs the programs of three releases with each version of Mock Zabbix that they would meet in practice. A
      cell lists these versions. "Refuses" are the tests in which program and server must refuse each other, as the
      real ones do. Debian has no agent 2 of 5.0. A test writes this table.

      | program | test | methods | 5.0.8 | 6.0.14 | 7.0.9 |
      |---|---|---|---|---|---|
      """;

  /** The name of the providers of pairs that refuse each other. */
  private static final String STRANGERS = "strangers";

  @Test
  void isThatOfThePage() throws Exception {
    String section = HEADING + INTRODUCTION + String.join("", rows());
    String page = Files.readString(PAGE, UTF_8);
    int start = page.indexOf(HEADING);
    int end = start < 0 ? -1 : page.indexOf("\n## ", start + 1);
    if (System.getProperty("update") != null) {
      String before = start < 0 ? page.stripTrailing() + "\n\n" : page.substring(0, start);
      Files.writeString(PAGE, before + section + (end < 0 ? "" : page.substring(end)), UTF_8);
    } else {
      assertEquals(section, page.substring(start, end < 0 ? page.length() : end));
    }
  }

  private static List<String> rows() throws Exception {
    List<String> rows = new ArrayList<>();
    for (Class<?> test : tests()) {
      Map<String, Integer> methods = new TreeMap<>();
      for (Method method : methods(test)) {
        for (String cells : cells(test, method)) {
          methods.merge(cells, 1, Integer::sum);
        }
      }
      methods.forEach((cells, count) -> rows.add(cells.replace("#", String.valueOf(count))));
    }
    rows.sort(null);
    return rows;
  }

  /** Returns the test classes of this package that run real Zabbix programs. */
  private static List<Class<?>> tests() throws IOException, ClassNotFoundException {
    List<Class<?>> tests = new ArrayList<>();
    String name = InteropMatrixIT.class.getPackageName();
    Path folder = Path.of("src/test/java", name.split("[.]"));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String simpleName = file.getFileName().toString().replace(".java", "");
        if (simpleName.endsWith("IT")) {
          tests.add(Class.forName(name + '.' + simpleName));
        }
      }
    }
    tests.removeIf(test -> programs(test).isEmpty() || test == InteropMatrixIT.class);
    return tests;
  }

  private static String programs(Class<?> test) {
    NeedsProgram needs = test.getAnnotation(NeedsProgram.class);
    return needs == null
        ? ""
        : Stream.of(needs.value()).filter(name -> name.startsWith("zabbix_")).collect(joining(" "));
  }

  private static Method[] methods(Class<?> test) {
    List<Method> methods = new ArrayList<>();
    for (Class<?> type = test; type != Object.class; type = type.getSuperclass()) {
      methods.addAll(Arrays.asList(type.getDeclaredMethods()));
    }
    return methods.toArray(new Method[0]);
  }

  /** Returns the row of a method, with {@code #} for the number of such methods. */
  private static List<String> cells(Class<?> test, Method method) throws Exception {
    Map<Release, Set<ZabbixVersion>> versions = new TreeMap<>();
    MethodSource source = method.getAnnotation(MethodSource.class);
    boolean refuses = source != null && source.value()[0].equals(STRANGERS);
    if (method.isAnnotationPresent(Test.class)) {
      versions.put(Release.own(), new TreeSet<>());
    } else if (method.isAnnotationPresent(ParameterizedTest.class) && source != null) {
      Stream<?> arguments = (Stream<?>) provider(test, source.value()[0]).invoke(null);
      arguments.forEach(each -> add(each, versions));
    } else {
      return List.of();
    }
    StringBuilder row = new StringBuilder("| ");
    row.append(
        Stream.of(programs(test).split(" ")).map(name -> '`' + name + '`').collect(joining(", ")));
    row.append(" | `")
        .append(test.getSimpleName())
        .append(refuses ? "`, refuses" : "`")
        .append(" | # |");
    for (Release release : Release.values()) {
      Set<ZabbixVersion> of = versions.get(release);
      row.append(
              of == null
                  ? ""
                  : of.isEmpty()
                      ? " yes"
                      : of.stream()
                          .map(version -> version.dialect())
                          .collect(joining(", ", " ", "")))
          .append(" |");
    }
    return List.of(row.append('\n').toString());
  }

  private static Method provider(Class<?> test, String name) {
    Method provider =
        Arrays.stream(methods(test))
            .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
            .findFirst()
            .orElseThrow();
    provider.setAccessible(true);
    return provider;
  }

  /** Without a version in the arguments, the version is that of the release. */
  private static void add(Object arguments, Map<Release, Set<ZabbixVersion>> versions) {
    Object[] parts =
        arguments instanceof Arguments several ? several.get() : new Object[] {arguments};
    Release release =
        Arrays.stream(parts).flatMap(InteropMatrixIT::release).findFirst().orElseThrow();
    ZabbixVersion version =
        Arrays.stream(parts)
            .filter(ZabbixVersion.class::isInstance)
            .map(ZabbixVersion.class::cast)
            .findFirst()
            .orElse(release.version());
    versions.computeIfAbsent(release, any -> new TreeSet<>()).add(version);
  }

  private static Stream<Release> release(Object part) {
    if (part instanceof GetIT.Getter getter) {
      return Stream.of(getter.release());
    }
    return part instanceof Release release ? Stream.of(release) : Stream.empty();
  }
}
