package org.mockzabbix.cli.serve;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that appear with all of their content, or not at all. */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes a file, or the one that a symbolic link refers to.
   *
   * @return the path of the file without symbolic links
   * @throws IOException if the file cannot be written; the message contains the path
   */
  public static Path write(Path path, String content) throws IOException {
    Path target = ServeFiles.target(path);
    Path temporaryFile = temporaryFile(target);
    try {
      checkReplaceable(target);
      Files.deleteIfExists(temporaryFile);
      Files.writeString(temporaryFile, content, StandardOpenOption.CREATE_NEW);
      Files.move(temporaryFile, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      Files.deleteIfExists(temporaryFile);
      throw failure(path, failure);
    }
    return target;
  }

  /**
   * Checks that a file can be written later, and removes the file of an earlier run.
   *
   * @throws IOException if the file cannot be written; the message contains the path
   */
  public static void prepare(Path path) throws IOException {
    Path target = ServeFiles.target(path);
    Path temporaryFile = temporaryFile(target);
    try {
      checkReplaceable(target);
      Files.writeString(temporaryFile, "");
      Files.delete(temporaryFile);
      Files.deleteIfExists(target);
    } catch (IOException failure) {
      throw failure(path, failure);
    }
  }

  private static Path temporaryFile(Path target) {
    String name = "." + target.getFileName() + '.' + ProcessHandle.current().pid() + ".tmp";
    return target.resolveSibling(name);
  }

  private static void checkReplaceable(Path target) throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new IOException(Files.isDirectory(target) ? "Is a directory" : "Not a regular file");
    }
  }

  private static IOException failure(Path path, IOException failure) {
    return new IOException("cannot write " + path + " (" + reason(failure) + ')', failure);
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
}
