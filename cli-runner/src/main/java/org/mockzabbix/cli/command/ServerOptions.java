package org.mockzabbix.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.output.ItemFilter;
import org.mockzabbix.cli.output.ItemFilter.ItemPattern;
import org.mockzabbix.cli.output.LineFormat;
import org.mockzabbix.cli.output.LineSelection;
import org.mockzabbix.cli.output.OutputOptions;
import org.mockzabbix.cli.serve.ServeFiles;
import org.mockzabbix.cli.serve.ServeOptions;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ScenarioException;
import org.mockzabbix.setting.Setting;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The options of the server that {@code serve} and {@code verify} run. Each of them is also an
 * environment variable (see {@link EnvironmentDefaults}). They are built in code because scanning
 * for annotations takes a fifth of the time that the program needs to start.
 */
final class ServerOptions {

  private static final String ALL_ADDRESSES = "0.0.0.0";

  /** The default port of the HTTP API of {@code serve}. */
  static final int HTTP_PORT = 10_080;

  private final OptionSpec scenario =
      option("--scenario", "FILE")
          .type(List.class)
          .auxiliaryTypes(Path.class)
          .converters(OptionConverters::path)
          .description(
              "YAML or JSON file with hosts, items, mock agents and rules. Options override its"
                  + " settings. Can be repeated: later files add to earlier ones.")
          .build();

  private final OptionSpec expose =
      flag("--expose")
          .description(
              "Listen on all addresses, as --bind 0.0.0.0 does, and make up a token for the HTTP API,"
                  + " which is printed.")
          .build();

  private final OptionSpec agentPort;

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
          .completionCandidates(List.of("ltsv", "json", "text"))
          .description(
              "Format of a value: ltsv (host, key, value and clock, separated by tabs), json (one"
                  + " object per line) or text (for people) (default: ${DEFAULT-VALUE}).")
          .build();

  private final OptionSpec lines =
      option("--lines", "LINES")
          .type(LineSelection.class)
          .completionCandidates(List.of("processed", "all"))
          .converters(OptionConverters::lines)
          .description(
              "Values that have a line: processed, or all of them, with rejected ones (default:"
                  + " processed, but all for --format text).")
          .build();

  private final OptionSpec only =
      option("--only", "'HOST KEY'")
          .type(List.class)
          .auxiliaryTypes(ItemPattern.class)
          .converters(OptionConverters::itemPattern)
          .description(
              "Write only lines of items that match, for example 'web01 app.*'. * and ? match any"
                  + " characters. Can be repeated (default: all items).")
          .build();

  private final OptionSpec portFile =
      option("--port-file", "FILE")
          .type(Path.class)
          .converters(OptionConverters::path)
          .description(
              "File for the addresses of server and mock agents, as JSON. Removed at the start,"
                  + " written when the server is ready, and removed when it stops (default: none).")
          .build();

  private final OptionSpec record =
      option("--record", "FILE")
          .type(Path.class)
          .converters(OptionConverters::path)
          .description(
              "File for all exchanges of the server and its mock agents, as JSON with their bytes,"
                  + " one on each line. Its content is deleted at the start (default: none).")
          .build();

  private final OptionSpec recordMax =
      option("--record-max", "SIZE")
          .type(Long.class)
          .converters(OptionConverters::size)
          .description(
              "Size of --record at which it is renamed to FILE.1 and another file begins, at least 1"
                  + " byte, for example 100M (default: no limit).")
          .build();

  private final OptionSpec quiet =
      flag("--quiet")
          .description(
              "Print nothing about clients and rules on standard error, only READY, STOPPED and"
                  + " problems of the program.")
          .build();

  /** The options that are fields of scenarios too, by the name of the field. */
  private final Map<String, OptionSpec> settings = new LinkedHashMap<>();

  private final HttpArguments http;
  private final int trapperPort;
  private final int agentPortDefault;

  /**
   * Creates the options.
   *
   * @param trapperPort the port of the trapper if neither options nor scenario have one
   * @param agentPort the port of the first mock agent in that case
   */
  ServerOptions(int trapperPort, int agentPort) {
    this.trapperPort = trapperPort;
    this.agentPortDefault = agentPort;
    this.http = new HttpArguments(trapperPort == 0 ? 0 : HTTP_PORT);
    this.agentPort = agentPort(agentPort);
    addSetting("--trapper-port", "PORT", "trapperPort");
    addSetting("--bind", "ADDRESS", "bind");
    addSetting("--dialect", "VERSION", "dialect");
    addSetting("--strict", "", "strict");
    addSetting("--forward", "HOST:PORT", "forward");
    addSetting("--poll", "", "poll");
    addSetting("--max-packet-size", "SIZE", "maxPacketSize");
    addSetting("--trapper-timeout", "TIME", "trapperTimeout");
  }

  private static OptionSpec agentPort(int defaultPort) {
    return option("--agent-port", "PORT")
        .type(Integer.class)
        .converters(OptionConverters::port)
        .description(
            "Port of the first mock agent of the scenario, from 0 to 65535; 0 for any free port"
                + " (default: "
                + port(defaultPort)
                + "). If the scenario has no agent, this option starts one that responds only to"
                + " agent.ping.")
        .build();
  }

  /** Returns how the help names a default port. */
  static String port(int defaultPort) {
    return defaultPort == 0 ? "any free port" : String.valueOf(defaultPort);
  }

  /** Returns the help of a setting. Commands have other default ports than scenarios. */
  private String help(Setting<?> setting, String field) {
    return field.equals("trapperPort")
        ? setting.help().replaceFirst("default: [^)]*", "default: " + port(trapperPort))
        : setting.help();
  }

  /**
   * Adds the option of a setting. The declaration of the setting has its help and valid values.
   *
   * @param operand the name of the value; empty for a flag
   */
  private void addSetting(String name, String operand, String field) {
    Setting<?> setting = Setting.ofServer(field);
    OptionSpec.Builder option =
        operand.isEmpty()
            ? flagWithoutDefault(name)
            : option(name, operand)
                .type(String.class)
                .converters(text -> OptionConverters.validText(setting, text));
    Set<String> words = setting.type().words();
    if (!words.isEmpty()) {
      option.completionCandidates(words);
    }
    String values = words.isEmpty() ? "" : " Values: " + String.join(", ", words) + ".";
    settings.put(field, option.description(help(setting, field) + values).build());
  }

  static OptionSpec.Builder option(String name, String operand) {
    return OptionSpec.builder(name).arity("1").paramLabel(operand);
  }

  static OptionSpec.Builder flag(String name) {
    return flagWithoutDefault(name).defaultValue("false");
  }

  /** Returns a flag that leaves the scenario's setting as it is if nobody sets the flag. */
  private static OptionSpec.Builder flagWithoutDefault(String name) {
    return OptionSpec.builder(name)
        .arity("0")
        .negatable(true) // --no-strict overrides the variable and the scenario
        .type(Boolean.class);
  }

  /** Adds the options to a command. */
  void addTo(CommandSpec spec) {
    spec.addOption(scenario);
    settings.values().forEach(spec::addOption);
    spec.addOption(expose);
    spec.addOption(agentPort);
    http.addTo(spec);
    spec.addOption(output).addOption(format).addOption(lines).addOption(only);
    spec.addOption(portFile).addOption(record).addOption(recordMax).addOption(quiet);
  }

  /** Returns whether the user has chosen a file for the values, or standard output. */
  boolean hasOutput() {
    return output.getValue() != null;
  }

  /**
   * Returns what the user has chosen.
   *
   * @throws ParameterException if two options contradict each other
   * @throws CannotStartException if the scenario is missing or wrong
   */
  ServeOptions read(CommandSpec spec, boolean stopsAtEndOfInput) throws CannotStartException {
    ServeFiles files =
        ServeFiles.of(scenarioFiles(), output.getValue(), portFile.getValue())
            .withRecord(record.getValue());
    check(files, spec);
    checkExpose(spec);
    Scenario loaded = load();
    return new ServeOptions(
        loaded.server(),
        loaded.expectations(),
        files,
        outputOptions(spec),
        stopsAtEndOfInput,
        http.read(spec),
        null);
  }

  /** Returns the files of the scenario. */
  List<Path> scenarioFiles() {
    List<Path> chosen = scenario.getValue();
    return chosen == null ? List.of() : chosen;
  }

  private Scenario load() throws CannotStartException {
    try {
      return scenario();
    } catch (ScenarioException wrong) {
      throw new CannotStartException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private void checkExpose(CommandSpec spec) {
    if (isExposed() && option("bind").getValue() != null) {
      throw ZabbixToolOptions.usageError(
          spec, "--expose and --bind contradict each other: remove one");
    }
    if (isExposed() && http.hasToken()) {
      throw ZabbixToolOptions.usageError(
          spec,
          "--expose makes up a token, and --http-token sets one: use --bind 0.0.0.0 instead of"
              + " --expose");
    }
  }

  private boolean isExposed() {
    return expose.getValue();
  }

  /** Returns the address to listen on; null if no option sets it. */
  private @Nullable String address() {
    return isExposed() ? ALL_ADDRESSES : option("bind").getValue();
  }

  private OptionSpec option(String field) {
    return Objects.requireNonNull(settings.get(field));
  }

  private OutputOptions outputOptions(CommandSpec spec) {
    LineFormat chosen = format.getValue();
    LineSelection selected = lines.getValue();
    Long max = recordMax.getValue();
    LineSelection usual = chosen == LineFormat.TEXT ? LineSelection.ALL : LineSelection.PROCESSED;
    try {
      if (max != null && record.getValue() == null) {
        throw new IllegalArgumentException("--record-max needs --record FILE");
      }
      return new OutputOptions(
          chosen,
          selected == null ? usual : selected,
          filter(),
          max == null ? Long.MAX_VALUE : max,
          quiet.getValue());
    } catch (IllegalArgumentException contradiction) {
      throw new ParameterException(spec.commandLine(), String.valueOf(contradiction.getMessage()));
    }
  }

  private ItemFilter filter() {
    List<ItemPattern> patterns = only.getValue();
    return patterns == null ? ItemFilter.ALL : new ItemFilter(patterns);
  }

  private static void check(ServeFiles files, CommandSpec spec) {
    try {
      files.check();
    } catch (IllegalArgumentException sameFile) {
      throw new ParameterException(spec.commandLine(), String.valueOf(sameFile.getMessage()));
    }
  }

  /**
   * Returns the scenario with the settings of the options. Without a file, it is empty. Loads
   * Jackson only for a file, because that takes longer than the rest of the start.
   *
   * @throws ScenarioException if a file is missing or invalid
   */
  Scenario scenario() {
    ServerConfig defaults = ServerConfig.lenient().toBuilder().trapperPort(trapperPort).build();
    List<Path> files = scenarioFiles();
    Scenario loaded =
        files.isEmpty() ? new Scenario(defaults, List.of()) : Scenario.load(files, defaults);
    return new Scenario(config(loaded.server()), loaded.expectations());
  }

  private ServerConfig config(ServerConfig scenario) {
    ServerConfig.Builder builder = scenario.toBuilder();
    for (Map.Entry<String, OptionSpec> option : settings.entrySet()) {
      Object value = option.getValue().getValue();
      if (value != null) {
        Setting.ofServer(option.getKey()).set(builder, value.toString());
      }
    }
    if (isExposed()) {
      builder.bindAddress(ALL_ADDRESSES);
    }
    return builder.agents(agents(builder.build().agents())).build();
  }

  /** Returns the scenario's agents, the first one with the address and port of the options. */
  private List<AgentConfig> agents(List<AgentConfig> scenarioAgents) {
    Integer port = agentPort.getValue();
    String address = address();
    List<AgentConfig> agents = new ArrayList<>(scenarioAgents);
    if (agents.isEmpty() && port != null) {
      agents.add(AgentConfig.of("mock-zabbix").withKey("agent.ping", KeyScript.value("1")));
    }
    if (!agents.isEmpty()) {
      AgentConfig first = agents.get(0).withDefaultPort(agentPortDefault);
      first = port == null ? first : first.withPort(port);
      agents.set(0, address == null ? first : first.withBindAddress(address));
    }
    return agents;
  }
}
