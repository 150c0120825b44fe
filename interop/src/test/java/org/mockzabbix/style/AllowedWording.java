package org.mockzabbix.style;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lines that {@link WordingTest} accepts as they are: Zabbix's own texts, and what real
 * programs print. Each line of the file is {@code path: part of the line}; those with # are
 * comments.
 */
final class AllowedWording {

  static final String FILE = "allowed-wording.txt";

  private final List<String> entries;
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  private AllowedWording(List<String> entries) {
    this.entries = entries;
  }

  static AllowedWording read() {
    try (InputStream in = AllowedWording.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new AssertionError(FILE + " is missing");
      }
      List<String> entries = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          entries.add(line);
        }
      }
      return new AllowedWording(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean allows(Path file, String line) {
    String name = ProjectFiles.name(file) + ": ";
    boolean found = false;
    for (String entry : entries) {
      if (entry.startsWith(name) && line.contains(entry.substring(name.length()))) {
        used.add(entry);
        found = true;
      }
    }
    return found;
  }

  List<String> unused() {
    return entries.stream().filter(entry -> !used.contains(entry)).toList();
  }
}
