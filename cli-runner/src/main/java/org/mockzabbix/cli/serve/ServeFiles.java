package org.mockzabbix.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.output.RecordFile;

/**
 * The files of {@code serve}, which must not be the same file.
 *
 * @param scenarios the files that are read
 * @param output the file for values; null for standard output
 * @param portFile the file for the ports; null for none
 * @param record the file for exchanges; null for none
 */
public record ServeFiles(
    List<Path> scenarios, @Nullable Path output, @Nullable Path portFile, @Nullable Path record) {

  private static final int MAX_LINKS = 40;

  private static final Path STANDARD_OUTPUT = Path.of("-");

  public ServeFiles {
    scenarios = List.copyOf(scenarios);
  }

  /** Returns the files of these options; {@code -} as output is standard output. */
  public static ServeFiles of(
      List<Path> scenarios, @Nullable Path output, @Nullable Path portFile) {
    return new ServeFiles(
        scenarios, STANDARD_OUTPUT.equals(output) ? null : output, portFile, null);
  }

  /** Returns a copy with another file for exchanges; null for none. */
  public ServeFiles withRecord(@Nullable Path file) {
    return new ServeFiles(scenarios, output, portFile, file);
  }

  /** A file and what it is for. */
  private record NamedFile(String use, Path path) {}

  /**
   * Checks that no file has two uses. Compares files, not only their paths.
   *
   * @throws IllegalArgumentException if two of them are the same file, or the record has no file
   */
  public void check() {
    if (STANDARD_OUTPUT.equals(record)) {
      throw new IllegalArgumentException(
          "--record needs a file, because standard output has the values: use --record FILE");
    }
    List<NamedFile> files = files();
    for (int i = 0; i < files.size(); i++) {
      for (NamedFile other : files.subList(i + 1, files.size())) {
        if (isSame(files.get(i).path(), other.path())) {
          throw sameFile(files.get(i), other);
        }
      }
    }
  }

  private static IllegalArgumentException sameFile(NamedFile one, NamedFile other) {
    return new IllegalArgumentException(
        one.use()
            + " and "
            + other.use()
            + " are the same file ("
            + other.path()
            + "): use two files");
  }

  /**
   * Checks that a further file differs from all of these files.
   *
   * @param option the option of the further file
   * @throws IllegalArgumentException if it is the same file as one of them
   */
  public void checkOther(String option, Path path) {
    for (NamedFile file : files()) {
      if (isSame(file.path(), path)) {
        throw sameFile(file, new NamedFile(option, path));
      }
    }
  }

  private List<NamedFile> files() {
    List<NamedFile> files = new ArrayList<>();
    for (Path scenario : scenarios) {
      files.add(new NamedFile("--scenario", scenario));
    }
    files.add(
        output == null
            ? new NamedFile("standard output", Path.of("/dev/stdout"))
            : new NamedFile("--output", output));
    if (portFile != null) {
      files.add(new NamedFile("--port-file", portFile));
    }
    if (record != null) {
      files.add(new NamedFile("--record", record));
      files.add(new NamedFile("the second file of --record", RecordFile.previous(record)));
    }
    return files;
  }

  private static boolean isSame(Path one, Path other) {
    try {
      if (Files.exists(one) && Files.exists(other)) {
        return Files.isRegularFile(one) && Files.isSameFile(one, other);
      }
    } catch (IOException deleted) {
      // compare the paths instead
    }
    return target(one).equals(target(other));
  }

  /** Returns the path of the file that {@code path} refers to, which need not exist. */
  static Path target(Path path) {
    Path target = path.toAbsolutePath();
    try {
      for (int i = 0; i < MAX_LINKS && Files.isSymbolicLink(target); i++) {
        target = target.resolveSibling(Files.readSymbolicLink(target));
      }
      Path directory = target.getParent();
      return directory == null ? target : directory.toRealPath().resolve(target.getFileName());
    } catch (IOException noDirectory) {
      return target.normalize();
    }
  }

  /**
   * Removes the port file of an earlier run, so that nobody takes it for that of this run. Does
   * nothing if the file has another use, or cannot be removed.
   */
  public void removeStalePortFile() {
    if (portFile == null) {
      return;
    }
    try {
      check();
      Path target = target(portFile);
      if (Files.isRegularFile(target)) {
        Files.delete(target);
      }
    } catch (IOException | IllegalArgumentException reportedLater) {
      // call() reports files with two uses, and PortFile a file that cannot be replaced
    }
  }
}
