package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.fixtures.CertifyRows;
import org.mockzabbix.fixtures.MarkdownFile;

/**
 * The real programs under {@code certify}, with the exit codes of docs/faults.md. {@link
 * PassiveAgentContract} has the agents.
 */
@NeedsProgram({"zabbix_sender", "zabbix_get"})
@Timeout(300)
class CertifyIT {

  @Test
  void senderPasses() throws Exception {
    String line = MarkdownFile.read("docs/certify.md").snippets("shell").get(0).strip();

    assertEquals(
        "response            exit    time  hung  noticed  retried  values          verdict\n"
            + CertifyRows.ofGoodSender()
            + "sent values: NOTE: values have no clock: a server uses the time of receipt\n",
        CertifyProgram.table("CERTIFIED 27 responses: 0 failed", line.split(" ")));
  }

  @Test
  void getterPasses() throws Exception {
    String line = MarkdownFile.read("docs/certify.md").snippets("shell").get(1).strip();

    String table = CertifyProgram.table("CERTIFIED 22 responses: 0 failed", line.split(" "));

    assertEquals(
        "not supported          0   T.T s  no    yes      no       1 of 1          PASS",
        table.lines().filter(row -> row.startsWith("not supported")).findFirst().orElse(""));
    assertEquals(23, table.lines().count());
  }
}
