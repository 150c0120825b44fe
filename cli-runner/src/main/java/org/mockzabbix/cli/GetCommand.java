package org.mockzabbix.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.mockzabbix.client.AgentResponse;
import org.mockzabbix.client.EmptyResponseException;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.NoSuccessException;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ZabbixVersion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code get}, which are those of {@code zabbix_get}. */
final class GetCommand implements Callable<Integer> {

  private static final int LONGEST_TIMEOUT_6_0 = 30;
  private static final int LONGEST_TIMEOUT_7_0 = 600;
  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED";
  private static final String VALUE_ERROR = "Get value error: ";
  private static final String ACCESS = "Check access restrictions in Zabbix agent configuration";

  /** How to ask. */
  enum Protocol {
    AUTO,
    JSON,
    PLAINTEXT
  }

  private final OptionSpec host =
      OriginalOptions.option("-s", "--host", "HOST")
          .required(true)
          .description("Name or address of the agent.")
          .build();

  private final OptionSpec port = OriginalOptions.port("10050", "Port of the agent");

  private final OptionSpec key =
      OriginalOptions.option("-k", "--key", "KEY")
          .required(true)
          .description("The key to ask for.")
          .build();

  private final OptionSpec timeout =
      OriginalOptions.timeout("30", "1 to 30 seconds, to 600 with --dialect 7.0");

  private final OptionSpec protocol =
      OriginalOptions.option("-P", "--protocol", "PROTOCOL")
          .type(Protocol.class)
          .converters(GetCommand::protocol)
          .description(
              "With --dialect 7.0: auto asks in JSON and then with the bare key, json and plaintext"
                  + " ask once (default: auto).")
          .build();

  private final OptionSpec dialect =
      OriginalOptions.dialect(
          "The zabbix_get to behave as: 6.0, or 7.0 which asks in JSON, and ends with 1 if the key"
              + " is not supported (default: ${DEFAULT-VALUE}).");

  private final List<OptionSpec> tls = OriginalOptions.tls();

  private final Console console;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("get");

  GetCommand(Console console) {
    this.console = console;
  }

  private static Protocol protocol(String text) {
    for (Protocol known : Protocol.values()) {
      if (text.equals(known.name().toLowerCase(Locale.ROOT))) {
        return known;
      }
    }
    throw new TypeConversionException(
        "unknown protocol \"" + text + "\": known are auto, json, plaintext");
  }

  /** The command for the command line's parser; it fills the options that {@link #call} reads. */
  CommandSpec spec() {
    Stream.of(host, port, key, timeout, protocol, dialect).forEach(spec::addOption);
    tls.forEach(spec::addOption);
    spec.addOption(Main.helpOption());
    spec.usageMessage()
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .header("Asks an agent for a key, as zabbix_get does.")
        .description("", "Options, printed text and exit codes are those of zabbix_get.", "")
        .footer(
            "",
            "Exit codes: 0 the agent answered; 1 it did not, or with --dialect 7.0 the key is not"
                + " supported; 64 wrong usage.");
    return spec;
  }

  @Override
  public Integer call() throws OutputFailedException {
    ZabbixVersion version = dialect.getValue();
    boolean modern = version.atLeast(ZabbixVersion.V7_0);
    OriginalOptions.refuseTls(spec, tls);
    int seconds = timeout.getValue();
    OriginalOptions.checkTimeout(spec, seconds, modern ? LONGEST_TIMEOUT_7_0 : LONGEST_TIMEOUT_6_0);
    if (protocol.getValue() != null && !modern) {
      throw OriginalOptions.wrong(spec, "-P needs --dialect 7.0");
    }
    Getter getter = new Getter(version, Duration.ofSeconds(seconds));
    OriginalProgram program = new OriginalProgram("zabbix_get", console);
    try {
      AgentResponse answer = ask(getter);
      return modern ? print70(answer.result(), program) : print60(answer.text(), program);
    } catch (IOException failed) {
      return modern ? fail70(failed, program) : fail60(failed, program);
    }
  }

  private AgentResponse ask(Getter getter) throws IOException {
    int number = port.getValue();
    InetSocketAddress agent = new InetSocketAddress(text(host), number);
    Protocol given = protocol.getValue();
    return switch (given == null ? Protocol.AUTO : given) {
      case AUTO -> getter.ask(agent, text(key));
      case JSON -> getter.askJson(agent, text(key));
      case PLAINTEXT -> getter.askPlain(agent, text(key));
    };
  }

  private static String text(OptionSpec option) {
    return Objects.requireNonNull(option.<String>getValue());
  }

  /** Prints whatever came; text ends at NUL, behind which only a reason is looked for. */
  private static int print60(String text, OriginalProgram program) throws OutputFailedException {
    boolean hasReason = text.startsWith(NOT_SUPPORTED + '\0');
    program.print(untilNul(hasReason ? text.replaceFirst("\0", ": ") : text));
    return ExitCode.OK;
  }

  private static int print70(CheckResult result, OriginalProgram program)
      throws OutputFailedException {
    if (result instanceof CheckResult.NotSupported not) {
      program.print(NOT_SUPPORTED + ": " + untilNul(String.valueOf(not.reason())));
      return ExitCode.FAILED;
    }
    program.print(
        result instanceof CheckResult.Value value
            ? untilNul(value.text())
            : "ZBX_NODATA: No value was received.");
    return ExitCode.OK;
  }

  private static String untilNul(String text) {
    int nul = text.indexOf('\0');
    return nul < 0 ? text : text.substring(0, nul);
  }

  private static int fail60(IOException failure, OriginalProgram program) {
    IgnoredMessage ignored = IgnoredMessage.from(failure);
    if (ignored != null) {
      program.log(ignored.warning());
      program.log(VALUE_ERROR);
      program.log(ACCESS);
    } else if (failure instanceof EmptyResponseException) {
      program.log(ACCESS);
    } else {
      program.log(VALUE_ERROR + failure.getMessage());
    }
    return ExitCode.FAILED;
  }

  private static int fail70(IOException failure, OriginalProgram program)
      throws OutputFailedException {
    IgnoredMessage ignored = IgnoredMessage.from(failure);
    if (ignored != null) {
      program.log(ignored.warning());
      program.log(VALUE_ERROR + ignored.error());
    } else if (failure instanceof EmptyResponseException || failure instanceof NoSuccessException) {
      program.print(NOT_SUPPORTED + ": " + failure.getMessage());
    } else {
      program.log(VALUE_ERROR + failure.getMessage());
    }
    return ExitCode.FAILED;
  }
}
