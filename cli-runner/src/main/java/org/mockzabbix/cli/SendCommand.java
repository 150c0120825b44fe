package org.mockzabbix.cli;

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
import org.mockzabbix.cli.SenderLines.Columns;
import org.mockzabbix.cli.Sending.Grouping;
import org.mockzabbix.cli.Sending.Pace;
import org.mockzabbix.client.Sender;
import org.mockzabbix.protocol.ZabbixVersion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code send}, which are those of {@code zabbix_sender}. */
final class SendCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";
  private static final int LONGEST_TIMEOUT = 300;

  private final OptionSpec server =
      OriginalOptions.option("-z", "--zabbix-server", "SERVER")
          .required(true)
          .description("Name or address of the server or proxy.")
          .build();

  private final OptionSpec port = OriginalOptions.port("10051", "Port of the server's trapper");

  private final OptionSpec host =
      OriginalOptions.option("-s", "--host", "HOST")
          .description("The host that the item belongs to; with -i the one that '-' stands for.")
          .build();

  private final OptionSpec key =
      OriginalOptions.option("-k", "--key", "KEY").description("The item's key.").build();

  private final OptionSpec value =
      OriginalOptions.option("-o", "--value", "VALUE").description("The value.").build();

  private final OptionSpec input =
      OriginalOptions.option("-i", "--input-file", "FILE")
          .description("Read lines HOST KEY VALUE from this file; - is standard input.")
          .build();

  private final OptionSpec clocks =
      OriginalOptions.flag("-T", "--with-timestamps")
          .description("The lines are HOST KEY CLOCK VALUE.")
          .build();

  private final OptionSpec nanoseconds =
      OriginalOptions.flag("-N", "--with-ns")
          .description("With -T: the lines are HOST KEY CLOCK NS VALUE.")
          .build();

  private final OptionSpec realTime =
      OriginalOptions.flag("-r", "--real-time")
          .description("Send as soon as there is nothing more to read for the moment.")
          .build();

  private final OptionSpec group =
      OriginalOptions.flag("-g", "--group")
          .description("With --dialect 7.0: no packet has values of two hosts.")
          .build();

  private final OptionSpec timeout = OriginalOptions.timeout("60", "1 to 300 seconds");

  private final OptionSpec verbose =
      OptionSpec.builder("-v", "--verbose")
          .arity("0")
          .type(boolean[].class)
          .description("Say more on standard error; -vv tells why sending failed.")
          .build();

  private final OptionSpec dialect =
      OriginalOptions.dialect(
          "The zabbix_sender to behave as: 6.0, or 7.0 which follows redirects, and ends with 0"
              + " although the server said no (default: ${DEFAULT-VALUE}).");

  private final List<OptionSpec> tls = OriginalOptions.tls();

  private final Console console;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("send");

  SendCommand(Console console) {
    this.console = console;
  }

  /** The command for the command line's parser; it fills the options that {@link #call} reads. */
  CommandSpec spec() {
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
    spec.addOption(Main.helpOption());
    spec.parser().allowOptionsAsOptionParameters(true); // a value may look like an option
    spec.usageMessage()
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .header("Sends values to a trapper, as zabbix_sender does.")
        .description(
            "",
            "Options, printed text and exit codes are those of zabbix_sender. Either -s, -k and -o"
                + " say one value, or -i names lines that say many; hosts, keys and values with"
                + " blanks inside are written in quotes.",
            "")
        .footer(
            "",
            "Exit codes: 0 the server processed every value; 1 sending failed; 2 the server did"
                + " not process every value; 64 wrong usage.");
    return spec;
  }

  @Override
  public Integer call() throws OutputFailedException {
    check();
    OriginalProgram program = new OriginalProgram("zabbix_sender", console);
    Sending sending = new Sending(order(), program);
    String lines = input.getValue();
    if (lines != null) {
      return readAndSend(lines, sending, program);
    }
    return sending.run(Sender.Value.of(text(host), text(key), text(value)));
  }

  private void check() {
    OriginalOptions.refuseTls(spec, tls);
    OriginalOptions.checkTimeout(spec, timeout.getValue(), LONGEST_TIMEOUT);
    boolean one = host.getValue() != null && key.getValue() != null && value.getValue() != null;
    boolean oneToo = key.getValue() != null || value.getValue() != null;
    boolean many = input.getValue() != null;
    boolean forMany = isGiven(clocks) || isGiven(nanoseconds) || isGiven(realTime);
    if (many ? oneToo : !one || forMany) {
      throw OriginalOptions.wrong(
          spec, "give either -s, -k and -o, or -i, which -T, -N and -r belong to");
    }
    if (isGiven(nanoseconds) && !isGiven(clocks)) {
      throw OriginalOptions.wrong(spec, "-N needs -T");
    }
    if (isGiven(group) && !version().atLeast(ZabbixVersion.V7_0)) {
      throw OriginalOptions.wrong(spec, "-g needs --dialect 7.0");
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

  private Sending.Order order() {
    int number = port.getValue();
    int seconds = timeout.getValue();
    boolean[] given = verbose.getValue();
    Sender sender =
        new Sender(
            new InetSocketAddress(text(server), number), version(), Duration.ofSeconds(seconds));
    return new Sending.Order(
        sender,
        text(server) + ":" + number,
        version(),
        isGiven(realTime) ? Pace.WHEN_INPUT_PAUSES : Pace.AT_THE_END,
        isGiven(group) ? Grouping.BY_HOST : Grouping.ANY,
        given == null ? 0 : given.length);
  }

  private int readAndSend(String file, Sending sending, OriginalProgram program)
      throws OutputFailedException {
    try (InputStream bytes = open(file)) {
      InputStreamReader characters = new InputStreamReader(bytes, StandardCharsets.UTF_8);
      return sending.run(new BufferedReader(characters), lines());
    } catch (IOException e) {
      boolean missing = e instanceof NoSuchFileException;
      String why = missing ? "[2] No such file or directory" : String.valueOf(e.getMessage());
      program.log("ERROR: cannot open [" + file + "]: " + why);
      boolean[] given = verbose.getValue();
      program.print(Sending.failed(given == null ? 0 : given.length));
      return ExitCode.FAILED;
    }
  }

  private InputStream open(String file) throws IOException {
    return file.equals(STANDARD_INPUT) ? console.in() : Files.newInputStream(Path.of(file));
  }

  private SenderLines lines() {
    Columns columns = isGiven(clocks) ? Columns.HOST_KEY_CLOCK : Columns.HOST_KEY;
    return new SenderLines(
        host.getValue(), isGiven(nanoseconds) ? Columns.HOST_KEY_CLOCK_NS : columns);
  }
}
