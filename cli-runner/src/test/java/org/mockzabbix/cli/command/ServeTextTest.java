package org.mockzabbix.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.fixtures.PlainSender;

/** {@code serve --format text} and {@code --only}. */
@Timeout(180)
class ServeTextTest {

  @TempDir private Path directory;

  private List<String> lines(String scenario, String... options) throws Exception {
    Path file = Files.writeString(directory.resolve("s.yaml"), scenario);
    List<String> args = new ArrayList<>(List.of("--scenario=" + file));
    args.addAll(List.of(options));
    try (ProgramRun run = ProgramRun.of(args.toArray(String[]::new))) {
      PlainSender sender = run.awaitReady();
      String ready = run.errorLines().get(0);
      PlainSender trapper = PlainSender.to(ready.replaceFirst(" agent.*", ""));
      trapper.sendValues(
          "{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"1\",\"clock\":5},"
              + "{\"host\":\"web01\",\"key\":\"app.olk\",\"value\":2}");
      trapper.sendValue("web01", "app.ok", "x".repeat(500));
      trapper.send(
          "{\"request\":\"active checks\",\"host\":\"web01\",\"host_metadata\":\"linux\"}");
      trapper.send("{\"request\":\"active checks\",\"host\":\"web09\"}");
      trapper.send(
          "{\"request\":\"active check heartbeat\",\"host\":\"web01\",\"heartbeat_freq\":60}");
      trapper.sendBytes("rubbish, and more of it".getBytes(UTF_8));
      if (!sender.equals(trapper)) {
        sender.send("agent.ping");
        sender.send("no.such");
      }
      run.stop();
      return run.out.lines().stream()
          .map(
              line ->
                  line.replaceFirst(
                      "^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  127\\.0\\.0\\.1:\\d+ +", "TIME PEER "))
          .toList();
    }
  }

  private static final String STRICT =
      "trapperPort: 0\nstrict: true\nhosts: [{host: web01, items: [{key: app.ok, type: trapper}]}]\n";

  @Test
  void showsEverything_inColumns() throws Exception {
    List<String> lines =
        lines(STRICT + "agents: [{host: db01, port: 0, keys: {agent.ping: 1}}]\n", "--format=text");

    assertEquals(
        List.of(
            "TIME PEER sender         web01        app.ok               \"1\" clock 5 NOT STORED because"
                + " its clock is older than the history storage period of the item",
            "TIME PEER sender         web01        app.olk              2 REJECTED failed: the host has"
                + " no item with this key",
            "TIME PEER sender         web01        app.ok               \""
                + "x".repeat(120)
                + "\"... (500 characters)",
            "TIME PEER active checks  web01        version=4.2 configRevision=0 hostMetadata=linux",
            "TIME PEER active checks  web09        version=4.2 configRevision=0 REFUSED host [web09]"
                + " not found",
            "TIME PEER active check heartbeat web01        heartbeatFreq=60"),
        lines.subList(0, 6));
    assertTrue(
        lines.get(6).startsWith("TIME PEER unreadable                  missing header"),
        lines.get(6));
    assertEquals(
        List.of(
            "TIME PEER passive checks db01         agent.ping           \"1\"",
            "TIME PEER passive checks db01         no.such              NOT SUPPORTED Unsupported"
                + " item key."),
        lines.subList(7, lines.size()));
  }

  @Test
  void showsRulesAndFaults() throws Exception {
    List<String> lines =
        lines(
            STRICT + "rules: [{when: {request: sender data}, times: 1, fault: close}]\n",
            "--format=text",
            "--only=web01 *");

    assertEquals(
        "TIME PEER sender data                 RULE sender data, FAULT close before the reply",
        lines.get(2));
  }

  @Test
  void processedOnly() throws Exception {
    List<String> lines = lines(STRICT, "--format=text", "--lines=processed");

    assertEquals(2, lines.size(), lines.toString());
  }

  @Test
  void only_selectsItemsInEveryFormat() throws Exception {
    assertEquals(
        List.of("host:web01\tkey:app.olk\tvalue:2\tclock:0"),
        lines("trapperPort: 0\n", "--only=web* *.olk", "--only=db01"));
    assertEquals(
        List.of("TIME PEER sender         web01        app.olk              2"),
        lines("trapperPort: 0\n", "--format=text", "--only=web01 app.olk"));
  }

  @Test
  void only_needsAHost() throws Exception {
    CommandRun run = CommandRun.of("serve", "--only=");

    assertEquals(64, run.exitCode());
    assertEquals(
        "mock-zabbix: Invalid value for option '--only' ('HOST KEY'): must be HOST KEY, for example 'web01"
            + " app.*', but was \"\"",
        run.err().lines().findFirst().orElse(""));
  }
}
