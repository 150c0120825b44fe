package org.mockzabbix.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.output.LineFormat;
import org.mockzabbix.cli.serve.ServeFiles;
import org.mockzabbix.cli.serve.ServeRun;
import org.mockzabbix.cli.serve.ServeRun.ServeOptions;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ScenarioException;
import org.mockzabbix.setting.Setting;
import org.mockzabbix.setting.SettingType;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/**
 * The command {@code serve}. Each option is also an environment variable (see {@link
 * EnvironmentDefaults}). The options are built in code because scanning for annotations takes a
 * fifth of the time that the program needs to start.
 */
public final class ServeCommand implements Callable<Integer> {

  private static final int TRAPPER_PORT = 10_051;
  private static final int AGENT_PORT = 10_050;

  private final OptionSpec scenario =
      option("--scenario", "FILE")
          .type(Path.class)
          .converters(OptionConverters::path)
          .description(
              "YAML or JSON file with hosts, items, mock agents and rules. Options override its"
                  + " settings.")
          .build();

  private final OptionSpec agentPort =
      option("--agent-port", "PORT")
          .type(Integer.class)
          .converters(OptionConverters::port)
          .description(
              "Port of the first mock agent of the scenario, from 0 to 65535; 0 for any free port"
                  + " (default: 10050). If the scenario has no agent, this option starts one that"
                  + " responds only to agent.ping.")
          .build();

  private final OptionSpec output =
      option("--output", "FILE")
          .type(Path.class)
          .converters(OptionConverters::path)
          .description(
              "File for the processed values. Its content is deleted at the start (default: standard"
                  + " output).")
          .build();

  private final OptionSpec format =
      option("--format", "FORMAT")
          .type(LineFormat.class)
          .converters(OptionConverters::format)
          .defaultValue(LineFormat.LTSV.toString())
          .description(
              "Format of a value: ltsv (host, key, value and clock, separated by tabs), json (one"
                  + " object per line) or text (for people) (default: ${DEFAULT-VALUE}).")
          .build();

  private final OptionSpec portFile =
      option("--port-file", "FILE")
          .type(Path.class)
          .converters(OptionConverters::path)
          .description(
              "File for the address, for example {\"host\": \"127.0.0.1\", \"trapper\": 10051}. Removed"
                  + " at the start, written when the server is ready, and removed when it stops"
                  + " (default: none).")
          .build();

  private final OptionSpec stopsAtEndOfInput =
      flag("--stop-on-stdin-eof")
          .description(
              "Stop when standard input ends, for example because the parent process exited.")
          .build();

  /** The options that are fields of scenarios too, by the name of the field. */
  private final Map<String, OptionSpec> settings = new LinkedHashMap<>();

  private final Console console;
  private final Consumer<Runnable> stopRequests;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("serve");

  /**
   * Creates the command.
   *
   * @param stopRequests receives the callback that stops the server
   */
  public ServeCommand(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.stopRequests = stopRequests;
    addSetting("--trapper-port", "PORT", "trapperPort");
    addSetting("--bind", "ADDRESS", "bind");
    addSetting("--dialect", "VERSION", "dialect");
    addSetting("--strict", "", "strict");
    addSetting("--max-packet-size", "SIZE", "maxPacketSize");
    addSetting("--trapper-timeout", "TIME", "trapperTimeout");
  }

  /** Adds the option of a setting. The declaration of the setting has its help and valid values. */
  private void addSetting(String name, String operand, String field) {
    Setting<?> setting = Setting.ofServer(field);
    OptionSpec.Builder option =
        setting.type().equals(SettingType.BOOLEAN)
            ? flag(name)
            : option(name, operand)
                .type(String.class)
                .converters(text -> OptionConverters.validText(setting, text));
    Set<String> words = setting.type().words();
    String values = words.isEmpty() ? "" : " Values: " + String.join(", ", words) + ".";
    settings.put(field, option.description(setting.help() + values).build());
  }

  private static OptionSpec.Builder option(String name, String operand) {
    return OptionSpec.builder(name).arity("1").paramLabel(operand);
  }

  private static OptionSpec.Builder flag(String name) {
    return OptionSpec.builder(name)
        .arity("0")
        .negatable(true) // --no-strict overrides the environment variable
        .type(Boolean.class)
        .defaultValue("false");
  }

  /** Returns the command for picocli, which fills the options that {@link #call} reads. */
  public CommandSpec spec() {
    spec.addOption(scenario);
    settings.values().forEach(spec::addOption);
    spec.addOption(agentPort)
        .addOption(output)
        .addOption(format)
        .addOption(portFile)
        .addOption(stopsAtEndOfInput)
        .addOption(CommonOptions.help());
    describe(spec.usageMessage());
    return spec;
  }

  private static void describe(UsageMessageSpec usage) {
    usage
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .header("Runs a mock Zabbix server and prints the values that it receives.")
        .description(
            "",
            "The server prints \"READY trapper=HOST:PORT\" on standard error when it is ready, and"
                + " runs until SIGTERM or SIGINT. Then it prints a summary and exits."
                + " It prints each processed value as one line on standard output before it"
                + " responds to the sender. It reports unreadable packets and rejected values on"
                + " standard error.",
            "")
        .footer(
            "",
            "Each option is also an environment variable, for example MOCK_ZABBIX_TRAPPER_PORT=0 or"
                + " MOCK_ZABBIX_STRICT=true. Options override variables.",
            "",
            "Exit codes: 0 stopped by a signal or end of input; 64 wrong usage; 69 cannot start; 70"
                + " unexpected failure; 74 values could not be written to the output, or the output"
                + " file was deleted (the server kept running).");
  }

  @Override
  public Integer call() throws CannotStartException {
    ServeFiles files = ServeFiles.of(scenario.getValue(), output.getValue(), portFile.getValue());
    check(files);
    ServeOptions options =
        new ServeOptions(config(), files, format.getValue(), stopsAtEndOfInput.getValue());
    return new ServeRun(options, console).run(stopRequests);
  }

  private void check(ServeFiles files) {
    try {
      files.check();
    } catch (IllegalArgumentException sameFile) {
      throw new ParameterException(spec.commandLine(), String.valueOf(sameFile.getMessage()));
    }
  }

  /**
   * Returns the settings of the scenario, or the defaults. Loads Jackson only for a scenario,
   * because that takes longer than the rest of the start.
   */
  private ServerConfig scenario() throws CannotStartException {
    ServerConfig defaults = ServerConfig.lenient().toBuilder().trapperPort(TRAPPER_PORT).build();
    Path file = scenario.getValue();
    try {
      return file == null ? defaults : Scenario.load(file, defaults).server();
    } catch (ScenarioException wrong) {
      throw new CannotStartException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private ServerConfig config() throws CannotStartException {
    ServerConfig.Builder builder = scenario().toBuilder();
    for (Map.Entry<String, OptionSpec> option : settings.entrySet()) {
      Object value = option.getValue().getValue();
      if (value != null && !Boolean.FALSE.equals(value)) {
        Setting.ofServer(option.getKey()).set(builder, value.toString());
      }
    }
    return builder.agents(agents(builder.build().agents())).build();
  }

  /** Returns the scenario's agents, the first one with the address and port of the options. */
  private List<AgentConfig> agents(List<AgentConfig> scenarioAgents) {
    Integer port = agentPort.getValue();
    String address = Objects.requireNonNull(settings.get("bind")).getValue();
    List<AgentConfig> agents = new ArrayList<>(scenarioAgents);
    if (agents.isEmpty() && port != null) {
      agents.add(AgentConfig.of("mock-zabbix").withKey("agent.ping", KeyScript.value("1")));
    }
    if (!agents.isEmpty()) {
      AgentConfig first = agents.get(0).withDefaultPort(AGENT_PORT);
      first = port == null ? first : first.withPort(port);
      agents.set(0, address == null ? first : first.withBindAddress(address));
    }
    return agents;
  }
}
