package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;

/** The lines of {@code serve} on standard output. */
@Timeout(180)
class ServeLinesTest {

  private static final String ROWS =
      "{\"host\":\"h\",\"key\":\"ok\",\"value\":\"1\"},"
          + "{\"host\":\"h\",\"key\":\"none\",\"clock\":5},"
          + "{\"host\":\"h\",\"key\":\"a b\",\"value\":\"2\"},"
          + "{\"host\":\"h\"}";

  private static List<String> lines(String rows, String... options) throws Exception {
    String[] args = new String[options.length + 1];
    args[0] = "--trapper-port=0";
    System.arraycopy(options, 0, args, 1, options.length);
    try (ProgramRun run = ProgramRun.of(args)) {
      run.awaitReady().send("{\"request\":\"agent data\",\"data\":[" + rows + "]}");
      return run.out.lines().stream()
          .map(line -> line.replaceFirst(",\"time\":.*\"source\"", ",\"source\""))
          .toList();
    }
  }

  @Test
  void json_hasALineForEachProcessedRow_evenWithoutAValue() throws Exception {
    assertEquals(
        List.of(
            "{\"host\":\"h\",\"key\":\"ok\",\"value\":\"1\",\"type\":\"string\","
                + "\"outcome\":\"processed\",\"source\":\"active agent\",\"exchange\":1}",
            "{\"host\":\"h\",\"key\":\"none\",\"clock\":5,"
                + "\"outcome\":\"processed\",\"source\":\"active agent\",\"exchange\":1}"),
        lines(ROWS, "--format=json"));
  }

  @Test
  void json_hasALineForALogPosition() throws Exception {
    assertEquals(
        List.of(
            "{\"host\":\"h\",\"key\":\"log[/x]\",\"lastlogsize\":4096,\"mtime\":7,"
                + "\"outcome\":\"processed\",\"source\":\"active agent\",\"exchange\":1}"),
        lines(
            "{\"host\":\"h\",\"key\":\"log[/x]\",\"lastlogsize\":4096,\"mtime\":7}",
            "--format=json"));
  }

  @Test
  void json_hasALineForEachRow_onRequest() throws Exception {
    List<String> lines = lines(ROWS, "--format=json", "--lines=all");

    assertEquals(4, lines.size());
    assertEquals(
        "{\"host\":\"h\",\"key\":\"a b\",\"value\":\"2\",\"type\":\"string\","
            + "\"outcome\":\"failed\",\"because\":\"unknownKey\",\"reason\":\"the host has no item with"
            + " this key, and cannot have one: a name consists of letters, digits, dots, underscores and hyphens (character 2)\","
            + "\"source\":\"active agent\",\"exchange\":1}",
        lines.get(2));
    assertTrue(lines.get(3).contains("\"because\":\"noKey\""), lines.get(3));
  }

  @Test
  void ltsv_hasALineForEachValue() throws Exception {
    assertEquals(
        List.of(
            "host:h\tkey:ok\tvalue:1\tclock:0",
            "host:h\tkey:no\tvalue:cannot open\tclock:3\tstate:notSupported"),
        lines(
            ROWS
                + ",{\"host\":\"h\",\"key\":\"no\",\"value\":\"cannot open\",\"state\":1,\"clock\":3}"));
  }

  @Test
  void ltsv_cannotShowRejectedValues() throws Exception {
    CommandRun run = CommandRun.of("serve", "--lines=all");

    assertEquals(64, run.exitCode());
    assertEquals(
        "mock-zabbix: --lines all needs --format json or text, because a line in ltsv does not say"
            + " whether the value was rejected\nTry 'mock-zabbix serve --help' for more.\n",
        run.err());
  }
}
