package org.mockzabbix.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.cli.replay.ReplayRun;
import org.mockzabbix.cli.send.TlsClient;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.transcript.Replay;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code replay}, which sends recorded requests again. */
public final class ReplayCommand implements Callable<Integer> {

  private final PositionalParamSpec file = CommonOptions.transcript();

  private final OptionSpec to =
      CommonOptions.option("--to", "HOST:PORT")
          .required(true)
          .type(HostAndPort.class)
          .converters(OptionConverters::address)
          .description("Address to send the requests to.")
          .build();

  private final OptionSpec speed =
      CommonOptions.option("--speed", "SPEED")
          .type(String.class)
          .converters(ReplayCommand::speed)
          .description(
              "1 waits between two requests as long as it was recorded; max does not wait (default:"
                  + " max).")
          .build();

  private final OptionSpec rewriteClock =
      OptionSpec.builder("--rewrite-clock")
          .type(Boolean.class)
          .description(
              "Add the same number of seconds to each clock of the requests, so that the first one"
                  + " is now.")
          .build();

  private final OptionSpec agent =
      CommonOptions.option("--agent", "HOST")
          .type(String.class)
          .description(
              "Send the requests to the mock agent of this host (default: the requests to the"
                  + " trapper port).")
          .build();

  private final OptionSpec timeout =
      CommonOptions.option("--timeout", "TIME")
          .type(Duration.class)
          .converters(OptionConverters::timeout)
          .defaultValue("60s")
          .description(
              "Longest time to connect, to send a request, and to wait for the reply, from 1 ms to"
                  + " 24 h (default: ${DEFAULT-VALUE}).")
          .build();

  private final ClientTlsOptions tls = new ClientTlsOptions(TlsClient.OTHER);

  private final Console console;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("replay");

  public ReplayCommand(Console console) {
    this.console = console;
  }

  private static String speed(String text) {
    if (!text.equals("1") && !text.equals("max")) {
      throw new TypeConversionException("must be 1 or max, but was " + Quoting.quote(text));
    }
    return text;
  }

  /** Returns the command for picocli, which fills the options that {@link #call} reads. */
  public CommandSpec spec() {
    spec.addPositional(file);
    Stream.of(to, speed, rewriteClock, agent, timeout).forEach(spec::addOption);
    tls.addTo(spec);
    spec.addOption(CommonOptions.help());
    spec.usageMessage()
        .sortOptions(false)
        .header("Sends recorded requests again, and compares the replies.")
        .description(
            "",
            "The differences of recorded and new replies are printed on standard output. The time"
                + " that a server spent and the order of JSON members do not count. The connections"
                + " are encrypted if the options --tls-... say so, not as they were recorded.",
            "")
        .footer(
            "",
            "Exit codes: 0 no reply differs; 1 a reply differs; 64 wrong usage; 69 the transcript is"
                + " missing, invalid or empty, or the address cannot be reached; 70 unexpected"
                + " failure; 74 the differences could not be written to standard output.");
    return spec;
  }

  @Override
  public Integer call() throws CannotStartException, OutputFailedException {
    Path path = Objects.requireNonNull(file.getValue());
    try {
      return new ReplayRun(path, replay(), console, Console.isTerminal()).run();
    } catch (UsageException invalid) {
      throw ZabbixToolOptions.usageError(spec, String.valueOf(invalid.getMessage()));
    }
  }

  private Replay replay() throws UsageException, CannotStartException {
    HostAndPort address = Objects.requireNonNull(to.getValue());
    Replay replay =
        new Replay(address.resolve()).withTimeout(timeout.getValue()).withTls(tls.read());
    replay = "1".equals(speed.getValue()) ? replay.withRecordedPauses() : replay;
    replay = Boolean.TRUE.equals(rewriteClock.getValue()) ? replay.withRewrittenClocks() : replay;
    String host = agent.getValue();
    return host == null ? replay : replay.ofAgent(host);
  }
}
