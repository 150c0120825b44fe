package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.fixtures.UnresolvableHost;
import org.mockzabbix.protocol.ZabbixVersion;

@Timeout(180)
class GetCommandTest {

  @ParameterizedTest
  @EnumSource
  void printsTheValue(ZabbixVersion version) {
    try (MockAgent agent = new MockAgent(AgentConfig.of("web01").withVersion(version)).start()) {
      agent.reply("k", "ü😀\nb");
      for (String dialect : List.of("6.0", "7.0")) {
        CommandRun run = CommandRun.of(from(agent, "k", "--dialect", dialect));

        assertEquals(0, run.exitCode(), run.err());
        assertEquals("ü😀\nb\n", run.out());
        assertEquals("", run.err());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"6.0, 0", "7.0, 1"})
  void notSupported(String dialect, int code) {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("k", KeyScript.notSupported("No such file"));

      CommandRun run = CommandRun.of(from(agent, "k", "--dialect", dialect));

      assertEquals(code, run.exitCode());
      assertEquals("ZBX_NOTSUPPORTED: No such file\n", run.out());
    }
  }

  @Test
  void valueEndsAtNul() {
    try (MockAgent agent = new MockAgent("web01").reply("k", "a\0b").start()) {
      assertEquals("a\n", CommandRun.of(from(agent, "k")).out());
      assertEquals("a\n", CommandRun.of(from(agent, "k", "--dialect", "7.0")).out());
    }
  }

  @ParameterizedTest
  @CsvSource({"auto, 1, json", "json, 1, json", "plaintext, 1, plain"})
  void protocolDecidesTheForm(String protocol, int connections, String form) throws Exception {
    byte[] answer = Packets.frame("{\"version\":\"7.0.0\",\"data\":[{\"value\":\"1\"}]}");
    try (ScriptedPeer agent = ScriptedPeer.answering(answer)) {
      String port = String.valueOf(agent.port());

      CommandRun run =
          CommandRun.of(
              "get", "--dialect", "7.0", "-P", protocol, "-s", "127.0.0.1", "-p", port, "-k", "k");

      assertEquals(0, run.exitCode());
      assertEquals(connections, agent.received().size());
      assertEquals(form, agent.received().get(0).equals("k") ? "plain" : "json");
    }
  }

  @Test
  void connectionRefused() {
    CommandRun old = CommandRun.of("get", "-s", "127.0.0.1", "-p", "1", "-k", "k");
    CommandRun modern =
        CommandRun.of("get", "-s", "127.0.0.1", "-p", "1", "-k", "k", "--dialect", "7.0");

    assertEquals(1, old.exitCode());
    assertEquals("", old.out());
    assertEquals(
        "zabbix_get [PID]: Get value error:"
            + " cannot connect to [[127.0.0.1]:1]: [111] Connection refused\n",
        old.errWithoutPid());
    assertEquals(1, modern.exitCode());
    assertEquals("", modern.out());
    assertEquals(
        "zabbix_get [PID]: Get value error: cannot connect to [[127.0.0.1]:1]:"
            + " connection error (POLLERR,POLLHUP)\n",
        modern.errWithoutPid());
  }

  @Test
  void unknownName() {
    CommandRun run = CommandRun.of("get", "-s", UnresolvableHost.NAME, "-k", "k");

    assertEquals(1, run.exitCode());
    assertEquals(
        "zabbix_get [PID]: Get value error: cannot resolve [no..such.host]\n", run.errWithoutPid());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -k k                       | specify both -s and -k
          -s a                       | specify both -s and -k
          -s a -k k -t 31            | Invalid timeout, valid range 1:30 seconds
          -s a -k k -t 0             | Invalid timeout, valid range 1:30 seconds
          -s a -k k -t 601 --dialect 7.0 | Invalid timeout, valid range 1:600 seconds
          -s a -k k -P auto          | -P requires --dialect 7.0
          -s a -k k -P xml           | Invalid value for option '--protocol': unknown protocol "xml": use auto, json or plaintext
          """)
  void refusesUsage(String options, String why) {
    CommandRun run = CommandRun.of(("get " + options).split(" "));

    assertEquals(64, run.exitCode());
    assertEquals("mock-zabbix: " + why + "\nTry 'mock-zabbix get --help' for more.\n", run.err());
  }

  @Test
  void help() {
    CommandRun run = CommandRun.of("get", "--help");

    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("-P, --protocol=PROTOCOL"), run.out());
  }

  private static String[] from(MockAgent agent, String key, String... options) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("get", "-s", agent.host(), "-p", String.valueOf(agent.port())));
    command.addAll(List.of("-k", key));
    command.addAll(List.of(options));
    return command.toArray(String[]::new);
  }

  @Test
  void version_isThatOfTheOriginal() {
    assertEquals("zabbix_get (Zabbix) 6.0.14\n", CommandRun.of("get", "-V").out());
    assertEquals(
        "zabbix_get (Zabbix) 7.0.22\n", CommandRun.of("get", "-V", "--dialect", "7.0").out());
  }

  @Test
  void sourceAddress_isThatOfTheConnection() {
    try (MockAgent agent = new MockAgent("web01").start()) {
      String port = String.valueOf(agent.port());
      CommandRun run =
          CommandRun.of(
              "get", "-s", "127.0.0.1", "-p", port, "-k", "agent.ping", "-I", "127.0.0.9");

      assertEquals("1\n", run.out());
      assertEquals("127.0.0.9", agent.exchanges().get(0).peer().getAddress().getHostAddress());
    }
  }
}
