package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.fixtures.MarkdownFile;

/** The real programs under {@code certify}, with the exit codes of docs/faults.md. */
@NeedsProgram({"zabbix_sender", "zabbix_get"})
@Timeout(300)
class CertifyIT {

  private static final Duration PATIENCE = Duration.ofSeconds(280);

  @Test
  void senderPasses() throws Exception {
    String line = MarkdownFile.read("docs/certify.md").snippets("shell").get(0).strip();

    assertEquals(
        """
        response            exit    time  hung  noticed  retried  values          verdict
        good                   0   T.T s  no    -        no       1 of 1          PASS
        single bytes           0   T.T s  no    -        no       1 of 1          PASS
        pause after header     0   T.T s  no    -        no       1 of 1          PASS
        slow                   0   T.T s  no    -        no       1 of 1          PASS
        never closed           0   T.T s  no    -        no       1 of 1          PASS
        white space            0   T.T s  no    -        no       1 of 1          PASS
        unknown members        0   T.T s  no    -        no       1 of 1          PASS
        compressed             0   T.T s  no    -        no       1 of 1          PASS
        failed values          2   T.T s  no    yes      no       0 of 1          PASS
        failed request         1   T.T s  no    yes      no       0 of 1          PASS
        refused                1   T.T s  no    yes      no       0 of 1          PASS
        reset                  1   T.T s  no    yes      no       1 of 1          PASS
        reset inside           1   T.T s  no    yes      no       1 of 1          PASS
        closed                 1   T.T s  no    yes      no       1 of 1          PASS
        half-closed            1   T.T s  no    yes      no       1 of 1          PASS
        half-open              1   T.T s  no    yes      no       1 of 1          PASS
        stalled inside         1   T.T s  no    yes      no       1 of 1          PASS
        no header              1   T.T s  no    yes      no       1 of 1          PASS
        wrong header           1   T.T s  no    yes      no       1 of 1          PASS
        empty                  1   T.T s  no    yes      no       1 of 1          PASS
        short                  1   T.T s  no    yes      no       1 of 1          PASS
        garbage                1   T.T s  no    yes      no       1 of 1          PASS
        length too large       1   T.T s  no    yes      no       1 of 1          PASS
        length too small       1   T.T s  no    yes      no       1 of 1          PASS
        redirect               1   T.T s  no    -        no       0 of 1          PASS: \
        reported a failure instead of a redirect
        reset once             1   T.T s  no    -        no       0 of 1          PASS: \
        reported a failure instead of a retry
        closed once            1   T.T s  no    -        no       1 of 1          PASS: \
        reported a failure instead of a retry
        sent values: NOTE: values have no clock: a server uses the time of receipt
        """,
        certify(line.split(" ")));
  }

  @Test
  void getterPasses() throws Exception {
    String line = MarkdownFile.read("docs/certify.md").snippets("shell").get(1).strip();

    String table = certify(line.split(" "));

    assertEquals(
        "not supported          0   T.T s  no    yes      no       1 of 1          PASS",
        table.lines().filter(row -> row.startsWith("not supported")).findFirst().orElse(""));
    assertEquals(23, table.lines().count());
  }

  /** Runs a line of the page, and returns its output with T instead of the times. */
  private static String certify(String... words) throws Exception {
    assertEquals(List.of("java", "-jar", "mock-zabbix.jar"), List.of(words).subList(0, 3));
    List<String> arguments = new ArrayList<>(List.of(words).subList(3, words.length));
    arguments.replaceAll(word -> RealProgram.find(word).map(Path::toString).orElse(word));
    RealProgram.Outcome outcome = RealProgram.jar(PATIENCE).run(arguments);
    assertEquals("CERTIFIED N responses: 0 failed\n", outcome.errors().replaceAll("\\d\\d", "N"));
    assertEquals(0, outcome.exitCode());
    return outcome.output().replaceAll(" +\\d+\\.\\d s", "   T.T s");
  }
}
