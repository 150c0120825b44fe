package org.mockzabbix.cli.serve;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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
    Path target = ServeFiles.target(path);
    String temporary = "." + target.getFileName() + '.' + ProcessHandle.current().pid() + ".tmp";
    Path temporaryFile = target.resolveSibling(temporary);
    try {
      checkReplaceable(target);
      Files.deleteIfExists(temporaryFile);
      Files.writeString(temporaryFile, content, StandardOpenOption.CREATE_NEW);
      Files.move(temporaryFile, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      Files.deleteIfExists(temporaryFile);
      throw new IOException("cannot write " + path + " (" + reason(failure) + ')', failure);
    }
    return new PortFile(target, content);
  }

  private static void checkReplaceable(Path target) throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new IOException(Files.isDirectory(target) ? "Is a directory" : "Not a regular file");
    }
  }

  /** Returns the reason in the words of the operating system. */
  private static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "Permission denied";
    }
    String reason = failure instanceof FileSystemException named ? named.getReason() : null;
    return reason == null ? String.valueOf(failure.getMessage()) : reason;
  }

  /** Removes the file, unless another server has replaced it. */
  void remove() throws IOException {
    if (Files.exists(path) && Files.readString(path).equals(content)) {
      Files.delete(path);
    }
  }
}
