package org.mockzabbix.cli.command;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.send.RepeatedSend.Repetition;
import org.mockzabbix.cli.send.SendRun.FlushTime;
import org.mockzabbix.cli.send.SendRun.PacketGrouping;
import org.mockzabbix.cli.send.SendTarget;
import org.mockzabbix.cli.send.SenderLineParser;
import org.mockzabbix.cli.send.SenderLineParser.LineColumns;
import org.mockzabbix.cli.send.TlsClient;
import org.mockzabbix.cli.send.ValueSource;
import org.mockzabbix.protocol.ZabbixVersion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code send}. */
final class SendArguments {

  private static final int MAX_TIMEOUT_SECONDS = 300;
  private static final int DEFAULT_TIMEOUT_SECONDS = 60;

  private final OptionSpec server =
      ZabbixToolOptions.option("-z", "--zabbix-server", "SERVER")
          .description(
              "Name or address of the server or proxy. Since 6.0, also several: commas separate"
                  + " servers, semicolons the addresses of one.")
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
                  + " -z, -s and -I. With several servers, the values go to each of them.")
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
      CommonOptions.option("--generate", "SCRIPT")
          .type(KeyScript.class)
          .converters(OptionConverters::valueScript)
          .description(
              "Instead of -o: a script that generates the value, as a key of a scenario has it, for"
                  + " example '{walk: {step: 1, max: 100}}'.")
          .build();

  private final OptionSpec repeat =
      CommonOptions.option("--repeat", "TIME")
          .type(Duration.class)
          .converters(OptionConverters::interval)
          .description(
              "Send the values again each TIME, for example 1s, until Ctrl-C or --count. A failure does"
                  + " not end it.")
          .build();

  private final OptionSpec count =
      CommonOptions.option("--count", "N")
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

  private final OptionSpec timeout =
      ZabbixToolOptions.timeout(DEFAULT_TIMEOUT_SECONDS, "from 1 to 300 seconds");

  private final OptionSpec verbose =
      OptionSpec.builder("-v", "--verbose")
          .arity("0")
          .type(boolean[].class)
          .description("Print warnings; -vv also prints the responses, and why sending failed.")
          .build();

  private final OptionSpec dialect =
      ZabbixToolOptions.dialect(
          "Version of zabbix_sender to imitate, 5.0, 6.0 or 7.0. Version 7.0 follows redirects, and exits"
              + " with 0 even if the server reports a failure (default: ${DEFAULT-VALUE}).");

  private final ClientTlsOptions tls = new ClientTlsOptions(TlsClient.SENDER);

  void addTo(CommandSpec spec) {
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
    tls.addTo(spec);
    spec.addOption(CommonOptions.help());
  }

  /** Throws an exception if options do not fit together, or one is out of range. */
  void check(CommandSpec spec) {
    if (server.getValue() == null && configuration.getValue() == null) {
      throw ZabbixToolOptions.usageError(spec, "specify -z or -c");
    }
    ZabbixToolOptions.checkTimeout(spec, timeout, MAX_TIMEOUT_SECONDS, version());
    checkValue(spec);
    checkRepetition(spec);
    if (isGiven(nanoseconds) && !isGiven(clocks)) {
      throw ZabbixToolOptions.usageError(spec, "-N requires -T");
    }
    if (isGiven(group) && !version().atLeast(ZabbixVersion.V7_0)) {
      throw ZabbixToolOptions.usageError(spec, "-g requires --dialect 7.0");
    }
  }

  private void checkValue(CommandSpec spec) {
    boolean generates = generate.getValue() != null;
    boolean hasValue = value.getValue() != null;
    boolean hasKeyOrValue = key.getValue() != null || hasValue || generates;
    boolean hasHost = host.getValue() != null || configuration.getValue() != null;
    boolean isComplete = hasHost && key.getValue() != null && (hasValue || generates);
    boolean describesFile = isGiven(clocks) || isGiven(nanoseconds) || isGiven(realTime);
    if (readsFile() ? hasKeyOrValue : !isComplete || describesFile) {
      throw ZabbixToolOptions.usageError(
          spec, "specify either -s, -k and -o, or -i; -T, -N and -r require -i");
    }
    if (hasValue && generates) {
      throw ZabbixToolOptions.usageError(spec, "specify either -o or --generate");
    }
  }

  private void checkRepetition(CommandSpec spec) {
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

  boolean printsVersion() {
    return isGiven(printsVersion);
  }

  ZabbixVersion version() {
    return dialect.getValue();
  }

  ClientTlsOptions tls() {
    return tls;
  }

  SendTarget.Given target() {
    return new SendTarget.Given(
        server.getValue(),
        port.getValue(),
        host.getValue(),
        sourceAddress.getValue(),
        configuration.getValue());
  }

  Duration timeout() {
    return ZabbixToolOptions.duration(timeout, DEFAULT_TIMEOUT_SECONDS);
  }

  FlushTime flushTime() {
    return isGiven(realTime) ? FlushTime.WHEN_INPUT_PAUSES : FlushTime.AT_END_OF_INPUT;
  }

  PacketGrouping grouping() {
    return isGiven(group) ? PacketGrouping.BY_HOST : PacketGrouping.NONE;
  }

  /** Returns the number of {@code -v} options. */
  int verbosity() {
    boolean[] given = verbose.getValue();
    return given == null ? 0 : given.length;
  }

  /** Returns how often to send the values; empty to send them once. */
  Optional<Repetition> repetition() {
    Duration interval = repeat.getValue();
    Integer rounds = count.getValue();
    return Optional.ofNullable(interval)
        .map(time -> new Repetition(time, rounds == null ? 0 : rounds));
  }

  private boolean readsFile() {
    return input.getValue() != null;
  }

  /**
   * Returns the values.
   *
   * @param hostName the host of values and lines without one; null if it is not known
   */
  ValueSource source(@Nullable String hostName, Console console) {
    if (readsFile()) {
      return ValueSource.file(text(input), parser(hostName), console);
    }
    if (hostName == null) {
      return ValueSource.ofUnknownHost();
    }
    KeyScript script = generate.getValue();
    return script == null
        ? ValueSource.of(hostName, text(key), text(value))
        : ValueSource.generated(hostName, text(key), script, InstantSource.system());
  }

  private SenderLineParser parser(@Nullable String hostName) {
    LineColumns columns = isGiven(clocks) ? LineColumns.HOST_KEY_CLOCK : LineColumns.HOST_KEY;
    return new SenderLineParser(
        hostName, isGiven(nanoseconds) ? LineColumns.HOST_KEY_CLOCK_NS : columns);
  }

  private static String text(OptionSpec option) {
    return Objects.requireNonNull(option.<String>getValue());
  }
}
