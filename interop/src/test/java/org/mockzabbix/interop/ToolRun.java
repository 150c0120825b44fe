package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.mockzabbix.cli.OwnProgram;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * What a run of zabbix_sender or zabbix_get, or of the command that imitates it, returned and
 * printed. All text has one character for each byte.
 *
 * @param exitCode {@link #HANGS} if it did not end
 */
record ToolRun(int exitCode, String output, String errors) {

  static final int HANGS = -1;

  private static final byte[] NO_INPUT = {};

  /** Something that runs with arguments and standard input: a real program, or our own. */
  interface Tool {
    ToolRun run(byte[] input, List<String> arguments) throws Exception;

    /** Returns the version whose behavior the tool has. */
    ZabbixVersion version();
  }

  private static final Pattern WRITER = Pattern.compile("zabbix_sender \\[[0-9]+]: ");

  private static final String LEVEL = "(?:DEBUG|ERROR|Warning): ";

  private static final String FUNCTIONS =
      "(?m)^zabbix_sender \\[[0-9]+]: DEBUG: (In|End of) \\w+\\(\\).*\\n";

  /** A real program, which is killed if it does not end within {@code patience}. */
  static Tool real(Release release, String program, Duration patience) {
    return new Tool() {
      @Override
      public ToolRun run(byte[] input, List<String> arguments) throws Exception {
        RealProgram real = new RealProgram(release, program).within(patience);
        try (ProcessDirectory directory = new ProcessDirectory()) {
          int exitCode = real.endIn(directory, input, arguments).orElse(HANGS);
          String output = Files.readString(directory.file("stdout"), ISO_8859_1);
          String errors = Files.readString(directory.file("stderr"), ISO_8859_1);
          return of(exitCode, output, errors);
        }
      }

      @Override
      public ZabbixVersion version() {
        return release.version();
      }
    };
  }

  /** The command of {@code mock-zabbix} in the dialect of the release. */
  static Tool own(Release release, String command) {
    return new Tool() {
      @Override
      public ToolRun run(byte[] input, List<String> arguments) {
        List<String> all =
            new ArrayList<>(List.of(command, "--dialect", release.version().dialect()));
        all.addAll(arguments);
        OwnProgram own = OwnProgram.run(input, all);
        return of(own.exitCode(), own.output(), own.errors());
      }

      @Override
      public ZabbixVersion version() {
        return release.version();
      }
    };
  }

  /**
   * Leaves out what differs from run to run, the lines about the begin and the end of functions,
   * and the prefixes that 7.0.9 has and 7.0.22 has not.
   */
  static ToolRun of(int exitCode, String output, String errors) {
    String shown =
        wholeLines(output)
            .replaceAll(FUNCTIONS, "")
            .replaceAll("zbx_comms_exchange_with_redirect\\(\\) (sending: |received: )", "$1")
            .replaceAll("sending to \\[[^]]*]:[0-9]+: ", "sending: ")
            .replaceAll("redirect (response found, retrying|connection without failover) to", "to")
            .replaceAll(",\"clock\":[0-9]+,\"ns\":[0-9]+(?=,\"clock|}\\n)", "")
            .replaceAll("spent: [0-9.]+", "spent: S");
    // what was left out counts, too, when a program cuts a line
    String cut = withoutPid(shown).replaceAll("(.{65000}).*", "$1");
    return new ToolRun(exitCode, cut, withoutPid(errors));
  }

  /**
   * Puts lines together again that several processes wrote at the same time: a real sender has a
   * process for each server, and each writes the prefix, the text and the end of a line by itself.
   */
  private static String wholeLines(String output) {
    List<String> writers =
        WRITER.matcher(output).results().map(MatchResult::group).distinct().toList();
    if (writers.size() < 2) {
      return output;
    }
    return WRITER
        .matcher(output)
        .replaceAll("")
        .replaceAll("(?=" + LEVEL + "|Response from \")", "\n")
        .replaceAll("\n+", "\n")
        .replaceAll("(?m)^(?=" + LEVEL + ")", writers.get(0))
        .stripLeading();
  }

  private static String withoutPid(String text) {
    return text.replaceAll("(?m)^(zabbix_\\w+) \\[[0-9]+]: ", "$1 [PID]: ");
  }

  /** Returns the same run with names instead of ports. */
  ToolRun replacing(String port, String name) {
    return new ToolRun(
        exitCode,
        output.replaceAll("\\b" + port + "\\b", name),
        errors.replaceAll("\\b" + port + "\\b", name));
  }

  /** Returns the same run with its lines in alphabetical order. */
  ToolRun sorted() {
    return new ToolRun(
        exitCode, output.lines().sorted().map(line -> line + "\n").collect(joining()), errors);
  }

  /** Returns the exit code of 7.0.22 for a run of 7.0.9, which forgets the rows that failed. */
  ToolRun as7022(Tool tool) {
    boolean failed = output.matches("(?s).*\": \"processed: \\d+; failed: [1-9].*");
    return tool.version() == ZabbixVersion.V7_0 && failed && exitCode == 0
        ? new ToolRun(2, output, errors)
        : this;
  }

  /**
   * Checks that a command prints the first line of {@code -V} as the real program; that of 7.0.9
   * has another number than 7.0.22.
   */
  static void assertSameVersion(Tool realProgram, Tool command, Release release) throws Exception {
    ToolRun real = realProgram.run(NO_INPUT, List.of("-V"));
    ToolRun own = command.run(NO_INPUT, List.of("-V"));

    String line = real.output().lines().findFirst().orElseThrow();
    assertEquals(
        line.replace(release.toString(), release.version().release()) + "\n", own.output());
    assertEquals(real.exitCode(), own.exitCode());
  }

  /** A run against a peer that never responds, and what the peer received. */
  record Unanswered(ToolRun run, List<String> received) {

    /** Runs a tool, with the arguments for the port of the peer. */
    static Unanswered of(Tool tool, IntFunction<List<String>> arguments) throws Exception {
      try (ScriptedPeer peer = ScriptedPeer.answering(ScriptedPeer.hang())) {
        ToolRun run = tool.run(NO_INPUT, arguments.apply(peer.port()));
        await() // the peer may read later than the tool gives up
            .atMost(Duration.ofMinutes(1))
            .until(() -> !peer.received().isEmpty());
        return new Unanswered(
            run.replacing(String.valueOf(peer.port()), "PORT"),
            peer.received().stream()
                .map(packet -> packet.replaceAll(",\"clock\":[0-9]+,\"ns\":[0-9]+}$", "}"))
                .toList());
      }
    }
  }

  @Override
  public String toString() {
    return exitCode + " |" + printed(output) + "| " + (errors.isEmpty() ? "" : printed(errors));
  }

  private static String printed(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\\0");
  }
}
