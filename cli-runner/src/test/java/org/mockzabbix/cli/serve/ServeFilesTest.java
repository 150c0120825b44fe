package org.mockzabbix.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
class ServeFilesTest {

  @TempDir Path directory;

  private Path file;

  @BeforeEach
  void names() {
    file = directory.resolve("file");
  }

  private static String refused(Path scenario, Path output, Path portFile) {
    ServeFiles files =
        ServeFiles.of(scenario == null ? List.of() : List.of(scenario), output, portFile);
    return assertThrows(IllegalArgumentException.class, files::check).getMessage();
  }

  @Test
  void differentFiles() {
    ServeFiles.of(List.of(directory.resolve("a")), directory.resolve("b"), directory.resolve("c"))
        .check();
    ServeFiles.of(List.of(), Path.of("-"), null).check();
    ServeFiles.of(List.of(), Path.of("/dev/null"), null).check();
  }

  @Test
  void samePath() {
    assertEquals(
        "--output and --port-file are the same file (" + file + "): use two files",
        refused(null, file, file));
    assertEquals(
        "--scenario and --output are the same file (" + file + "): use two files",
        refused(file, file, null));
    assertEquals(
        "--scenario and --port-file are the same file (" + file + "): use two files",
        refused(file, null, file));
  }

  @Test
  void otherSpellings_ofAFileThatDoesNotExist() throws IOException {
    Files.createDirectory(directory.resolve("inner"));
    Path relative = Path.of("").toAbsolutePath().relativize(file);

    refused(null, file, directory.resolve("inner/../file"));
    refused(null, file, relative);
  }

  @Test
  void links() throws IOException {
    Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), Path.of("file"));
    Path second = Files.createSymbolicLink(directory.resolve("second"), dangling);
    Path linked = Files.createSymbolicLink(directory.resolve("linked"), directory);

    refused(null, file, dangling);
    refused(null, second, file);
    refused(null, linked.resolve("file"), file);
    Files.createFile(file);
    refused(null, dangling, second);
    refused(null, file, Files.createLink(directory.resolve("hard"), file));
  }

  @Test
  void removesAStalePortFile() throws IOException {
    Files.writeString(file, "stale");

    ServeFiles.of(List.of(), directory.resolve("out"), file).removeStalePortFile();

    assertFalse(Files.exists(file));
  }

  @Test
  void removesAStalePortFileBehindALink() throws IOException {
    Files.writeString(file, "stale");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    ServeFiles.of(List.of(), null, link).removeStalePortFile();

    assertFalse(Files.exists(file));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void neverRemovesAFileWithAnotherUse() throws IOException {
    Files.writeString(file, "hosts: []");

    ServeFiles.of(List.of(file), null, file).removeStalePortFile();
    ServeFiles.of(List.of(), null, directory).removeStalePortFile();

    assertTrue(Files.exists(file));
  }
}
