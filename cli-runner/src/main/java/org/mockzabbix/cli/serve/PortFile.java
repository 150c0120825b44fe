package org.mockzabbix.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with the address of the server, for the program that started it. The file appears with all
 * of its content, and is removed when the server stops.
 */
public final class PortFile {

  private final Path path;
  private final String content;

  private PortFile(Path path, String content) {
    this.path = path;
    this.content = content;
  }

  /**
   * Writes the file, or the one that a symbolic link refers to.
   *
   * @throws IOException if the file cannot be written; the message contains the path
   */
  static PortFile write(Path path, String content) throws IOException {
    return new PortFile(AtomicFile.write(path, content), content);
  }

  /** Returns the path without symbolic links. */
  Path path() {
    return path;
  }

  /** Removes the file, unless another server has replaced it. */
  void remove() throws IOException {
    if (Files.exists(path) && Files.readString(path).equals(content)) {
      Files.delete(path);
    }
  }
}
