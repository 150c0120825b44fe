package org.mockzabbix.cli.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.send.InvalidResponseWarning;
import org.mockzabbix.cli.send.ReadFailure;
import org.mockzabbix.cli.send.ZabbixToolOutput;
import org.mockzabbix.client.AgentResponse;
import org.mockzabbix.client.EmptyResponseException;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.NoSuccessException;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.Quoting;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code get}, which imitates zabbix_get. */
public final class GetCommand implements Callable<Integer> {

  private static final int MAX_TIMEOUT_6_0 = 30;
  private static final int MAX_TIMEOUT_7_0 = 600;
  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED";
  private static final String NO_REASON = "Not supported by Zabbix Agent";
  private static final String VALUE_ERROR = "Get value error: ";
  private static final String ACCESS = "Check access restrictions in Zabbix agent configuration";

  /** The protocol of zabbix_get 7.0. */
  enum Protocol {
    AUTO,
    JSON,
    PLAINTEXT
  }

  private final OptionSpec host =
      ZabbixToolOptions.option("-s", "--host", "HOST")
          .description("Name or address of the agent.")
          .build();

  private final OptionSpec port = ZabbixToolOptions.port("10050", "Port of the agent");

  private final OptionSpec key =
      ZabbixToolOptions.option("-k", "--key", "KEY").description("Item key to request.").build();

  private final OptionSpec timeout =
      ZabbixToolOptions.timeout("30", "from 1 to 30 seconds, or to 600 with --dialect 7.0");

  private final OptionSpec protocol =
      ZabbixToolOptions.option("-P", "--protocol", "PROTOCOL")
          .type(Protocol.class)
          .converters(GetCommand::protocol)
          .description(
              "With --dialect 7.0: json or plaintext sends one request in that format; auto sends"
                  + " JSON first, then plain text if the agent cannot read JSON (default:"
                  + " auto).")
          .build();

  private final OptionSpec dialect =
      ZabbixToolOptions.dialect(
          "Version of zabbix_get to imitate, 5.0, 6.0 or 7.0. Version 7.0 sends JSON, and exits with 1 if"
              + " the key is not supported (default: ${DEFAULT-VALUE}).");

  private final OptionSpec sourceAddress = ZabbixToolOptions.sourceAddress();
  private final OptionSpec printsVersion = ZabbixToolOptions.version();
  private final List<OptionSpec> tls = ZabbixToolOptions.tls();

  private final Console console;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("get");

  public GetCommand(Console console) {
    this.console = console;
  }

  private static Protocol protocol(String text) {
    for (Protocol known : Protocol.values()) {
      if (text.equals(known.name().toLowerCase(Locale.ROOT))) {
        return known;
      }
    }
    throw new TypeConversionException(
        "unknown protocol " + Quoting.quote(text) + ": use auto, json or plaintext");
  }

  /** Returns the command for picocli, which fills the options that {@link #call} reads. */
  public CommandSpec spec() {
    Stream.of(host, port, key, sourceAddress, timeout, protocol, dialect, printsVersion)
        .forEach(spec::addOption);
    tls.forEach(spec::addOption);
    spec.addOption(CommonOptions.help());
    spec.usageMessage()
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .header("Requests the value of a key from an agent, as zabbix_get does.")
        .description("", "Options, output and exit codes are those of zabbix_get.", "")
        .footer(
            "",
            "Exit codes: 0 the agent responded; 1 it did not, or the key is not supported (only"
                + " with --dialect 7.0); 64 wrong usage; 70 unexpected failure; 74 the value could not"
                + " be written to standard output.");
    return spec;
  }

  @Override
  public Integer call() throws OutputFailedException {
    ZabbixVersion version = dialect.getValue();
    if (Boolean.TRUE.equals(printsVersion.getValue())) {
      console.print("zabbix_get (Zabbix) " + version.release() + "\n");
      return ExitCode.OK;
    }
    if (host.getValue() == null || key.getValue() == null) {
      throw ZabbixToolOptions.usageError(spec, "specify both -s and -k");
    }
    boolean modern = version.atLeast(ZabbixVersion.V7_0);
    ZabbixToolOptions.refuseTls(spec, tls);
    int seconds = timeout.getValue();
    ZabbixToolOptions.checkTimeout(spec, seconds, modern ? MAX_TIMEOUT_7_0 : MAX_TIMEOUT_6_0);
    if (protocol.getValue() != null && !modern) {
      throw ZabbixToolOptions.usageError(spec, "-P requires --dialect 7.0");
    }
    Getter getter = from(new Getter(version, Duration.ofSeconds(seconds)));
    ZabbixToolOutput output = new ZabbixToolOutput("zabbix_get", console);
    try {
      AgentResponse response = request(getter);
      return modern ? print70(response.result(), output) : print60(response.text(), output);
    } catch (IOException failed) {
      return modern ? fail70(failed, output) : fail60(failed, output);
    }
  }

  private Getter from(Getter getter) {
    String source = sourceAddress.getValue();
    return source == null
        ? getter
        : getter.withSourceAddress(ZabbixToolOptions.address(spec, source));
  }

  private AgentResponse request(Getter getter) throws IOException {
    int number = port.getValue();
    InetSocketAddress agent = new InetSocketAddress(text(host), number);
    Protocol given = protocol.getValue();
    return switch (given == null ? Protocol.AUTO : given) {
      case AUTO -> getter.request(agent, text(key));
      case JSON -> getter.requestJson(agent, text(key));
      case PLAINTEXT -> getter.requestPlainText(agent, text(key));
    };
  }

  private static String text(OptionSpec option) {
    return Objects.requireNonNull(option.<String>getValue());
  }

  /** Prints the text up to the first NUL. The reason of an unsupported key follows a NUL. */
  private static int print60(String text, ZabbixToolOutput output) throws OutputFailedException {
    boolean hasReason = text.startsWith(NOT_SUPPORTED + '\0');
    String reason = hasReason ? untilNul(text.substring(NOT_SUPPORTED.length() + 1)) : "";
    output.print(reason.isEmpty() ? untilNul(text) : NOT_SUPPORTED + ": " + reason);
    return ExitCode.OK;
  }

  private static int print70(CheckResult result, ZabbixToolOutput output)
      throws OutputFailedException {
    if (result.error() != null) {
      String reason = untilNul(result.error());
      output.print(NOT_SUPPORTED + ": " + (reason.isEmpty() ? NO_REASON : reason));
      return ExitCode.FAILED;
    }
    output.print(
        result.value() == null ? "ZBX_NODATA: No value was received." : untilNul(result.value()));
    return ExitCode.OK;
  }

  private static String untilNul(String text) {
    int nul = text.indexOf('\0');
    return nul < 0 ? text : text.substring(0, nul);
  }

  private static int fail60(IOException failure, ZabbixToolOutput output) {
    InvalidResponseWarning warning = InvalidResponseWarning.from(failure);
    if (warning != null) {
      output.log(warning.text());
      output.log(VALUE_ERROR);
      output.log(ACCESS);
    } else if (failure instanceof EmptyResponseException) {
      output.log(ACCESS);
    } else {
      ReadFailure words = ReadFailure.of(failure, ZabbixVersion.V6_0);
      output.log(words.text());
      if (words.hintsAtAccess()) {
        output.log(ACCESS);
      }
    }
    return ExitCode.FAILED;
  }

  private static int fail70(IOException failure, ZabbixToolOutput output)
      throws OutputFailedException {
    InvalidResponseWarning warning = InvalidResponseWarning.from(failure);
    if (warning != null) {
      output.log(warning.text());
      output.log(VALUE_ERROR + warning.error());
    } else if (failure instanceof EmptyResponseException || failure instanceof NoSuccessException) {
      output.print(NOT_SUPPORTED + ": " + failure.getMessage());
    } else {
      output.log(ReadFailure.of(failure, ZabbixVersion.V7_0).text());
    }
    return ExitCode.FAILED;
  }
}
