package org.mockzabbix.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.cli.output.LineSink.IncompleteWriteException;
import org.mockzabbix.fixtures.StartedProcess;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be renamed or deleted")
class OutputFileTest {

  @TempDir Path directory;

  private final List<String> notices = new ArrayList<>();
  private Path path;
  private OutputFile file;

  @BeforeEach
  void open() throws IOException {
    path = Files.writeString(directory.resolve("out"), "of another run\n");
    file = new OutputFile(path, "value", notices::add);
  }

  private void write(String lines) throws IOException {
    file.write(lines.getBytes(UTF_8));
  }

  @Test
  void emptiesTheFileWhenCleared() throws IOException {
    String before = Files.readString(path);

    file.clear();
    String cleared = Files.readString(path);
    write("a\nb\n");
    file.close();

    assertEquals("of another run\n", before);
    assertEquals("", cleared);
    assertEquals("a\nb\n", Files.readString(path));
    assertEquals(List.of(), notices);
    assertEquals(0, file.lost());
  }

  @Test
  void renamed_continuesWithANewFile() throws IOException {
    file.clear();
    write("a\n");
    Files.move(path, directory.resolve("out.1"));

    write("b\n");
    file.close();

    assertEquals("a\n", Files.readString(directory.resolve("out.1")));
    assertEquals("b\n", Files.readString(path));
    assertEquals(List.of(path + " was renamed to out.1: continuing with a new file"), notices);
    assertEquals(0, file.lost());
  }

  @Test
  void deleted_continuesWithANewFile_andReportsTheLostLines() throws IOException {
    file.clear();
    write("a\nb\n");
    Files.delete(path);

    write("c\n");
    file.close();

    assertEquals("c\n", Files.readString(path));
    assertEquals(
        List.of(path + " was deleted or moved, with 2 values in it: continuing with a new file"),
        notices);
    assertEquals(2, file.lost());
  }

  @Test
  void replaced_continuesWithTheOtherFile() throws IOException {
    file.clear();
    write("a\n");
    Files.move(Files.writeString(directory.resolve("new"), "new\n"), path, REPLACE_EXISTING);

    write("b\n");
    file.close();

    assertEquals("new\nb\n", Files.readString(path));
    assertEquals(1, file.lost());
  }

  @Test
  void deletedAfterAnIncompleteWrite_reportsTheLinesThatWereWritten() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertEquals(0, StartedProcess.of(new ProcessBuilder("mkfifo", pipe.toString())).waitFor());
    Thread reader = new Thread(() -> readOneByte(pipe));
    reader.start();
    OutputFile output = new OutputFile(pipe, "value", notices::add); // waits for the reader

    IncompleteWriteException failure =
        assertThrows(
            IncompleteWriteException.class,
            () -> output.write("a\n".repeat(1_000_000).getBytes(UTF_8)));
    reader.join();
    Files.delete(pipe);
    output.close();

    assertTrue(failure.written() > 0);
    assertEquals(failure.written(), output.lost());
  }

  private static void readOneByte(Path pipe) {
    try (InputStream in = Files.newInputStream(pipe)) {
      assertEquals('a', in.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void deletedAtTheEnd_isReported() throws IOException {
    file.clear();
    write("a\n");
    Files.delete(path);

    file.close();

    assertEquals(List.of(path + " was deleted or moved, with 1 value in it"), notices);
    assertEquals(1, file.lost());
  }

  @Test
  void deletedWithItsDirectory_cannotBeWritten() throws IOException {
    Path inner = Files.createDirectory(directory.resolve("inner"));
    OutputFile other = new OutputFile(inner.resolve("out"), "value", notices::add);
    Files.delete(inner.resolve("out"));
    Files.delete(inner);

    IOException failure = assertThrows(IOException.class, () -> other.write("a\n".getBytes(UTF_8)));

    assertEquals(inner.resolve("out") + " (No such file or directory)", failure.getMessage());
  }

  @Test
  void inNoDirectory() {
    Path missing = directory.resolve("missing/out");

    IOException failure =
        assertThrows(IOException.class, () -> new OutputFile(missing, "value", notices::add));

    assertEquals(missing + " (No such file or directory)", failure.getMessage());
  }

  @Test
  void aLineInParts_isCompleteInTheRenamedFile() throws IOException {
    file.clear();
    write("a\nb1");
    Files.move(path, directory.resolve("out.1"));

    write("b2\n");
    write("c\n");
    file.close();

    assertEquals("a\nb1b2\n", Files.readString(directory.resolve("out.1")));
    assertEquals("c\n", Files.readString(path));
  }
}
