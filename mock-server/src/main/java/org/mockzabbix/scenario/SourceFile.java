package org.mockzabbix.scenario;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A text file that a user has written. */
final class SourceFile {

  private SourceFile() {}

  /**
   * Returns the text of a file.
   *
   * @throws ScenarioException if the file is missing, unreadable or not in UTF-8
   */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException missing) {
      String where = file.isAbsolute() ? "" : " in " + Path.of("").toAbsolutePath();
      throw new ScenarioException(file.toString(), "the file does not exist" + where, missing);
    } catch (CharacterCodingException other) {
      throw new ScenarioException(file.toString(), "is not in UTF-8: save it as UTF-8", other);
    } catch (IOException e) {
      throw new ScenarioException(file.toString(), "cannot be read: " + e.getMessage(), e);
    }
  }
}
