package org.mockzabbix.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@code serve}. Each is also a variable: see {@link EnvironmentDefaults}. */
@Command(
    name = "serve",
    header = "Takes values on a trapper port, answers as a Zabbix server, and prints them.",
    description = {
      "",
      "Prints \"READY trapper=HOST:PORT\" on standard error when it answers, and runs until"
          + " SIGTERM or SIGINT; then it prints a summary and ends with exit code 0. Each value"
          + " that was processed is one line on standard output, written before the sender has its"
          + " answer. What was not understood or not taken is told on standard error.",
      ""
    },
    footer = {
      "",
      "Each option is also an environment variable, such as MOCK_ZABBIX_TRAPPER_PORT or"
          + " MOCK_ZABBIX_STRICT=true; the command line wins.",
      "",
      "Exit codes: 0 stopped as told; 64 wrong usage; 69 cannot start; 74 item lines could not be"
          + " written (it went on without them)."
    },
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpWidth = 100)
final class ServeCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";

  private final Console console;
  private final Consumer<Runnable> stopRequests;

  @Option(
      names = "--trapper-port",
      paramLabel = "PORT",
      defaultValue = "10051",
      converter = OptionTypes.Port.class,
      description = "Where senders connect; 0 for any free port (default: ${DEFAULT-VALUE}).")
  private int trapperPort;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String bindAddress = "";

  @Option(
      names = "--dialect",
      paramLabel = "VERSION",
      defaultValue = "7.0",
      converter = OptionTypes.Dialect.class,
      description = "The Zabbix version to behave as: 6.0 or 7.0 (default: ${DEFAULT-VALUE}).")
  private ZabbixVersion dialect = ZabbixVersion.newest();

  @Option(
      names = "--strict",
      description = {
        "Reject values for hosts and items that are not configured, as a real server does. None can"
            + " be configured on the command line, so that every value is rejected."
      })
  private boolean strict;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the values to this file instead of standard output; it begins empty.")
  private @Nullable Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "ltsv",
      converter = OptionTypes.Format.class,
      description = {
        "How a value is written: ltsv (host, key, value and clock, separated by tabs), json (an"
            + " object a line) or text (for people) (default: ${DEFAULT-VALUE})."
      })
  private LineFormat format = LineFormat.LTSV;

  @Option(
      names = "--port-file",
      paramLabel = "FILE",
      description = {
        "When ready, write {\"host\": \"127.0.0.1\", \"trapper\": 10051} to this file; when"
            + " stopped, remove it."
      })
  private @Nullable Path portFile;

  @Option(
      names = "--stop-on-stdin-eof",
      description = "Stop when standard input ends, as it does when the parent process dies.")
  private boolean stopsAtEndOfInput;

  @Option(
      names = "--max-packet-size",
      paramLabel = "SIZE",
      defaultValue = "128M",
      converter = OptionTypes.Size.class,
      description = "The largest packet, in bytes or with K, M, G (default: ${DEFAULT-VALUE}).")
  private long maxPacketSize;

  @Option(
      names = "--trapper-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = OptionTypes.Time.class,
      description = {
        "How long a packet may take after its first byte: 500ms, 10s, 5m"
            + " (default: ${DEFAULT-VALUE})."
      })
  private Duration trapperTimeout = Duration.ZERO;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  /**
   * A command that has no options yet.
   *
   * @param stopRequests is given what to call when the process is asked to end
   */
  ServeCommand(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.stopRequests = stopRequests;
  }

  @Override
  public Integer call() throws CannotStartException {
    return new Serving(order(), console).run(stopRequests);
  }

  private Serving.Order order() {
    return new Serving.Order(config(), outputFile(), format, portFile, stopsAtEndOfInput);
  }

  private ServerConfig config() {
    ServerConfig known = strict ? ServerConfig.strict() : ServerConfig.lenient();
    return known.toBuilder()
        .version(dialect)
        .bindAddress(bindAddress)
        .trapperPort(trapperPort)
        .maxPacketSize(maxPacketSize)
        .trapperTimeout(trapperTimeout)
        .build();
  }

  private @Nullable Path outputFile() {
    return output == null || output.toString().equals(STANDARD_OUTPUT) ? null : output;
  }
}
