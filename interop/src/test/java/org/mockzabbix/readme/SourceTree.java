package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mockzabbix.fixtures.MarkdownFile;

/** Every Java source file of this repository, tests included: all of it is compiled. Immutable. */
final class SourceTree {

  private final Map<Path, String> files;

  private SourceTree(Map<Path, String> files) {
    this.files = files;
  }

  static SourceTree read() throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> modules = Files.list(MarkdownFile.ROOT)) {
      for (Path module : modules.filter(path -> Files.exists(path.resolve("pom.xml"))).toList()) {
        addAll(module.resolve("src"), files);
      }
    }
    return new SourceTree(files);
  }

  private static void addAll(Path folder, Map<Path, String> files) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(path -> path.toString().endsWith(".java")).toList()) {
        files.put(file, Files.readString(file, UTF_8));
      }
    }
  }

  /** Whether these lines stand in some file one after the other, more or less indented. */
  boolean contains(String lines) {
    String wanted = withoutIndentation(lines);
    return files.values().stream().anyMatch(text -> withoutIndentation(text).contains(wanted));
  }

  private static String withoutIndentation(String lines) {
    return lines.replaceAll("(?m)^ +", "");
  }

  /** The text of the file that declares a type, nested types aside; empty if there is none. */
  String declaring(String type) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().getFileName().toString().equals(type + ".java"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /** The packages below {@code org.mockzabbix} in the library: {@code journal}, and so on. */
  static List<String> packagesOfTheLibrary() throws IOException {
    Path root = MarkdownFile.ROOT.resolve("mock-server/src/main/java/org/mockzabbix");
    try (Stream<Path> folders = Files.walk(root)) {
      return folders
          .filter(path -> Files.isDirectory(path) && !path.equals(root))
          .map(path -> root.relativize(path).toString().replace('/', '.'))
          .sorted()
          .toList();
    }
  }
}
