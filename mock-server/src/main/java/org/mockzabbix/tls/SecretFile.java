package org.mockzabbix.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files with keys. */
final class SecretFile {

  private SecretFile() {}

  /** Replaces {@code file}, readable by its owner only where the file system has permissions. */
  static Path write(Path file, String content) throws IOException {
    Files.deleteIfExists(file); // it may be readable by others
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return Files.writeString(file, content);
  }
}
