package org.mockzabbix.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that says where the server listens, for whoever started it. It appears whole or not at
 * all, and goes when the server stops.
 */
final class PortFile {

  private final Path path;
  private final String content;

  private PortFile(Path path, String content) {
    this.path = path;
    this.content = content;
  }

  /**
   * Writes it.
   *
   * @throws IOException if that is not possible, naming it
   */
  static PortFile write(Path path, String content) throws IOException {
    Path whole = path.toAbsolutePath();
    String temporary = "." + whole.getFileName() + '.' + ProcessHandle.current().pid() + ".tmp";
    Path beside = whole.resolveSibling(temporary);
    try {
      Files.deleteIfExists(beside);
      Files.writeString(beside, content, StandardOpenOption.CREATE_NEW);
      Files.move(beside, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      Files.deleteIfExists(beside);
      throw new IOException("cannot write " + path + " (" + reason(failure) + ')', failure);
    }
    return new PortFile(whole, content);
  }

  /** In the words in which the system tells it elsewhere. */
  private static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "Permission denied";
    }
    String reason = failure instanceof FileSystemException told ? told.getReason() : null;
    return reason == null ? String.valueOf(failure.getMessage()) : reason;
  }

  /** Removes it, unless another server has written its own in the meantime. */
  void remove() throws IOException {
    if (Files.exists(path) && Files.readString(path).equals(content)) {
      Files.delete(path);
    }
  }
}
