package org.mockzabbix.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ScenarioException;

/**
 * The files of a scenario, of which one may change while the server runs. Not thread-safe.
 *
 * <p>The content is compared, because the time of a file can stay the same, and because editors
 * replace files. A change counts when two looks in succession find the same content, so that nobody
 * reads a file that is half written.
 */
public final class ScenarioFiles {

  private final List<Path> files;
  private final Supplier<Scenario> loading;
  private List<Optional<String>> used;
  private List<Optional<String>> seen;

  /**
   * Creates the files of a scenario that is read next, so that no change is missed.
   *
   * @param loading reads the files, and throws a {@link ScenarioException} if one is invalid
   */
  public ScenarioFiles(List<Path> files, Supplier<Scenario> loading) {
    this.files = List.copyOf(files);
    this.loading = loading;
    this.used = contents();
    this.seen = used;
  }

  private List<Optional<String>> contents() {
    return files.stream().map(ScenarioFiles::content).toList();
  }

  /** Returns the bytes of a file as text; empty if it cannot be read. */
  private static Optional<String> content(Path file) {
    try {
      return Optional.of(Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /**
   * Looks at the files. Passes a way to read them to {@code change} if they have changed since they
   * were read, and do not change any more.
   */
  void look(Consumer<Supplier<Scenario>> change) {
    List<Optional<String>> before = seen;
    seen = contents();
    if (seen.equals(before) && !seen.equals(used)) {
      used = seen;
      change.accept(loading);
    }
  }
}
