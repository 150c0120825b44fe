package org.mockzabbix.style;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.mockzabbix.fixtures.MarkdownFile;

/** Finds and reads the sources and pages of this project. */
final class ProjectFiles {

  static final Path ROOT = MarkdownFile.ROOT;

  /** The modules that users get. */
  static final List<String> RELEASED = List.of("mock-server", "junit-extension", "cli-runner");

  private ProjectFiles() {}

  /** Returns the main Java sources of the released modules. */
  static List<Path> mainSources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : RELEASED) {
      sources.addAll(below(module + "/src/main/java", path -> path.toString().endsWith(".java")));
    }
    return sources;
  }

  /** Returns the pages for people: those of the root and of {@code docs/}. */
  static List<Path> pages() throws IOException {
    Predicate<Path> isPage = path -> path.toString().endsWith(".md");
    List<Path> pages = new ArrayList<>(below("docs", isPage));
    try (Stream<Path> files = Files.list(ROOT)) {
      files.filter(isPage).sorted().forEach(pages::add);
    }
    return pages;
  }

  private static List<Path> below(String folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files.filter(wanted).sorted().toList();
    }
  }

  static String read(Path file) throws IOException {
    return Files.readString(file, UTF_8);
  }

  /** Returns the path as a message shows it. */
  static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }
}
