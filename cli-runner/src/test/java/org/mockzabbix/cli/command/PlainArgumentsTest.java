package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.cli.console.Console;
import picocli.CommandLine;

/** {@link PlainArguments} reads what picocli reads, or leaves it to picocli. */
class PlainArgumentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--trapper-port=0 --http-port 0",
        "--trapper-port 10051 --bind localhost --dialect=6.0 --strict --poll",
        "--agent-port=0 --forward 127.0.0.1:10052 --max-packet-size 64K --trapper-timeout=5s",
        "--scenario a.yaml --scenario=b=c.yaml --watch --check --expose",
        "--output=- --format json --lines=all --only=web01_app.* --quiet",
        "--port-file ports --record=record --record-max 100M --stop-on-stdin-eof --no-http",
        "--http-token=secret --http-allow-host=a --http-allow-host b",
        "--http-allow-origin http://localhost:3000 --output='a'",
      })
  void readsTheSameAsPicocli(String line) {
    String[] args = args(line);
    ServeCommand plain = serve();

    assertTrue(plain.reads(Map.of("PATH", "/bin"), args), line);

    assertEquals(readByPicocli(Map.of(), args), values(plain));
  }

  @Test
  void readsVariablesAsPicocliDoes() {
    Map<String, String> environment =
        Map.of(
            "MOCK_ZABBIX_TRAPPER_PORT", "wrong, but not used",
            "MOCK_ZABBIX_SCENARIO", "a.yaml",
            "MOCK_ZABBIX_STRICT", "false",
            "MOCK_ZABBIX_QUIET", "true",
            "MOCK_ZABBIX_FORMAT", "",
            "MOCK_ZABBIX_RECORD_MAX", "1K");
    ServeCommand plain = serve();

    assertTrue(plain.reads(environment, "--trapper-port=0"));

    assertEquals(readByPicocli(environment, "--trapper-port=0"), values(plain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-h",
        "--help",
        "--",
        "positional",
        "--trapper-por=0",
        "--trapper-port",
        "--trapper-port=",
        "--trapper-port=x",
        "--trapper-port=0 --trapper-port=1",
        "--output --quiet",
        "--no-strict",
        "--strict=true",
        "--strict --strict",
        "--http-allow-host=a,b",
        "--http-allow-host=a/b",
        "--lines=some",
      })
  void leavesTheRestToPicocli(String line) {
    assertFalse(serve().reads(Map.of(), args(line)), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MOCK_ZABBIX_TRAPPER_PORT=x",
        "MOCK_ZABBIX_TRAPER_PORT=0",
        "mock_zabbix_trapper_port=0",
        "MOCK_ZABBIX_STRICT=yes",
        "MOCK_ZABBIX_OUTPUT=${sys:user.home}",
        "MOCK_ZABBIX_HTTP_ALLOW_HOST=a,b",
        "MOCK_ZABBIX_VERIFY=1",
      })
  void leavesUnusualVariablesToPicocli(String variable) {
    int sign = variable.indexOf('=');
    Map<String, String> variables =
        Map.of(variable.substring(0, sign), variable.substring(sign + 1));

    assertFalse(serve().reads(variables), variable);
  }

  private static String[] args(String line) {
    return line.isEmpty() ? new String[0] : line.split(" ");
  }

  private static ServeCommand serve() {
    PrintStream nothing = new PrintStream(OutputStream.nullOutputStream());
    return new ServeCommand(
        new Console(InputStream.nullInputStream(), nothing, nothing, Map.of()), stop -> {});
  }

  private static List<String> readByPicocli(Map<String, String> environment, String... args) {
    ServeCommand serve = serve();
    CommandLine line = new CommandLine(serve.spec()).setExpandAtFiles(false);
    ServeArguments given = ServeArguments.read(new CommandLine(serve().spec()), args, Map.of());
    line.setDefaultValueProvider(
        new EnvironmentDefaults(environment, ServeCommand.NAME, given.names()));
    line.parseArgs(args);
    return values(serve);
  }

  private static List<String> values(ServeCommand serve) {
    return serve.options().stream().map(option -> option.name() + '=' + text(option)).toList();
  }

  private static @Nullable Object text(Option<?> option) {
    return option.isFlag() ? option.isOn() : option.value();
  }
}
