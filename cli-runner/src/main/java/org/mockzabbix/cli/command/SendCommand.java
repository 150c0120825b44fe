package org.mockzabbix.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.send.SendRun;
import org.mockzabbix.cli.send.SendRun.FlushTime;
import org.mockzabbix.cli.send.SendRun.PacketGrouping;
import org.mockzabbix.cli.send.SendRun.SendOptions;
import org.mockzabbix.cli.send.SenderLineParser;
import org.mockzabbix.cli.send.SenderLineParser.LineColumns;
import org.mockzabbix.cli.send.ZabbixToolOutput;
import org.mockzabbix.client.Sender;
import org.mockzabbix.protocol.ZabbixVersion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code send}, which imitates zabbix_sender. */
public final class SendCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";
  private static final int MAX_TIMEOUT_SECONDS = 300;

  private final OptionSpec server =
      ZabbixToolOptions.option("-z", "--zabbix-server", "SERVER")
          .required(true)
          .description("Name or address of the server or proxy.")
          .build();

  private final OptionSpec port = ZabbixToolOptions.port("10051", "Port of the server's trapper");

  private final OptionSpec host =
      ZabbixToolOptions.option("-s", "--host", "HOST")
          .description(
              "Technical name of the host. With -i, the host of lines that begin with '-'.")
          .build();

  private final OptionSpec key =
      ZabbixToolOptions.option("-k", "--key", "KEY").description("Item key.").build();

  private final OptionSpec value =
      ZabbixToolOptions.option("-o", "--value", "VALUE").description("Value to send.").build();

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
          "Version of zabbix_sender to imitate, 6.0 or 7.0. Version 7.0 follows redirects, and exits"
              + " with 0 even if the server reports a failure (default: ${DEFAULT-VALUE}).");

  private final List<OptionSpec> tls = ZabbixToolOptions.tls();

  private final Console console;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("send");

  public SendCommand(Console console) {
    this.console = console;
  }

  /** Returns the command for picocli, which fills the options that {@link #call} reads. */
  public CommandSpec spec() {
    Stream.of(
            server,
            port,
            host,
            key,
            value,
            input,
            clocks,
            nanoseconds,
            realTime,
            group,
            timeout,
            verbose,
            dialect)
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
                + " values that contain blanks in double quotes.",
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
    check();
    ZabbixToolOutput output = new ZabbixToolOutput("zabbix_sender", console);
    SendRun run = new SendRun(options(), output);
    String file = input.getValue();
    if (file != null) {
      return readAndSend(file, run, output);
    }
    return run.run(Sender.OutgoingValue.of(text(host), text(key), text(value)));
  }

  private void check() {
    ZabbixToolOptions.refuseTls(spec, tls);
    ZabbixToolOptions.checkTimeout(spec, timeout.getValue(), MAX_TIMEOUT_SECONDS);
    boolean readsFile = input.getValue() != null;
    boolean hasKeyOrValue = key.getValue() != null || value.getValue() != null;
    boolean isComplete =
        host.getValue() != null && key.getValue() != null && value.getValue() != null;
    boolean describesFile = isGiven(clocks) || isGiven(nanoseconds) || isGiven(realTime);
    if (readsFile ? hasKeyOrValue : !isComplete || describesFile) {
      throw ZabbixToolOptions.usageError(
          spec, "specify either -s, -k and -o, or -i; -T, -N and -r require -i");
    }
    if (isGiven(nanoseconds) && !isGiven(clocks)) {
      throw ZabbixToolOptions.usageError(spec, "-N requires -T");
    }
    if (isGiven(group) && !version().atLeast(ZabbixVersion.V7_0)) {
      throw ZabbixToolOptions.usageError(spec, "-g requires --dialect 7.0");
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
    int number = port.getValue();
    int seconds = timeout.getValue();
    Sender sender =
        new Sender(
            new InetSocketAddress(text(server), number), version(), Duration.ofSeconds(seconds));
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

  private int readAndSend(String file, SendRun run, ZabbixToolOutput output)
      throws OutputFailedException {
    try (InputStream bytes = open(file)) {
      InputStreamReader characters = new InputStreamReader(bytes, StandardCharsets.UTF_8);
      return run.run(new BufferedReader(characters), parser());
    } catch (IOException e) {
      boolean missing = e instanceof NoSuchFileException;
      String why = missing ? "[2] No such file or directory" : String.valueOf(e.getMessage());
      output.log("ERROR: cannot open [" + file + "]: " + why);
      output.print(SendRun.failed(verbosity()));
      return ExitCode.FAILED;
    }
  }

  private InputStream open(String file) throws IOException {
    return file.equals(STANDARD_INPUT) ? console.in() : Files.newInputStream(Path.of(file));
  }

  private SenderLineParser parser() {
    LineColumns columns = isGiven(clocks) ? LineColumns.HOST_KEY_CLOCK : LineColumns.HOST_KEY;
    return new SenderLineParser(
        host.getValue(), isGiven(nanoseconds) ? LineColumns.HOST_KEY_CLOCK_NS : columns);
  }
}
