package org.mockzabbix.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The file with the transcript of a failed test, in a directory that is created on first use. */
final class TranscriptFile {

  private static final String DIRECTORY = "mockzabbix.conversation.dir";
  private static final List<String> BUILD_DIRECTORIES = List.of("target", "build");
  private static final String DEFAULT_NAME = "mock-zabbix";

  private TranscriptFile() {}

  /**
   * Writes the file.
   *
   * @return the path of the file, or the reason why it cannot be written; empty if no directory is
   *     set and the default directory does not exist
   */
  static Optional<String> write(
      ExtensionContext context, List<ManagedServer> servers, String transcript) {
    return servers.stream()
        .map(server -> server.spec().directory())
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> context.getConfigurationParameter(DIRECTORY).map(Path::of))
        .or(() -> defaultDirectory(Path.of("")))
        .map(directory -> write(directory, context, transcript));
  }

  /** Returns the default directory, below the output directory of Maven or Gradle. */
  static Optional<Path> defaultDirectory(Path workingDirectory) {
    return BUILD_DIRECTORIES.stream()
        .map(workingDirectory::resolve)
        .filter(Files::isDirectory)
        .map(output -> output.resolve(DEFAULT_NAME))
        .findFirst();
  }

  private static String write(Path directory, ExtensionContext context, String transcript) {
    Path file = directory.resolve(TestName.of(context).fileName() + ".txt");
    try {
      Files.createDirectories(directory);
      Files.write(file, (transcript + '\n').getBytes(StandardCharsets.UTF_8));
      return file.toAbsolutePath().toString();
    } catch (IOException e) {
      return file + " could not be written: " + e;
    }
  }

  /**
   * Adds the path to a failure, as a suppressed exception without a stack trace: build tools print
   * failures, but not report entries.
   */
  static void addTo(Throwable failure, String path) {
    boolean isThere =
        Stream.of(failure.getSuppressed())
            .anyMatch(other -> other instanceof TranscriptNote && path.equals(other.getMessage()));
    if (!isThere) {
      failure.addSuppressed(new TranscriptNote(path));
    }
  }

  /**
   * Refers to the file. The message is only the path, and {@code toString()} omits the class name.
   */
  @SuppressWarnings("OverrideThrowableToString")
  private static final class TranscriptNote extends Exception {

    private static final long serialVersionUID = 1;

    private TranscriptNote(String path) {
      super(path, null, false, false);
    }

    @Override
    public String toString() {
      return "Mock Zabbix transcript of this test: " + getMessage();
    }
  }
}
