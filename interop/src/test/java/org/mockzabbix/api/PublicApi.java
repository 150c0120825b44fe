package org.mockzabbix.api;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The API of a module as text: the packages that it exports, and under each public type's name, one
 * line for each fact about it. Immutable.
 */
final class PublicApi {

  private final Map<String, List<String>> blocks;

  private PublicApi(Map<String, List<String>> blocks) {
    this.blocks = blocks;
  }

  /** That of the module, packed or not, that this type is in. */
  static PublicApi of(Class<?> any) throws IOException, URISyntaxException {
    Path place = Path.of(any.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return read(place, any.getClassLoader());
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return read(jar.getPath("/"), any.getClassLoader());
    }
  }

  private static PublicApi read(Path root, ClassLoader loader) throws IOException {
    ModuleDescriptor module;
    try (InputStream in = Files.newInputStream(root.resolve("module-info.class"))) {
      module = ModuleDescriptor.read(in);
    }
    Map<String, List<String>> blocks = new TreeMap<>();
    blocks.put("module " + module.name(), facts(module));
    for (ModuleDescriptor.Exports exports : module.exports()) {
      if (exports.isQualified()) {
        continue; // for the other modules of this project
      }
      Class<?> info = load(exports.source() + ".package-info", loader);
      blocks.put("package " + exports.source(), List.of(Signature.annotations(info).strip()));
      for (Class<?> type : types(root, exports.source(), loader)) {
        blocks.put(Signature.name(type), Signature.facts(type));
      }
    }
    return new PublicApi(blocks);
  }

  static PublicApi ofTypes(Class<?>... types) {
    Map<String, List<String>> blocks = new TreeMap<>();
    for (Class<?> type : types) {
      blocks.put(Signature.name(type), Signature.facts(type));
    }
    return new PublicApi(blocks);
  }

  /** Without what is required for this module alone. */
  private static List<String> facts(ModuleDescriptor module) {
    List<String> facts = new ArrayList<>();
    module.exports().stream()
        .filter(exports -> !exports.isQualified())
        .forEach(exports -> facts.add("exports " + exports.source()));
    module.provides().forEach(provides -> facts.add("provides " + provides.service()));
    module.requires().stream()
        .filter(
            requires ->
                requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE))
        .forEach(requires -> facts.add("requires transitive " + requires.name()));
    module.uses().forEach(service -> facts.add("uses " + service));
    facts.sort(null);
    return facts;
  }

  private static List<Class<?>> types(Path root, String name, ClassLoader loader)
      throws IOException {
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(root.resolve(name.replace('.', '/')))) {
      for (String file : files.map(path -> path.getFileName().toString()).toList()) {
        if (file.endsWith(".class") && !file.equals("package-info.class")) {
          types.add(load(name + '.' + file.replace(".class", ""), loader));
        }
      }
    }
    types.removeIf(type -> !Signature.isPublic(type));
    return types;
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The lines that differ, each with its type: {@code -} those of {@code before}, {@code +} ours.
   */
  String differencesFrom(String before) {
    Set<String> gone = linesWithTypes(before);
    Set<String> come = linesWithTypes(toString());
    Set<String> both = new TreeSet<>(gone);
    both.retainAll(come);
    gone.removeAll(both);
    come.removeAll(both);
    return Stream.concat(gone.stream().map("- "::concat), come.stream().map("+ "::concat))
        .collect(joining("\n"));
  }

  private static Set<String> linesWithTypes(String text) {
    Set<String> lines = new TreeSet<>();
    String type = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("  ")) {
        lines.add(type + ": " + line.strip());
      } else {
        type = line;
      }
    }
    return lines;
  }

  @Override
  public String toString() {
    return blocks.entrySet().stream()
        .map(block -> block.getKey() + '\n' + indented(block.getValue()))
        .collect(joining("\n"));
  }

  private static String indented(List<String> lines) {
    return lines.stream().map(line -> "  " + line + '\n').collect(joining());
  }
}
