package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.cli.console.Console;

class MainTest {

  private static final String TRY_SERVE_HELP = "Try 'mock-zabbix serve --help' for more.";

  private final CapturedLines out = new CapturedLines();
  private final CapturedLines err = new CapturedLines();

  private int run(Map<String, String> environment, Consumer<Runnable> stops, String... args) {
    PrintStream errors = new PrintStream(err, true, UTF_8);
    Console console = new Console(InputStream.nullInputStream(), out, errors, environment);
    return new Main(console, stops).run(args);
  }

  private int run(Map<String, String> environment, String... args) {
    return run(environment, stop -> {}, args);
  }

  @Test
  void version_isTheProgramsOwn() {
    int code = run(Map.of(), "--version");

    assertEquals(0, code);
    assertTrue(
        out.text().matches("(?s)mock-zabbix \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n.*"), out.text());
    assertEquals(
        List.of(
            "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
            "Zabbix versions: 5.0, 6.0, 7.0"),
        out.lines().subList(1, 3));
    assertEquals("", err.text());
  }

  @Test
  void helpNamesTheCommands() {
    int code = run(Map.of(), "--help");

    assertEquals(0, code);
    assertTrue(out.text().contains("Usage: mock-zabbix [-hV] [COMMAND]\n"), out.text());
    assertTrue(out.text().matches("(?s).*\n  serve +Runs a mock.*"), out.text());
    assertEquals("", err.text());
  }

  @ParameterizedTest
  @CsvSource({
    "help, --help",
    "help serve, serve --help",
    "help scenario from, scenario from --help"
  })
  void helpIsThatOfTheOption(String command, String option) {
    CommandRun help = CommandRun.of(command.split(" "));

    assertEquals(CommandRun.of(option.split(" ")), help);
    assertEquals(0, help.exitCode());
    assertTrue(help.out().contains("Usage: mock-zabbix"), help.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          help sevre           | unknown command "sevre": did you mean "serve"?
          help serve x         | unknown command "x": remove it
          help scenario form   | unknown command "form": did you mean "from"?
          completion           | Missing required parameter: 'SHELL'
          completion fish      | SHELL must be bash or zsh, but was "fish"
          health 127.0.0.1     | URL must be a URL, for example http://127.0.0.1:10080, but was "127.0.0.1"
          health ftp://h       | URL must be a URL, for example http://127.0.0.1:10080, but was "ftp://h"
          health http://h:99999 | URL must be a URL, for example http://127.0.0.1:10080, but was "http://h:99999"
          serve --no-strcit    | Unknown option: '--no-strcit': did you mean --no-strict?
          serve --dialct=6.0   | Unknown option: '--dialct': did you mean --dialect?
          serve --http-tokn secret | Unknown option: '--http-tokn': did you mean --http-token?
          serve -strict        | Unknown option: '-strict': did you mean --strict?
          serve --nonsense=1   | Unknown option: '--nonsense'
          serve --x            | Unknown option: '--x'
          serve -psecret       | Unknown option: '-p'
          serve --versoin      | Unknown option: '--versoin'
          serve strict         | Unmatched argument "strict": did you mean --strict?
          serve scenrio a.yaml | Unmatched argument "scenrio": did you mean --scenario?
          serve a.yaml b.yaml  | Unmatched argument "a.yaml": remove it, or quote it with the value it belongs to
          send -z h -k a -o b c | Unmatched argument "c": remove it, or quote it with the value it belongs to
          send -z h -k a -V0   | Unknown option: '-0'
          get -s h --kye=x     | Unknown option: '--kye': did you mean --key?
          get -s h -k a -K b   | Unknown option: '-K': did you mean -k?
          scenario form x      | unknown command "form": did you mean "from"?
          scenario x           | unknown command "x": use from
          scenario --hlep      | Unknown option: '--hlep': did you mean --help?
          scenario             | Missing required subcommand: use from
          completion bash zsh  | Unmatched argument "zsh": remove it, or quote it with the value it belongs to
          serve --expose --bind 127.0.0.1 | --expose and --bind contradict each other: remove one
          serve --expose --http-token t | --expose makes up a token, and --http-token sets one: use --bind 0.0.0.0 instead of --expose
          """)
  void refusesArguments(String arguments, String why) {
    String[] args = arguments.split(" ");

    int code = run(Map.of(), args);

    assertEquals(64, code);
    assertEquals(
        List.of("mock-zabbix: " + why, "Try 'mock-zabbix " + args[0] + " --help' for more."),
        err.lines());
    assertEquals("", out.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sevre", "HELP", "qwertyuiop"})
  void refusesUnknownCommand_onOneLine(String name) {
    int code = run(Map.of(), name);

    assertEquals(64, code);
    assertEquals(1, err.lines().size());
  }

  @Test
  void helpOfServe_whateverTheEnvironmentSays() {
    int code = run(Map.of("MOCK_ZABBIX_TRAPPER_PORT", "wrong"), "serve", "--help");

    assertEquals(0, code);
    assertTrue(out.text().contains("--trapper-port=PORT"), out.text());
    assertEquals("", err.text());
  }

  @Test
  void refusesUnknownCommand() {
    int code = run(Map.of(), "sevre");

    assertEquals(64, code);
    assertEquals(
        List.of("mock-zabbix: unknown command \"sevre\": did you mean \"serve\"?"), err.lines());
    assertEquals("", out.text());
  }

  @Test
  void refusesUnknownOption_withTheNearest() {
    int code = run(Map.of(), "--stric");

    assertEquals(64, code);
    assertEquals(
        List.of("mock-zabbix: Unknown option: '--stric': did you mean --strict?", TRY_SERVE_HELP),
        err.lines());
    assertEquals("", out.text());
  }

  @ParameterizedTest
  @CsvSource({"--versoin, --version", "--hepl, --help", "-v, -V", "--strcit, --strict"})
  void refusesUnknownOption_withoutACommand(String option, String meant) {
    int code = run(Map.of(), option);

    assertEquals(64, code);
    assertEquals(
        List.of(
            "mock-zabbix: Unknown option: '" + option + "': did you mean " + meant + "?",
            TRY_SERVE_HELP),
        err.lines());
  }

  @Test
  void refusesOptionTwice() {
    int code = run(Map.of(), "--trapper-port", "1", "--trapper-port", "2");

    assertEquals(64, code);
    assertEquals(
        List.of(
            "mock-zabbix: option '--trapper-port' (PORT) should be specified only once",
            TRY_SERVE_HELP),
        err.lines());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --trapper-port    | x     | must be an integer from 0 to 65535, but was "x"
          --trapper-port    | -1    | must be an integer from 0 to 65535, but was "-1"
          --trapper-port    | 70000 | must be an integer from 0 to 65535, but was "70000"
          --trapper-port    | 99999999999 | must be an integer from 0 to 65535, but was "99999999999"
          --bind            | ''    | must be a string that is not blank, but was ""
          --dialect         | 5.2   | must be one of 5.0, 6.0, 7.0, but was "5.2": did you mean "5.0"?
          --format          | xml   | unknown format "xml": use ltsv, json or text
          --lines           | most  | unknown selection "most": use processed or all
          --max-packet-size | 12X   | must be a size, for example 4096, 64K, 128M or 1G, but was "12X"
          --max-packet-size | K     | must be a size, for example 4096, 64K, 128M or 1G, but was "K"
          --max-packet-size | 2G    | maxPacketSize must be from 1 byte to 1G, but was 2G
          --max-packet-size | 999999999999999G | must be a size, for example 4096, 64K, 128M or 1G, but was "999999999999999G"
          --trapper-timeout | soon  | must be a time, for example 500ms, 10s, 5m, 1h, 7d or 2w, but was "soon"
          --trapper-timeout | 0s    | trapperTimeout must be from 1 ms to 24 h, but was 0 s
          """)
  void refusesValue(String option, String value, String why) {
    int code = run(Map.of(), "serve", option, value);

    assertEquals(64, code);
    assertEquals(
        List.of("mock-zabbix: Invalid value for option '" + option + "': " + why, TRY_SERVE_HELP),
        err.lines());
    assertEquals("", out.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MOCK_ZABBIX_TRAPPER_PORT | x     | --trapper-port | must be an integer from 0 to 65535, but was "x"
          MOCK_ZABBIX_FORMAT       | xml   | --format       | unknown format "xml": use ltsv, json or text
          MOCK_ZABBIX_TRAPPER_TIMEOUT | 25h | --trapper-timeout | trapperTimeout must be from 1 ms to 24 h, but was 25 h
          MOCK_ZABBIX_MAX_PACKET_SIZE | 2G  | --max-packet-size | maxPacketSize must be from 1 byte to 1G, but was 2G
          MOCK_ZABBIX_STRICT       | maybe | --strict       | 'maybe' is not a boolean
          """)
  void refusesValueFromTheEnvironment(String variable, String value, String option, String why) {
    int code = run(Map.of(variable, value));

    assertEquals(64, code);
    assertEquals(
        List.of(
            "mock-zabbix: in the environment variable "
                + variable
                + ": Invalid value for option '"
                + option
                + "': "
                + why,
            TRY_SERVE_HELP),
        err.lines());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MOCK_ZABBIX_TRAPER_PORT  | did you mean MOCK_ZABBIX_TRAPPER_PORT?
          MOCK_ZABBIX_STRCIT       | did you mean MOCK_ZABBIX_STRICT?
          mock_zabbix_strict       | did you mean MOCK_ZABBIX_STRICT?
          MOCK_ZABIX_PORT_FILE     | did you mean MOCK_ZABBIX_PORT_FILE?
          MOCKZABBIX_BIND          | did you mean MOCK_ZABBIX_BIND?
          MOCK_ZABBIX_DEBUGG       | did you mean MOCK_ZABBIX_DEBUG?
          MOCK_ZABBIX_REPLAY_TOO   | did you mean MOCK_ZABBIX_REPLAY_TO?
          MOCK_ZABBIX_CERTIFY_TIMOUT | did you mean MOCK_ZABBIX_CERTIFY_TIMEOUT?
          """)
  void refusesUnknownVariable(String variable, String remedy) {
    int code = run(Map.of(variable, "1"), "serve", "--trapper-port=0");

    assertEquals(64, code);
    assertEquals(
        List.of("mock-zabbix: unknown environment variable " + variable + ": " + remedy),
        err.lines());
  }

  @Test
  void refusesUnknownVariable_withTheKnownOnes() {
    int code = run(Map.of("MOCK_ZABBIX_X", "1"));

    assertEquals(64, code);
    assertTrue(
        err.text()
            .startsWith(
                "mock-zabbix: unknown environment variable MOCK_ZABBIX_X: use one of"
                    + " MOCK_ZABBIX_AGENT_PORT, MOCK_ZABBIX_BIND,"),
        err.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "verify", "send", "get", "replay", "certify"})
  void everyCommandRefusesUnknownVariables(String command) {
    int code = run(Map.of("MOCK_ZABBIX_TRAPER_PORT", "1"), command);

    assertEquals(64, code);
    assertEquals(
        List.of(
            "mock-zabbix: unknown environment variable MOCK_ZABBIX_TRAPER_PORT: did you mean"
                + " MOCK_ZABBIX_TRAPPER_PORT?"),
        err.lines());
  }

  @Test
  void helpIgnoresUnknownVariables() {
    assertEquals(0, run(Map.of("MOCK_ZABBIX_TRAPER_PORT", "1"), "get", "--help"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replay  | MOCK_ZABBIX_REPLAY_SPEED    | 2 | --speed       | must be 1 or max, but was "2"
          certify | MOCK_ZABBIX_CERTIFY_DIALECT | 9 | --dialect     | must be one of 5.0, 6.0, 7.0, but was "9"
          send    | MOCK_ZABBIX_SEND_PORT       | x | --port        | must be an integer from 0 to 65535, but was "x"
          get     | MOCK_ZABBIX_GET_PORT        | x | --port        | must be an integer from 0 to 65535, but was "x"
          """)
  void variablesOfOtherCommands_haveTheirNames(
      String command, String variable, String value, String option, String why) {
    int code = run(Map.of(variable, value), command);

    assertEquals(64, code);
    assertTrue(
        err.lines()
            .get(0)
            .startsWith("mock-zabbix: in the environment variable " + variable + ": Invalid value"),
        err.text());
    assertTrue(err.lines().get(0).contains("'" + option + "'"), err.text());
    assertTrue(err.lines().get(0).endsWith(": " + why), err.text());
  }

  @Test
  void helpThatCannotBePrinted_isAnError() {
    PrintStream errors = new PrintStream(err, true, UTF_8);
    Console console =
        new Console(InputStream.nullInputStream(), new BrokenPipe(), errors, Map.of());

    int code = new Main(console, stop -> {}).run("--help");

    assertEquals(74, code);
    assertEquals(List.of("mock-zabbix: cannot write to standard output"), err.lines());
  }

  @Test
  void unexpectedFailure_isOneLine() {
    int code = run(Map.of(), MainTest::fail, "--trapper-port", "0");

    assertEquals(70, code);
    assertEquals(
        List.of(
            "mock-zabbix: unexpected failure: java.lang.IllegalStateException: broken"
                + " (set MOCK_ZABBIX_DEBUG=true for the stack trace)"),
        err.lines());
  }

  @Test
  void unexpectedFailure_withTheStackTraceIfAsked() {
    int code = run(Map.of("MOCK_ZABBIX_DEBUG", "true"), MainTest::fail, "--trapper-port", "0");

    assertEquals(70, code);
    assertTrue(err.text().contains("\tat org.mockzabbix.cli.MainTest.fail("), err.text());
  }

  private static void fail(Runnable stop) {
    throw new IllegalStateException("broken");
  }

  @Test
  void mistakeOfTheProgramIsNoUsageError() {
    Consumer<Runnable> mistake =
        stop -> {
          throw new IllegalArgumentException("not the user's mistake");
        };

    int code = run(Map.of(), mistake, "verify", "--expect", "web01 app.ok");

    assertEquals(70, code, err.text());
  }
}
