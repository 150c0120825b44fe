package org.mockzabbix.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.http.HealthCheck;
import org.mockzabbix.setting.SettingType;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command {@code health}, which asks a server whether it is ready. */
final class HealthCommand implements Callable<Integer> {

  private static final String URL_VARIABLE = "MOCK_ZABBIX_HTTP";
  private static final String PORT_VARIABLE = "MOCK_ZABBIX_HTTP_PORT";

  private final PositionalParamSpec url =
      PositionalParamSpec.builder()
          .paramLabel("URL")
          .index("0")
          .arity("0..1")
          .type(String.class)
          .description(
              "The HTTP API, for example http://127.0.0.1:10080 (default: the variable "
                  + URL_VARIABLE
                  + ", or the port of "
                  + PORT_VARIABLE
                  + " on 127.0.0.1, or port 10080).")
          .build();

  private final Console console;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("health");

  HealthCommand(Console console) {
    this.console = console;
  }

  CommandSpec spec() {
    spec.addPositional(url).addOption(CommonOptions.help());
    spec.usageMessage()
        .header("Asks a server whether it is ready, for health checks of containers.")
        .description("")
        .footer(
            "",
            "Exit codes: 0 the server is ready; 1 it is not, or does not respond within 5 s; 64"
                + " wrong usage.");
    return spec;
  }

  @Override
  public Integer call() {
    try {
      return HealthCheck.of(url()).run(console);
    } catch (IllegalArgumentException invalid) {
      throw ZabbixToolOptions.usageError(spec, String.valueOf(invalid.getMessage()));
    }
  }

  private String url() {
    String given = url.getValue();
    if (given != null) {
      return given;
    }
    Map<String, String> environment = console.environment();
    String variable = environment.getOrDefault(URL_VARIABLE, "");
    return variable.isEmpty() ? "http://127.0.0.1:" + port(environment) : variable;
  }

  private static int port(Map<String, String> environment) {
    String port = environment.getOrDefault(PORT_VARIABLE, "");
    try {
      return port.isEmpty() ? ServerOptions.HTTP_PORT : SettingType.port().parse(port);
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "the environment variable " + PORT_VARIABLE + ' ' + invalid.getMessage(), invalid);
    }
  }
}
