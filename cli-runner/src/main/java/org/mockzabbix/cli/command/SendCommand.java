package org.mockzabbix.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.send.EncryptionRefusedException;
import org.mockzabbix.cli.send.InvalidConfigurationException;
import org.mockzabbix.cli.send.RepeatedSend;
import org.mockzabbix.cli.send.RepeatedSend.Repetition;
import org.mockzabbix.cli.send.SendRun;
import org.mockzabbix.cli.send.SendRun.SendOptions;
import org.mockzabbix.cli.send.SendTarget;
import org.mockzabbix.cli.send.ValueSource;
import org.mockzabbix.cli.send.ZabbixToolOutput;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.tls.TlsConfig;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code send}, which imitates zabbix_sender. */
public final class SendCommand implements Callable<Integer> {

  private final SendArguments arguments = new SendArguments();

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
    arguments.addTo(spec);
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
    ZabbixVersion version = arguments.version();
    if (arguments.printsVersion()) {
      console.print("zabbix_sender (Zabbix) " + version.release() + "\n");
      return ExitCode.OK;
    }
    ZabbixToolOutput output = new ZabbixToolOutput(ZabbixToolOutput.SENDER, console);
    arguments.check(spec);
    try {
      return send(new SendTarget(arguments.target(), version), output);
    } catch (EncryptionRefusedException refused) {
      output.print(output.named("ERROR: " + refused.getMessage()));
      return ExitCode.FAILED;
    } catch (InvalidConfigurationException refused) {
      output.log(String.valueOf(refused.getMessage()));
      return ExitCode.FAILED;
    }
  }

  private int send(SendTarget target, ZabbixToolOutput output)
      throws OutputFailedException, EncryptionRefusedException {
    ValueSource source =
        target.hasServer()
            ? arguments.source(target.host(), console)
            : ValueSource.ofUnknownServer();
    TlsConfig tls = target.hasServer() ? encryption(target, output) : TlsConfig.unencrypted();
    SendOptions options =
        new SendOptions(
            target.senders(arguments.timeout(), tls),
            arguments.version(),
            arguments.flushTime(),
            arguments.grouping(),
            arguments.verbosity());
    Optional<Repetition> repetition = arguments.repetition();
    return repetition.isPresent()
        ? new RepeatedSend(options, repetition.get(), console, Console.isTerminal())
            .run(source, stopRequests)
        : new SendRun(options, output).run(source);
  }

  private TlsConfig encryption(SendTarget target, ZabbixToolOutput output)
      throws OutputFailedException, EncryptionRefusedException {
    List<String> warnings = new ArrayList<>();
    try {
      return arguments.tls().encryption(target.encryption()).read(warnings::add);
    } finally {
      if (arguments.verbosity() > 0) {
        for (String warning : warnings) {
          output.print(output.named("Warning: " + warning));
        }
      }
    }
  }
}
