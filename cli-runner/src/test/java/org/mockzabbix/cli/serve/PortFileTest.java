package org.mockzabbix.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PortFileTest {

  @TempDir Path directory;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void writesNothingElse() throws IOException {
    Path path = directory.resolve("ports");

    PortFile.write(path, content("127.0.0.1", 10051));

    assertEquals("{\"host\": \"127.0.0.1\", \"trapper\": 10051}\n", Files.readString(path));
    assertEquals(List.of(path), files());
  }

  @Test
  void replacesAnOlderOne() throws IOException {
    Path path = Files.writeString(directory.resolve("ports"), "of another run, and longer than it");

    PortFile.write(path, content("::1", 1));

    assertEquals("{\"host\": \"::1\", \"trapper\": 1}\n", Files.readString(path));
  }

  @Test
  void remove() throws IOException {
    Path path = directory.resolve("ports");
    PortFile written = PortFile.write(path, content("127.0.0.1", 10051));

    written.remove();
    written.remove();

    assertFalse(Files.exists(path));
  }

  @Test
  void remove_whenAnotherServerHasWrittenItsOwn() throws IOException {
    Path path = directory.resolve("ports");
    PortFile written = PortFile.write(path, content("127.0.0.1", 10051));
    PortFile.write(path, content("127.0.0.1", 10052));

    written.remove();

    assertEquals("{\"host\": \"127.0.0.1\", \"trapper\": 10052}\n", Files.readString(path));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
  void write_behindALink() throws IOException {
    Path target = directory.resolve("target");
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);

    PortFile written = PortFile.write(link, content("::1", 1));
    String content = Files.readString(target);
    written.remove();

    assertEquals("{\"host\": \"::1\", \"trapper\": 1}\n", content);
    assertFalse(Files.exists(target));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void write_overADevice() {
    IOException failure =
        assertThrows(
            IOException.class,
            () -> PortFile.write(Path.of("/dev/null"), content("127.0.0.1", 10051)));

    assertEquals("cannot write /dev/null (Not a regular file)", failure.getMessage());
  }

  @Test
  void write_inNoDirectory() {
    Path path = directory.resolve("missing/ports");

    IOException failure =
        assertThrows(IOException.class, () -> PortFile.write(path, content("127.0.0.1", 10051)));

    assertEquals("cannot write " + path + " (No such file or directory)", failure.getMessage());
  }

  @Test
  void write_overADirectory() throws IOException {
    Path path = Files.createDirectory(directory.resolve("ports"));

    IOException failure =
        assertThrows(IOException.class, () -> PortFile.write(path, content("127.0.0.1", 10051)));

    assertEquals("cannot write " + path + " (Is a directory)", failure.getMessage());
    assertEquals(List.of(path), files());
  }

  private static String content(String host, int trapperPort) {
    return "{\"host\": \"" + host + "\", \"trapper\": " + trapperPort + "}\n";
  }
}
