package org.mockzabbix.cli.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.send.EncryptionRefusedException;
import org.mockzabbix.cli.send.TlsClient;
import org.mockzabbix.cli.send.ToolFailure;
import org.mockzabbix.cli.send.ToolFailure.FailureKind;
import org.mockzabbix.cli.send.ZabbixToolOutput;
import org.mockzabbix.client.AgentResponse;
import org.mockzabbix.client.EmptyResponseException;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.NoSuccessException;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.IpAddress;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code get}, which imitates zabbix_get. */
public final class GetCommand implements Callable<Integer> {

  private static final int MAX_TIMEOUT_6_0 = 30;
  private static final int MAX_TIMEOUT_7_0 = 600;
  private static final int DEFAULT_TIMEOUT = 30;
  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED";
  private static final String BEFORE_REASON = NOT_SUPPORTED + '\0';
  private static final String NO_REASON = "Not supported by Zabbix Agent";
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
      ZabbixToolOptions.timeout(
          DEFAULT_TIMEOUT, "from 1 to 30 seconds, or to 600 with --dialect 7.0");

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
  private final ClientTlsOptions tls = new ClientTlsOptions(TlsClient.GETTER);

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
    tls.addTo(spec);
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
    ZabbixToolOutput output = new ZabbixToolOutput("zabbix_get", console);
    if (host.getValue() == null || key.getValue() == null) {
      throw ZabbixToolOptions.usageError(spec, "specify both -s and -k");
    }
    boolean modern = version.atLeast(ZabbixVersion.V7_0);
    int longest = modern ? MAX_TIMEOUT_7_0 : MAX_TIMEOUT_6_0;
    ZabbixToolOptions.checkTimeout(spec, timeout, longest, version);
    if (protocol.getValue() != null && !modern) {
      throw ZabbixToolOptions.usageError(spec, "-P requires --dialect 7.0");
    }
    try {
      TlsConfig encryption =
          tls.encryption(Map.of()).read(warning -> output.log("Warning: " + warning));
      Getter getter = new Getter(version, ZabbixToolOptions.duration(timeout, DEFAULT_TIMEOUT));
      AgentResponse response = request(getter.withTls(encryption));
      return modern ? print70(response, output) : print60(response, output);
    } catch (EncryptionRefusedException refused) {
      output.log("ERROR: " + refused.getMessage());
      return ExitCode.FAILED;
    } catch (IOException failed) {
      return modern ? fail70(failed, output) : fail60(failed, output, version);
    }
  }

  private AgentResponse request(Getter anywhere) throws IOException {
    Getter getter = from(anywhere);
    int number = port.getValue();
    InetSocketAddress agent = new InetSocketAddress(text(host), number);
    Protocol given = protocol.getValue();
    return switch (given == null ? Protocol.AUTO : given) {
      case AUTO -> getter.request(agent, text(key));
      case JSON -> getter.requestJson(agent, text(key));
      case PLAINTEXT -> getter.requestPlainText(agent, text(key));
    };
  }

  private Getter from(Getter getter) throws IOException {
    String source = sourceAddress.getValue();
    if (source == null) {
      return getter;
    }
    return getter.withSourceAddress(
        IpAddress.parse(source)
            .orElseThrow(() -> new IOException("invalid source IP address [" + source + "]")));
  }

  private static String text(OptionSpec option) {
    return Objects.requireNonNull(option.<String>getValue());
  }

  /**
   * Prints the bytes up to the first NUL, as they are. The reason of an unsupported key follows a
   * NUL.
   */
  private static int print60(AgentResponse response, ZabbixToolOutput output)
      throws OutputFailedException {
    String text = withoutLineEnds(raw(response));
    boolean hasReason = text.startsWith(BEFORE_REASON) && text.length() > BEFORE_REASON.length();
    print(hasReason ? withReason(text) : untilNul(text), output);
    return ExitCode.OK;
  }

  /** Returns the data of the response, each byte as one character. */
  private static String raw(AgentResponse response) {
    return Packet.find(Bytes.of(response.packetBytes())).orElseThrow().data().latin1();
  }

  private static String withReason(String text) {
    return NOT_SUPPORTED + ": " + untilNul(text.substring(BEFORE_REASON.length()));
  }

  private static void print(String bytes, ZabbixToolOutput output) throws OutputFailedException {
    output.print(Bytes.of(bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String withoutLineEnds(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static int print70(AgentResponse response, ZabbixToolOutput output)
      throws OutputFailedException {
    CheckResult result = response.result();
    if (result.error() == null) {
      output.print(
          result.value() == null ? "ZBX_NODATA: No value was received." : untilNul(result.value()));
      return ExitCode.OK;
    }
    String raw = raw(response);
    boolean isPlain = response.format() == PassiveCheckFormat.PLAIN;
    if (isPlain && raw.startsWith(BEFORE_REASON) && raw.length() > BEFORE_REASON.length()) {
      print(withReason(withoutLineEnds(raw)), output); // as it is, unlike the reason in JSON
    } else {
      String reason = untilNul(result.error());
      output.print(NOT_SUPPORTED + ": " + (isPlain && reason.isEmpty() ? NO_REASON : reason));
    }
    return ExitCode.FAILED;
  }

  private static String untilNul(String text) {
    int nul = text.indexOf('\0');
    return nul < 0 ? text : text.substring(0, nul);
  }

  private static int fail60(IOException failure, ZabbixToolOutput output, ZabbixVersion version) {
    if (failure instanceof EmptyResponseException) {
      output.log(ACCESS);
      return ExitCode.FAILED;
    }
    ToolFailure words = ToolFailure.of(failure, version);
    if (words.kind() == FailureKind.TIMEOUT) {
      output.log("Timeout while executing operation");
      return ExitCode.FAILED;
    }
    log(words, output);
    if (words.kind() == FailureKind.PACKET || words.kind() == FailureKind.RESET) {
      output.log(ACCESS);
    }
    return ExitCode.FAILED;
  }

  private static int fail70(IOException failure, ZabbixToolOutput output)
      throws OutputFailedException {
    if (failure instanceof EmptyResponseException || failure instanceof NoSuccessException) {
      output.print(NOT_SUPPORTED + ": " + failure.getMessage());
    } else {
      log(ToolFailure.of(failure, ZabbixVersion.V7_0), output);
    }
    return ExitCode.FAILED;
  }

  private static void log(ToolFailure failure, ZabbixToolOutput output) {
    if (failure.warning() != null) {
      output.log("Warning: " + failure.warning());
    }
    output.log("Get value error: " + failure.reason());
  }
}
