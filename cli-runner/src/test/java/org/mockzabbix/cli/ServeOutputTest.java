package org.mockzabbix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;

class ServeOutputTest {

  private static final ItemValue ITEM =
      ItemValue.of(
          new Request.LegacyData(new ItemName("h", "k"), "ü", false).values().get(0),
          null,
          Outcome.PROCESSED,
          new ItemValue.Context(ItemValue.Source.LEGACY_SENDER, null, 1, 1, 0, Instant.EPOCH));

  private static final String LINE = "host:h\tkey:k\tvalue:ü\tclock:0\n";

  @TempDir Path directory;

  @Test
  void emptiesTheFileWhenItBegins() throws IOException {
    Path path = Files.writeString(directory.resolve("out"), "of another run\n");
    ServeOutput output = ServeOutput.toFile(LineFormat.LTSV, path);
    String before = Files.readString(path);

    output.start();
    String begun = Files.readString(path);
    output.close();

    assertEquals("of another run\n", before);
    assertEquals("", begun);
  }

  @Test
  void beginsWithTheFirstLineAtTheLatest() throws IOException {
    Path path = Files.writeString(directory.resolve("out"), "of another run\n");
    ServeOutput output = ServeOutput.toFile(LineFormat.LTSV, path);

    output.write(List.of(ITEM));
    output.start();
    output.write(List.of(ITEM, ITEM));
    String written = Files.readString(path);
    output.close();

    assertEquals(LINE.repeat(3), written);
  }

  @Test
  void writesMoreThanOneChunk() throws IOException {
    CapturedLines stream = new CapturedLines();
    ServeOutput output = ServeOutput.toStandardOutput(LineFormat.LTSV, stream);

    output.write(Collections.nCopies(10_000, ITEM));

    assertEquals(LINE.repeat(10_000), stream.text());
  }

  @Test
  void failsOnce_andThenCounts() throws IOException {
    ServeOutput output = ServeOutput.toStandardOutput(LineFormat.LTSV, new BrokenPipe());

    IOException failure = assertThrows(IOException.class, () -> output.write(List.of(ITEM, ITEM)));
    output.write(List.of(ITEM));

    assertEquals("Broken pipe", failure.getMessage());
    assertEquals(3, output.unwritten());
  }

  @Test
  void toFile_inNoDirectory() {
    Path path = directory.resolve("missing/out");

    IOException failure =
        assertThrows(IOException.class, () -> ServeOutput.toFile(LineFormat.LTSV, path));

    assertEquals(path + " (No such file or directory)", failure.getMessage());
  }

  /** What standard output is when its reader has gone. */
  static final class BrokenPipe extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
