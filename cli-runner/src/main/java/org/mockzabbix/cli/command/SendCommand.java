package org.mockzabbix.cli.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.send.AgentConfiguration;
import org.mockzabbix.cli.send.RepeatedSend;
import org.mockzabbix.cli.send.RepeatedSend.Repetition;
import org.mockzabbix.cli.send.SendRun;
import org.mockzabbix.cli.send.SendRun.FlushTime;
import org.mockzabbix.cli.send.SendRun.PacketGrouping;
import org.mockzabbix.cli.send.SendRun.SendOptions;
import org.mockzabbix.cli.send.SenderLineParser;
import org.mockzabbix.cli.send.SenderLineParser.LineColumns;
import org.mockzabbix.cli.send.ValueSource;
import org.mockzabbix.cli.send.ZabbixToolOutput;
import org.mockzabbix.client.Sender;
import org.mockzabbix.protocol.ZabbixVersion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code send}, which imitates zabbix_sender. */
public final class SendCommand implements Callable<Integer> {

  private static final int MAX_TIMEOUT_SECONDS = 300;
  private static final int DEFAULT_PORT = 10_051;

  private final OptionSpec server =
      ZabbixToolOptions.option("-z", "--zabbix-server", "SERVER")
          .description("Name or address of the server or proxy.")
          .build();

  private final OptionSpec port =
      ZabbixToolOptions.option("-p", "--port", "PORT")
          .type(Integer.class)
          .converters(OptionConverters::port)
          .description("Port of the server's trapper (default: 10051).")
          .build();

  private final OptionSpec configuration =
      ZabbixToolOptions.option("-c", "--config", "FILE")
          .description(
              "Configuration file of an agent, whose ServerActive, Hostname and SourceIP apply without"
                  + " -z, -s and -I.")
          .build();

  private final OptionSpec sourceAddress = ZabbixToolOptions.sourceAddress();
  private final OptionSpec printsVersion = ZabbixToolOptions.version();

  private final OptionSpec host =
      ZabbixToolOptions.option("-s", "--host", "HOST")
          .description(
              "Technical name of the host. With -i, the host of lines that begin with '-'.")
          .build();

  private final OptionSpec key =
      ZabbixToolOptions.option("-k", "--key", "KEY").description("Item key.").build();

  private final OptionSpec value =
      ZabbixToolOptions.option("-o", "--value", "VALUE").description("Value to send.").build();

  private final OptionSpec generate =
      ServerOptions.option("--generate", "SCRIPT")
          .type(KeyScript.class)
          .converters(OptionConverters::valueScript)
          .description(
              "Instead of -o: a script that generates the value, as a key of a scenario has it, for"
                  + " example '{walk: {step: 1, max: 100}}'.")
          .build();

  private final OptionSpec repeat =
      ServerOptions.option("--repeat", "TIME")
          .type(Duration.class)
          .converters(OptionConverters::interval)
          .description(
              "Send the values again each TIME, for example 1s, until Ctrl-C or --count. A failure does"
                  + " not end it.")
          .build();

  private final OptionSpec count =
      ServerOptions.option("--count", "N")
          .type(Integer.class)
          .converters(OptionConverters::count)
          .description("With --repeat: how often to send the values (default: without end).")
          .build();

  private final OptionSpec input =
      ZabbixToolOptions.option("-i", "--input-file", "FILE")
          .description("File with lines HOST KEY VALUE; - for standard input.")
          .build();

  private final OptionSpec clocks =
      ZabbixToolOptions.flag("-T", "--with-timestamps")
          .description("With -i: the lines are HOST KEY CLOCK VALUE.")
          .build();

  private final OptionSpec nanoseconds =
      ZabbixToolOptions.flag("-N", "--with-ns")
          .description("With -i and -T: the lines are HOST KEY CLOCK NS VALUE.")
          .build();

  private final OptionSpec realTime =
      ZabbixToolOptions.flag("-r", "--real-time")
          .description("With -i: send values immediately when the input pauses.")
          .build();

  private final OptionSpec group =
      ZabbixToolOptions.flag("-g", "--group")
          .description("With --dialect 7.0: send the values of each host in separate packets.")
          .build();

  private final OptionSpec timeout = ZabbixToolOptions.timeout("60", "from 1 to 300 seconds");

  private final OptionSpec verbose =
      OptionSpec.builder("-v", "--verbose")
          .arity("0")
          .type(boolean[].class)
          .description("Print warnings on standard error; -vv also prints why sending failed.")
          .build();

  private final OptionSpec dialect =
      ZabbixToolOptions.dialect(
          "Version of zabbix_sender to imitate, 5.0, 6.0 or 7.0. Version 7.0 follows redirects, and exits"
              + " with 0 even if the server reports a failure (default: ${DEFAULT-VALUE}).");

  private final List<OptionSpec> tls = ZabbixToolOptions.tls();

  private final Console console;
  private final Consumer<Runnable> stopRequests;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("send");

  /**
   * Creates the command.
   *
   * @param stopRequests receives the callback that ends a repeated send
   */
  public SendCommand(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.stopRequests = stopRequests;
  }

  /** Returns the command for picocli, which fills the options that {@link #call} reads. */
  public CommandSpec spec() {
    Stream.of(
            server,
            port,
            configuration,
            sourceAddress,
            host,
            key,
            value,
            generate,
            input,
            clocks,
            nanoseconds,
            realTime,
            group,
            repeat,
            count,
            timeout,
            verbose,
            dialect,
            printsVersion)
        .forEach(spec::addOption);
    tls.forEach(spec::addOption);
    spec.addOption(CommonOptions.help());
    spec.parser().allowOptionsAsOptionParameters(true); // a value may look like an option
    spec.usageMessage()
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .header("Sends values to a trapper, as zabbix_sender does.")
        .description(
            "",
            "Options, output and exit codes are those of zabbix_sender. Use -s, -k and -o to send"
                + " one value, or -i to send a value for each line of a file. Put hosts, keys and"
                + " values that contain blanks in double quotes. --generate and --repeat send a stream"
                + " of values, which zabbix_sender cannot do.",
            "")
        .footer(
            "",
            "Exit codes: 0 the server processed every value; 1 sending failed; 2 the server did"
                + " not process every value; 64 wrong usage; 70 unexpected failure; 74 the result"
                + " could not be written to standard output.");
    return spec;
  }

  @Override
  public Integer call() throws OutputFailedException {
    if (isGiven(printsVersion)) {
      console.print("zabbix_sender (Zabbix) " + version().release() + "\n");
      return ExitCode.OK;
    }
    readConfiguration();
    check();
    Duration interval = repeat.getValue();
    if (interval == null) {
      return new SendRun(options(), new ZabbixToolOutput(ZabbixToolOutput.SENDER, console))
          .run(source());
    }
    Integer rounds = count.getValue();
    Repetition repetition = new Repetition(interval, rounds == null ? 0 : rounds);
    return new RepeatedSend(options(), repetition, console, Console.isTerminal())
        .run(source(), stopRequests);
  }

  private ValueSource source() {
    String file = input.getValue();
    KeyScript script = generate.getValue();
    if (file != null) {
      return ValueSource.file(file, parser(), console);
    }
    return script == null
        ? ValueSource.of(Sender.OutgoingValue.of(text(host), text(key), text(value)))
        : ValueSource.generated(text(host), text(key), script, InstantSource.system());
  }

  /** Options of the command line take precedence over the file. */
  private void readConfiguration() {
    String file = configuration.getValue();
    if (file != null) {
      try {
        apply(AgentConfiguration.read(Path.of(file)));
      } catch (NoSuchFileException missing) {
        throw ZabbixToolOptions.usageError(
            spec, "cannot open config file \"" + file + "\": [2] No such file or directory");
      } catch (IOException | IllegalArgumentException invalid) {
        throw ZabbixToolOptions.usageError(spec, String.valueOf(invalid.getMessage()));
      }
    }
    if (server.getValue() == null) {
      throw ZabbixToolOptions.usageError(
          spec, file == null ? "specify -z or -c" : "'ServerActive' parameter required");
    }
  }

  private void apply(AgentConfiguration file) {
    if (server.getValue() == null) {
      file.serverActive()
          .ifPresent(
              active -> {
                server.setValue(active.host());
                if (port.getValue() == null) {
                  port.setValue(active.port());
                }
              });
    }
    if (host.getValue() == null) {
      file.hostname().ifPresent(host::setValue);
    }
    if (sourceAddress.getValue() == null) {
      file.sourceIp().ifPresent(sourceAddress::setValue);
    }
  }

  private void check() {
    ZabbixToolOptions.refuseTls(spec, tls);
    ZabbixToolOptions.checkTimeout(spec, timeout.getValue(), MAX_TIMEOUT_SECONDS);
    boolean readsFile = input.getValue() != null;
    boolean generates = generate.getValue() != null;
    boolean hasValue = value.getValue() != null;
    boolean hasKeyOrValue = key.getValue() != null || hasValue || generates;
    boolean isComplete =
        host.getValue() != null && key.getValue() != null && (hasValue || generates);
    boolean describesFile = isGiven(clocks) || isGiven(nanoseconds) || isGiven(realTime);
    if (readsFile ? hasKeyOrValue : !isComplete || describesFile) {
      throw ZabbixToolOptions.usageError(
          spec, "specify either -s, -k and -o, or -i; -T, -N and -r require -i");
    }
    if (hasValue && generates) {
      throw ZabbixToolOptions.usageError(spec, "specify either -o or --generate");
    }
    checkRepetition();
    if (isGiven(nanoseconds) && !isGiven(clocks)) {
      throw ZabbixToolOptions.usageError(spec, "-N requires -T");
    }
    if (isGiven(group) && !version().atLeast(ZabbixVersion.V7_0)) {
      throw ZabbixToolOptions.usageError(spec, "-g requires --dialect 7.0");
    }
  }

  private void checkRepetition() {
    boolean repeats = repeat.getValue() != null;
    if (count.getValue() != null && !repeats) {
      throw ZabbixToolOptions.usageError(spec, "--count requires --repeat");
    }
    if (repeats && ValueSource.STANDARD_INPUT.equals(input.getValue())) {
      throw ZabbixToolOptions.usageError(
          spec, "--repeat requires a file, because standard input can be read only once");
    }
  }

  private static boolean isGiven(OptionSpec flag) {
    return Boolean.TRUE.equals(flag.getValue());
  }

  private static String text(OptionSpec option) {
    return Objects.requireNonNull(option.<String>getValue());
  }

  private ZabbixVersion version() {
    return dialect.getValue();
  }

  private SendOptions options() {
    Integer given = port.getValue();
    int number = given == null ? DEFAULT_PORT : given;
    int seconds = timeout.getValue();
    Sender sender =
        new Sender(
            new InetSocketAddress(text(server), number), version(), Duration.ofSeconds(seconds));
    String source = sourceAddress.getValue();
    sender =
        source == null ? sender : sender.withSourceAddress(ZabbixToolOptions.address(spec, source));
    return new SendOptions(
        sender,
        text(server) + ":" + number, // zabbix_sender prints IPv6 without brackets, too
        version(),
        isGiven(realTime) ? FlushTime.WHEN_INPUT_PAUSES : FlushTime.AT_END_OF_INPUT,
        isGiven(group) ? PacketGrouping.BY_HOST : PacketGrouping.NONE,
        verbosity());
  }

  private int verbosity() {
    boolean[] given = verbose.getValue();
    return given == null ? 0 : given.length;
  }

  private SenderLineParser parser() {
    LineColumns columns = isGiven(clocks) ? LineColumns.HOST_KEY_CLOCK : LineColumns.HOST_KEY;
    return new SenderLineParser(
        host.getValue(), isGiven(nanoseconds) ? LineColumns.HOST_KEY_CLOCK_NS : columns);
  }
}
