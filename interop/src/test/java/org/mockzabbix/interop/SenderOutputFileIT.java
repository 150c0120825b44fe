package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} writes down what the real {@code zabbix_sender} sends, line by line. */
@NeedsProgram("zabbix_sender")
@Timeout(180)
class SenderOutputFileIT {

  /**
   * A value: as it stands in the input file of {@code zabbix_sender}, and in our output file.
   *
   * <p>Between double quotes the sender reads {@code \"}, {@code \\} and {@code \n}; without them
   * it takes everything to the end of the line as it is.
   */
  private record Sample(String typed, String written) {

    String asTyped() {
      return "\"Köln #\" \"k[\\\"😀\\\",\\\\]\" CLOCK # " + typed;
    }

    String asWritten() {
      return "host:Köln #\tkey:k[\"😀\",\\\\]\tvalue:" + written + "\tclock:CLOCK";
    }
  }

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample("plain #", "plain #"),
          new Sample("0.#", "0.#"),
          new Sample("\"\"", ""),
          new Sample("not \"quoted\" C:\\dir\\n#", "not \"quoted\" C:\\\\dir\\\\n#"),
          new Sample("\"say \\\"hi\\\" to C:\\\\dir#\"", "say \"hi\" to C:\\\\dir#"),
          new Sample("\"two\\nlines, \\\\n #\"", "two\\nlines, \\\\n #"),
          new Sample("a\ttab and a\rreturn #", "a\\ttab and a\\rreturn #"),
          new Sample("host:x\tkey:y\tvalue:#", "host:x\\tkey:y\\tvalue:#"),
          new Sample(
              "a bell \u0007, a slash /, {\"json\":[#]}",
              "a bell \\u0007, a slash /, {\"json\":[#]}"),
          new Sample("😀 𝒳 ü € #", "😀 𝒳 ü € #"));

  @Test
  void writesThousandLines(@TempDir Path directory) throws Exception {
    Path values = directory.resolve("values.txt");
    Files.write(values, lines(Sample::asTyped), UTF_8);
    try (MockZabbixProgram program =
        MockZabbixProgram.serve("--format", "ltsv", "--output", "values.ltsv")) {
      RealSender.Outcome sender =
          new RealSender(program.trapperPort()).sendFile(values, "-T", "-N");

      assertEquals(0, sender.exitCode(), sender.errors());
      assertEquals(
          lines(Sample::asWritten), Files.readAllLines(program.file("values.ltsv"), UTF_8));
      assertEndsWell(program);
    }
  }

  /** A thousand lines, with every sample a hundred times. */
  private static List<String> lines(Function<Sample, String> lineOf) {
    return IntStream.range(0, 1000)
        .mapToObj(
            i ->
                lineOf
                    .apply(SAMPLES.get(i % SAMPLES.size()))
                    .replace("#", String.valueOf(i))
                    .replace("CLOCK", String.valueOf(1_700_000_000 + i)))
        .toList();
  }

  @Test
  void writesLineBeforeTheSenderHasItsAnswer() throws Exception {
    try (MockZabbixProgram program = MockZabbixProgram.serve()) {
      RealSender sender = new RealSender(program.trapperPort());

      for (int i = 1; i <= 3; i++) {
        assertEquals(0, sender.send("web01", "app.n", "value " + i).exitCode());

        assertEquals(
            "host:web01\tkey:app.n\tvalue:value " + i + "\tclock:0",
            Files.readAllLines(program.file("stdout"), UTF_8).get(i - 1));
      }
      assertEndsWell(program);
    }
  }

  @Test
  void rejectsEverythingWhenStrict() throws Exception {
    try (MockZabbixProgram program =
        MockZabbixProgram.serve("--strict", "--dialect", "6.0", "--output", "values.ltsv")) {
      RealSender.Outcome sender = new RealSender(program.trapperPort()).send("web01", "app.n", "1");

      assertEquals(2, sender.exitCode(), sender.errors());
      assertEquals(
          """
          Response from "SERVER": "processed: 0; failed: 1; total: 1; seconds spent: S"
          sent: 1; skipped: 0; total: 1
          """,
          sender.output());
      assertEquals("", Files.readString(program.file("values.ltsv"), UTF_8));
      assertEquals(0, program.stop());
    }
  }

  private static void assertEndsWell(MockZabbixProgram program) throws Exception {
    assertEquals(0, program.stop());
    assertFalse(Files.exists(program.file("ports.json")), "the port file was left");
    List<String> errors = program.errors();
    assertEquals(1, errors.size(), errors::toString); // the summary, and no complaint
  }
}
