package org.mockzabbix.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.mockzabbix.AgentConfig;
import org.mockzabbix.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.KeyScript;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ScenarioException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The options of {@code serve}, each of which is a variable too: see {@link EnvironmentDefaults}.
 * They are written as code because looking for annotations costs a fifth of the time to start.
 */
final class ServeCommand implements Callable<Integer> {

  private static final Path STANDARD_OUTPUT = Path.of("-");

  private static final int TRAPPER_PORT = 10_051;
  private static final int AGENT_PORT = 10_050;

  private final OptionSpec scenario =
      option("--scenario", "FILE")
          .type(Path.class)
          .converters(new OptionTypes.File())
          .description(
              "Hosts, items, mock agents and rules, in YAML or JSON. Options that are given here win"
                  + " over what it says.")
          .build();

  private final OptionSpec trapperPort =
      option("--trapper-port", "PORT")
          .type(Integer.class)
          .converters(new OptionTypes.Port())
          .description("Where senders connect; 0 for any free port (default: 10051).")
          .build();

  private final OptionSpec agentPort =
      option("--agent-port", "PORT")
          .type(Integer.class)
          .converters(new OptionTypes.Port())
          .description(
              "Where the first mock agent of the scenario listens, or one that answers agent.ping"
                  + " alone; 0 for any free port. Without it there is an agent only if the scenario"
                  + " has one (then the default is 10050).")
          .build();

  private final OptionSpec bindAddress =
      option("--bind", "ADDRESS")
          .type(String.class)
          .converters(new OptionTypes.Host())
          .description("The address to listen on (default: 127.0.0.1).")
          .build();

  private final OptionSpec dialect =
      option("--dialect", "VERSION")
          .type(ZabbixVersion.class)
          .converters(new OptionTypes.Dialect())
          .description("The Zabbix version to behave as: 6.0 or 7.0 (default: 7.0).")
          .build();

  private final OptionSpec strict =
      flag("--strict")
          .description(
              "Reject values for hosts and items that are not configured, as a real server does."
                  + " They stand in the scenario: without one, every value is rejected.")
          .build();

  private final OptionSpec output =
      option("--output", "FILE")
          .type(Path.class)
          .converters(new OptionTypes.File())
          .description("Write the values to this file, which begins empty, not to standard output.")
          .build();

  private final OptionSpec format =
      option("--format", "FORMAT")
          .type(LineFormat.class)
          .converters(new OptionTypes.Format())
          .defaultValue(LineFormat.LTSV.toString())
          .description(
              "How a value is written: ltsv (host, key, value and clock, separated by tabs), json"
                  + " (an object a line) or text (for people) (default: ${DEFAULT-VALUE}).")
          .build();

  private final OptionSpec portFile =
      option("--port-file", "FILE")
          .type(Path.class)
          .converters(new OptionTypes.File())
          .description(
              "When ready, write {\"host\": \"127.0.0.1\", \"trapper\": 10051} to this file; when"
                  + " stopped, remove it.")
          .build();

  private final OptionSpec stopsAtEndOfInput =
      flag("--stop-on-stdin-eof")
          .description("Stop when standard input ends, as it does when the parent process dies.")
          .build();

  private final OptionSpec maxPacketSize =
      option("--max-packet-size", "SIZE")
          .type(Long.class)
          .converters(new OptionTypes.Size())
          .description("The largest packet, in bytes or with K, M, G (default: 128M).")
          .build();

  private final OptionSpec trapperTimeout =
      option("--trapper-timeout", "TIME")
          .type(Duration.class)
          .converters(new OptionTypes.Time())
          .description(
              "How long a packet may take after its first byte: 500ms, 10s, 5m (default: 10s).")
          .build();

  private final Console console;
  private final Consumer<Runnable> stopRequests;

  /**
   * The command before its options are known.
   *
   * @param stopRequests is given what to call when the process is asked to end
   */
  ServeCommand(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.stopRequests = stopRequests;
  }

  private static OptionSpec.Builder option(String name, String operand) {
    return OptionSpec.builder(name).arity("1").paramLabel(operand);
  }

  private static OptionSpec.Builder flag(String name) {
    return OptionSpec.builder(name)
        .arity("0")
        .negatable(true) // --no-strict overrules the environment
        .type(Boolean.class)
        .defaultValue("false");
  }

  /** The command for the command line's parser; it fills the options that {@link #call} reads. */
  CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(this)
            .name("serve")
            .addOption(scenario)
            .addOption(trapperPort)
            .addOption(agentPort)
            .addOption(bindAddress)
            .addOption(dialect)
            .addOption(strict)
            .addOption(output)
            .addOption(format)
            .addOption(portFile)
            .addOption(stopsAtEndOfInput)
            .addOption(maxPacketSize)
            .addOption(trapperTimeout)
            .addOption(Main.helpOption());
    describe(spec.usageMessage());
    return spec;
  }

  private static void describe(UsageMessageSpec usage) {
    usage
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .header("Takes values on a trapper port, answers as a Zabbix server, and prints them.")
        .description(
            "",
            "Prints \"READY trapper=HOST:PORT\" on standard error when it answers, and runs until"
                + " SIGTERM or SIGINT; then it prints a summary and ends with exit code 0. Each"
                + " value that was processed is one line on standard output, written before the"
                + " sender has its answer. What was not understood or not taken is told on"
                + " standard error.",
            "")
        .footer(
            "",
            "Each option is also an environment variable, such as MOCK_ZABBIX_TRAPPER_PORT or"
                + " MOCK_ZABBIX_STRICT=true; the command line wins.",
            "",
            "Exit codes: 0 stopped as told; 64 wrong usage; 69 cannot start; 74 item lines could"
                + " not be written (it went on without them).");
  }

  @Override
  public Integer call() throws CannotStartException {
    Path file = output.getValue();
    Serving.Order order =
        new Serving.Order(
            config(),
            STANDARD_OUTPUT.equals(file) ? null : file,
            format.getValue(),
            portFile.getValue(),
            stopsAtEndOfInput.getValue());
    return new Serving(order, console).run(stopRequests);
  }

  /** Jackson is loaded for a scenario only: it costs more time than the rest of the start. */
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
    if (Boolean.TRUE.equals(strict.getValue())) {
      builder.strict(true);
    }
    ifGiven(dialect, builder::version);
    ifGiven(bindAddress, builder::bindAddress);
    ifGiven(trapperPort, builder::trapperPort);
    ifGiven(maxPacketSize, builder::maxPacketSize);
    ifGiven(trapperTimeout, builder::trapperTimeout);
    return builder.agents(agents(builder.build().agents())).build();
  }

  private static <T> void ifGiven(OptionSpec option, Consumer<T> setting) {
    T value = option.getValue();
    if (value != null) {
      setting.accept(value);
    }
  }

  /** Returns the scenario's agents, the first one with the address and port of the options. */
  private List<AgentConfig> agents(List<AgentConfig> scenarioAgents) {
    Integer port = agentPort.getValue();
    String address = bindAddress.getValue();
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
