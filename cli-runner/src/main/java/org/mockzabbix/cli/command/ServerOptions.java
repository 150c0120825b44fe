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
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.cli.http.AgentOptions;
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

/**
 * The options of the server that {@code serve} and {@code verify} run. Each of them is also an
 * environment variable (see {@link EnvironmentDefaults}).
 */
final class ServerOptions {

  private static final String ALL_ADDRESSES = "0.0.0.0";

  /** The default port of the HTTP API of {@code serve}. */
  static final int HTTP_PORT = 10_080;

  private final Option<List<Path>> scenario =
      Option.list("--scenario", "FILE", Path.class)
          .help(
              "YAML or JSON file with hosts, items, mock agents and rules. Options override its"
                  + " settings. Can be repeated: later files add to earlier ones.");

  private final Option<Boolean> expose =
      Option.flag("--expose")
          .help(
              "Listen on all addresses, as --bind 0.0.0.0 does, and make up a token for the HTTP API,"
                  + " which is printed.");

  private final Option<Integer> agentPort;

  private final Option<Path> output =
      Option.of("--output", "FILE", Path.class)
          .help(
              "File for the processed values. Its content is deleted at the start (default: standard"
                  + " output).");

  private final Option<LineFormat> format =
      Option.of("--format", "FORMAT", LineFormat.class)
          .help(
              "Format of a value: ltsv (host, key, value and clock, separated by tabs), json (one"
                  + " object per line) or text (for people) (default: ltsv).",
              "ltsv",
              "json",
              "text");

  private final Option<LineSelection> lines =
      Option.of("--lines", "LINES", LineSelection.class)
          .help(
              "Values that have a line: processed, or all of them, with rejected ones (default:"
                  + " processed, but all for --format text).",
              "processed",
              "all");

  private final Option<List<ItemPattern>> only =
      Option.list("--only", "'HOST KEY'", ItemPattern.class)
          .help(
              "Write only lines of items that match, for example 'web01 app.*'. * and ? match any"
                  + " characters. Can be repeated (default: all items).");

  private final Option<Path> portFile =
      Option.of("--port-file", "FILE", Path.class)
          .help(
              "File for the addresses of server and mock agents, as JSON. Removed at the start,"
                  + " written when the server is ready, and removed when it stops (default: none).");

  private final Option<Path> record =
      Option.of("--record", "FILE", Path.class)
          .help(
              "File for all exchanges of the server and its mock agents, as JSON with their bytes,"
                  + " one on each line. Its content is deleted at the start (default: none).");

  private final Option<Long> recordMax =
      Option.of("--record-max", "SIZE", Long.class)
          .help(
              "Size of --record at which it is renamed to FILE.1 and another file begins, at least 1"
                  + " byte, for example 100M (default: no limit).");

  private final Option<Boolean> quiet =
      Option.flag("--quiet").help("Print nothing about clients and rules on standard error.");

  /** The options that are fields of scenarios too, by the name of the field. */
  private final Map<String, Option<?>> settings = new LinkedHashMap<>();

  private final HttpArguments http;
  private final TlsArguments tls = new TlsArguments();
  private final ForwardTlsArguments forwardTls = new ForwardTlsArguments();
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

  private static Option<Integer> agentPort(int defaultPort) {
    return Option.of("--agent-port", "PORT", Integer.class)
        .help(
            "Port of the first mock agent of the scenario, from 0 to 65535; 0 for any free port"
                + " (default: "
                + port(defaultPort)
                + "). If the scenario has no agent, this option starts one without scripts, which responds"
                + " to agent.ping and a few other keys.");
  }

  /** Returns how the help names a default port. */
  static String port(int defaultPort) {
    return defaultPort == 0 ? "any free port" : String.valueOf(defaultPort);
  }

  /**
   * Adds the option of a setting. The declaration of the setting has its help and valid values.
   *
   * @param operand the name of the value; empty for a flag
   */
  private void addSetting(String name, String operand, String field) {
    Option<?> option =
        operand.isEmpty()
            ? Option.flag(name)
            : Option.of(
                name, operand, text -> OptionConverters.validText(Setting.ofServer(field), text));
    settings.put(field, option.help(() -> help(field)));
  }

  private Option.Help help(String field) {
    Setting<?> setting = Setting.ofServer(field);
    String text =
        field.equals("trapperPort") // commands have other default ports than scenarios
            ? setting.help().replaceFirst("default: [^)]*", "default: " + port(trapperPort))
            : setting.help();
    Set<String> words = setting.type().words();
    String values = words.isEmpty() ? "" : " Values: " + String.join(", ", words) + ".";
    return new Option.Help(text + values, words);
  }

  /** Returns all options, in the order of the help. */
  List<Option<?>> all() {
    List<Option<?>> all = new ArrayList<>();
    all.add(scenario);
    all.addAll(settings.values());
    all.add(expose);
    all.add(agentPort);
    all.addAll(http.all());
    all.addAll(tls.all());
    all.addAll(forwardTls.all());
    all.addAll(List.of(output, format, lines, only, portFile, record, recordMax, quiet));
    return all;
  }

  /** Returns whether the user has chosen a file for the values, or standard output. */
  boolean hasOutput() {
    return output.value() != null;
  }

  /** Returns the files that the user has chosen. */
  ServeFiles files() {
    return ServeFiles.of(scenarioFiles(), output.value(), portFile.value())
        .withRecord(record.value());
  }

  /**
   * Returns what the user has chosen.
   *
   * @throws UsageException if two options contradict each other
   * @throws CannotStartException if the scenario is missing or wrong
   */
  ServeOptions read(boolean stopsAtEndOfInput) throws CannotStartException, UsageException {
    ServeFiles files = files();
    check(files);
    checkExpose();
    tls.read();
    forwardTls.read();
    Scenario loaded = load();
    if (forwardTls.config().isPresent() && loaded.server().forward().isEmpty()) {
      throw new UsageException("--forward-tls-... need --forward HOST:PORT");
    }
    return new ServeOptions(
        loaded.server(),
        new ServeOptions.OfScenario(loaded.expectations(), agentOptions(), null),
        files,
        outputOptions(),
        stopsAtEndOfInput,
        http.read(),
        tls.notices());
  }

  /** Returns the files of the scenario. */
  List<Path> scenarioFiles() {
    return scenario.valueOr(List.of());
  }

  private Scenario load() throws CannotStartException {
    try {
      return scenario();
    } catch (IllegalArgumentException wrong) { // also what options make of a valid scenario
      throw new CannotStartException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private void checkExpose() throws UsageException {
    if (expose.isOn() && text("bind") != null) {
      throw new UsageException("--expose and --bind contradict each other: remove one");
    }
    if (expose.isOn() && http.hasToken()) {
      throw new UsageException(
          "--expose makes up a token, and --http-token sets one: use --bind 0.0.0.0 instead of"
              + " --expose");
    }
  }

  private OutputOptions outputOptions() throws UsageException {
    LineFormat chosen = format.valueOr(LineFormat.LTSV);
    LineSelection usual = chosen == LineFormat.TEXT ? LineSelection.ALL : LineSelection.PROCESSED;
    if (recordMax.value() != null && record.value() == null) {
      throw new UsageException("--record-max needs --record FILE");
    }
    try {
      return new OutputOptions(
          chosen, lines.valueOr(usual), filter(), recordMax.valueOr(Long.MAX_VALUE), quiet.isOn());
    } catch (IllegalArgumentException contradiction) {
      throw new UsageException(String.valueOf(contradiction.getMessage()));
    }
  }

  private ItemFilter filter() {
    List<ItemPattern> patterns = only.value();
    return patterns == null ? ItemFilter.ALL : new ItemFilter(patterns);
  }

  private static void check(ServeFiles files) throws UsageException {
    try {
      files.check();
    } catch (IllegalArgumentException sameFile) {
      throw new UsageException(String.valueOf(sameFile.getMessage()));
    }
  }

  /**
   * Returns the scenario with the settings of the options. Without a file, it is empty. Loads
   * Jackson only for a file, because that takes longer than the rest of the start.
   *
   * @throws ScenarioException if a file is missing or invalid
   */
  Scenario scenario() {
    ServerConfig.Builder start = ServerConfig.lenient().toBuilder().trapperPort(trapperPort);
    setSettings(start); // a file may need an option, for example forwardTls
    ServerConfig defaults = start.build();
    List<Path> files = scenarioFiles();
    Scenario loaded =
        files.isEmpty() ? new Scenario(defaults, List.of()) : Scenario.load(files, defaults);
    return new Scenario(config(loaded.server()), loaded.expectations());
  }

  private ServerConfig config(ServerConfig scenario) {
    ServerConfig.Builder builder = scenario.toBuilder();
    setSettings(builder); // wins over the file
    if (expose.isOn()) {
      builder.bindAddress(ALL_ADDRESSES);
    }
    tls.config().ifPresent(builder::tls);
    ServerConfig plain = builder.build();
    if (plain.forward().isPresent()) {
      forwardTls.config().ifPresent(builder::forwardTls);
    }
    return builder.agents(agents(plain.agents())).build();
  }

  private void setSettings(ServerConfig.Builder builder) {
    for (String field : settings.keySet()) {
      String text = text(field);
      if (text != null) {
        Setting.ofServer(field).set(builder, text);
      }
    }
  }

  /** Returns the text that the user has chosen for a setting; null for none. */
  private @Nullable String text(String field) {
    Object value = Objects.requireNonNull(settings.get(field)).value();
    return value == null ? null : value.toString();
  }

  private AgentOptions agentOptions() {
    String address = expose.isOn() ? ALL_ADDRESSES : text("bind");
    return new AgentOptions(address, tls.config().orElse(null));
  }

  /** Returns the scenario's agents with the options, the first one with the port of the options. */
  private List<AgentConfig> agents(List<AgentConfig> scenarioAgents) {
    Integer port = agentPort.value();
    List<AgentConfig> agents = new ArrayList<>(scenarioAgents);
    if (agents.isEmpty() && port != null) {
      agents.add(AgentConfig.of("mock-zabbix").withKey("agent.ping", KeyScript.value("1")));
    }
    if (!agents.isEmpty()) {
      AgentConfig first = agents.get(0).withDefaultPort(agentPortDefault);
      agents.set(0, port == null ? first : first.withPort(port));
    }
    AgentOptions options = agentOptions();
    // A lambda here would cost time before READY: see ARCHITECTURE.md.
    for (int i = 0; i < agents.size(); i++) {
      agents.set(i, options.applyTo(agents.get(i)));
    }
    return agents;
  }
}
