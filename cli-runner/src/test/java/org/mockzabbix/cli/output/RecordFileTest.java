package org.mockzabbix.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {

  @TempDir Path directory;

  private final List<String> notices = new ArrayList<>();

  private static void write(RecordFile file, String... parts) throws IOException {
    for (String part : parts) {
      file.write(part.getBytes(UTF_8));
    }
  }

  private String content(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  @Test
  void beginsAnotherFile_andKeepsTwo() throws IOException {
    Path path = directory.resolve("record");
    RecordFile file = new RecordFile(path, 4, notices::add);

    write(file, "1\n", "2\n", "3\n", "4\n", "5\n", "6\n", "7\n");
    file.close();

    assertEquals("7\n", content("record"));
    assertEquals("5\n6\n", content("record.1"));
    assertEquals(List.of(path + ".1 is replaced: --record-max keeps the last two files"), notices);
    assertEquals(0, file.lost());
  }

  @Test
  void neverSplitsALine() throws IOException {
    RecordFile file = new RecordFile(directory.resolve("record"), 4, notices::add);

    write(file, "12345", "67890", "\n", "next\n");
    file.close();

    assertEquals("1234567890\n", content("record.1"));
    assertEquals("next\n", content("record"));
  }

  @Test
  void clear_removesBothFilesOfAnotherRun() throws IOException {
    Path path = Files.writeString(directory.resolve("record"), "other\n");
    Path previous = Files.writeString(directory.resolve("record.1"), "other\n");

    RecordFile file = new RecordFile(path, 4, notices::add);
    boolean kept = Files.exists(previous);
    file.clear();
    file.close();

    assertTrue(kept);
    assertFalse(Files.exists(previous));
    assertEquals("", content("record"));
  }

  @Test
  void clear_keepsTheOtherFileWithoutALimit() throws IOException {
    Path previous = Files.writeString(directory.resolve("record.1"), "of the user\n");

    RecordFile file = new RecordFile(directory.resolve("record"), Long.MAX_VALUE, notices::add);
    file.clear();
    file.close();

    assertTrue(Files.exists(previous));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be deleted")
  void deleted_reportsTheLostExchanges() throws IOException {
    Path path = directory.resolve("record");
    RecordFile file = new RecordFile(path, Long.MAX_VALUE, notices::add);
    write(file, "1\n");
    Files.delete(path);

    write(file, "2\n");
    file.close();

    assertEquals("2\n", content("record"));
    assertEquals(
        List.of(path + " was deleted or moved, with 1 exchange in it: continuing with a new file"),
        notices);
    assertEquals(1, file.lost());
  }
}
