package org.mockzabbix.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.cli.ProgramRun;

/** The lines of {@code serve} about its clients on standard error. */
@Timeout(60)
class ServeLogTest {

  @Test
  void strictRejects_andSaysWhy() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--strict")) {
      String answer = run.awaitReady().sendValue("h", "k", "1");

      String notice = run.err.awaitLine("REJECTED");

      assertTrue(answer.contains("processed: 0; failed: 1; total: 1;"), answer);
      assertTrue(
          notice.matches("REJECTED 127\\.0\\.0\\.1:\\d+: h k = \"1\" \\(failed: no such host\\)"),
          notice);
      assertEquals("", run.out.text());
    }
  }

  @Test
  void lenientRejectsAnImpossibleKey_andSaysWhy() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0")) {
      String answer = run.awaitReady().sendValue("h", "a[mean][90]", "1");

      String notice = run.err.awaitLine("REJECTED");

      assertTrue(answer.contains("processed: 0; failed: 1; total: 1;"), answer);
      assertTrue(
          notice.endsWith(
              ": h a[mean][90] = \"1\" (failed: the host has no item with this key, and cannot have"
                  + " one: text after the closing bracket (character 8))"),
          notice);
      assertEquals("", run.out.text());
    }
  }

  @Test
  void tellsHowManyOfAPacketWereRejected() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0")) {
      run.awaitReady()
          .sendValues("{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"},{\"host\":\"h\"},{}");

      String notice = run.err.awaitLine("REJECTED");

      assertTrue(
          notice.endsWith(
              ": 2 of 3 values, the first: h  = (no value) (malformed: \"key\" is missing:"
                  + " the members are \"host\")"),
          notice);
    }
  }

  @Test
  void tellsOfWhatItCannotRead() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0")) {
      run.awaitReady().sendBytes("{\"request\":\"sender data\"}\n".getBytes(UTF_8));

      String notice = run.err.awaitLine("UNREADABLE");

      assertTrue(
          notice.matches(
              "UNREADABLE 127\\.0\\.0\\.1:\\d+: missing header: expected 'ZBXD', received"
                  + " '\\{\"request\":\"send\\.\\.\\.': is the 13-byte header missing\\?"),
          notice);
    }
  }

  @Test
  void tellsOfUnknownRequest_harmlessly() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0")) {
      run.awaitReady().send("{\"request\":\"so\\nso\\u001b[2J\"}");

      String notice = run.err.awaitLine("UNKNOWN");

      assertTrue(
          notice.endsWith(": no Zabbix server knows the request \"so\\nso\\u001b[2J\""), notice);
    }
  }

  @Test
  void tellsOfRefusedRequest() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0")) {
      run.awaitReady().send("{\"request\":\"sender data\"}");

      String notice = run.err.awaitLine("REFUSED");

      assertTrue(notice.endsWith(": cannot open \"data\" token"), notice);
    }
  }
}
