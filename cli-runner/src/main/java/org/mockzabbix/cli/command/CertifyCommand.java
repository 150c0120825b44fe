package org.mockzabbix.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.certify.Certification;
import org.mockzabbix.cli.certify.CertifyRun;
import org.mockzabbix.cli.certify.GetterTrials;
import org.mockzabbix.cli.certify.MeasuredRequest;
import org.mockzabbix.cli.certify.PeerCertification;
import org.mockzabbix.cli.certify.PeerCertifyRun;
import org.mockzabbix.cli.certify.SenderTrials;
import org.mockzabbix.cli.certify.Trial;
import org.mockzabbix.cli.certify.TrialSettings;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.cli.send.TlsClient;
import org.mockzabbix.cli.send.TlsParameter;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.TlsConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code certify}, which tests a user's program with correct and faulty responses. */
public final class CertifyCommand implements Callable<Integer> {

  private final PositionalParamSpec program =
      PositionalParamSpec.builder()
          .paramLabel("COMMAND")
          .index("0..*")
          .arity("0..*")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .description(
              "Program and its arguments, after \"--\". {host} and {trapper} are replaced by the"
                  + " address of a mock server, which is also in the environment variables"
                  + " MOCK_ZABBIX_HOST and MOCK_ZABBIX_TRAPPER_PORT.")
          .build();

  private final OptionSpec getter =
      OptionSpec.builder("--getter")
          .type(Boolean.class)
          .description(
              "Test a program that requests values from an agent. {host} and {agent} are replaced"
                  + " by the address of a mock agent (variables: MOCK_ZABBIX_HOST and"
                  + " MOCK_ZABBIX_AGENT_PORT).")
          .build();

  private final PeerArguments peer = new PeerArguments();
  private final ClientTlsOptions tls = new ClientTlsOptions(TlsClient.OTHER);

  private final OptionSpec timeout =
      CommonOptions.option("--timeout", "TIME")
          .type(Duration.class)
          .converters(OptionConverters::timeout)
          .description(
              "Time of one run, from 1 ms to 24 h; a command that still runs is hung, and is ended"
                  + " (default: 70s). With --trapper and --agent: time of one request, until the"
                  + " program has closed the connection (default: 5s).")
          .build();

  private final OptionSpec only =
      CommonOptions.option("--only", "NAME")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .description(
              "Test only this row of the table, for example \"reset\"; * matches any text. A"
                  + " command is tested with the correct response first. Repeatable (default:"
                  + " all).")
          .build();

  private final OptionSpec dialect =
      CommonOptions.option("--dialect", "VERSION")
          .type(ZabbixVersion.class)
          .converters(OptionConverters::version)
          .defaultValue(ZabbixVersion.newest().dialect())
          .description(
              "Version of the mock server or agent, or of the real program to compare with"
                  + " (default: ${DEFAULT-VALUE}).")
          .build();

  private static final Duration ONE_RUN = Duration.ofSeconds(70);
  private static final Duration ONE_REQUEST = Duration.ofSeconds(5);

  private final Console console;
  private final Consumer<Runnable> stopRequests;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("certify");

  /**
   * Creates the command.
   *
   * @param stopRequests receives the callback that ends the test
   */
  public CertifyCommand(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.stopRequests = stopRequests;
  }

  /** Returns the command for picocli, which fills the options that {@link #call} reads. */
  public CommandSpec spec() {
    spec.parser().stopAtPositional(true); // further options are those of the program
    spec.addPositional(program);
    spec.addOption(getter);
    peer.addTo(spec);
    Stream.of(timeout, only, dialect).forEach(spec::addOption);
    tls.addTo(spec);
    spec.addOption(CommonOptions.help());
    spec.usageMessage()
        .sortOptions(false)
        .header("Tests a program that speaks Zabbix's protocols, and prints a table.")
        .customSynopsis(
            "mock-zabbix certify [OPTIONS] -- COMMAND ARG...",
            "       mock-zabbix certify [OPTIONS] (--trapper | --agent) HOST:PORT")
        .description(
            "",
            "Runs COMMAND once for each response, each time with another mock server, and prints"
                + " what it did. The command must send values and end. It passes if it reports"
                + " every failure by its exit code, ends in time, and loses or doubles no value.",
            "",
            "With --trapper or --agent, sends requests to a program that runs already, and prints"
                + " where its responses differ from those of a real server or agent.",
            "",
            "With the key or certificate of the options --tls-..., the mock server or agent accepts"
                + " encrypted connections only. With --trapper or --agent, --tls-connect chooses the"
                + " mode of the connections to the program.",
            "")
        .footer(
            "",
            "Exit codes: 0 the program passes; 1 it fails; 64 wrong usage; 69 the command cannot be"
                + " started, or nothing listens at the address; 70 unexpected failure; 74 the table"
                + " could not be written to standard output.");
    return spec;
  }

  @Override
  public Integer call() throws CannotStartException, OutputFailedException {
    List<String> command = Objects.requireNonNullElse(program.getValue(), List.of());
    checkUsage(command);
    ZabbixVersion version = Objects.requireNonNull(dialect.getValue());
    Optional<HostAndPort> address = peer.address();
    try {
      return address.isPresent()
          ? new PeerCertifyRun(peer(address.get(), version), console).run(stopRequests)
          : new CertifyRun(certification(command, version), console).run(stopRequests);
    } catch (UsageException wrong) {
      throw usageError(String.valueOf(wrong.getMessage()));
    }
  }

  private void checkUsage(List<String> command) {
    boolean ofGetter = Boolean.TRUE.equals(getter.getValue());
    peer.contradiction(Objects.requireNonNull(dialect.getValue()))
        .ifPresent(
            message -> {
              throw usageError(message);
            });
    if (peer.address().isEmpty() && command.isEmpty()) {
      throw usageError("nothing is tested: write a command after --, or --trapper or --agent");
    }
    if (peer.address().isPresent() && ofGetter) {
      throw usageError(
          "--getter tests a command, and "
              + peer.addressOption()
              + " a program that listens: remove one of them");
    }
    if (peer.address().isPresent() && !command.isEmpty()) {
      throw usageError("--trapper and --agent do not test a command: leave it out");
    }
    if (peer.address().isEmpty()) {
      tls.firstGiven(
              TlsParameter.CONNECT,
              TlsParameter.PEER_ISSUER,
              TlsParameter.PEER_SUBJECT,
              TlsParameter.CIPHER,
              TlsParameter.CIPHER13)
          .ifPresent(
              option -> {
                throw usageError(option + " is only for --trapper and --agent");
              });
    }
  }

  private PeerCertification peer(HostAndPort address, ZabbixVersion version)
      throws UsageException, CannotStartException {
    List<MeasuredRequest> requests = chosen(peer.requests(version), MeasuredRequest::name);
    TlsConfig encryption = tls.read();
    return new PeerCertification(address, time(ONE_REQUEST), encryption, requests);
  }

  private Certification certification(List<String> command, ZabbixVersion version)
      throws UsageException, CannotStartException {
    Duration time = time(ONE_RUN);
    TrialSettings settings = new TrialSettings(version, tls.readOfServer());
    return Boolean.TRUE.equals(getter.getValue())
        ? Certification.ofGetter(command, time, chosen(GetterTrials.all()), settings)
        : Certification.ofSender(command, time, chosen(SenderTrials.all()), settings);
  }

  private Duration time(Duration defaultTime) {
    @Nullable Duration given = timeout.getValue();
    return given == null ? defaultTime : given;
  }

  /** Returns the chosen trials, and always the first one, which the others are compared with. */
  private List<Trial> chosen(List<Trial> all) {
    List<Trial> chosen = chosen(all, Trial::name);
    return chosen.contains(all.get(0))
        ? chosen
        : Stream.concat(Stream.of(all.get(0)), chosen.stream()).toList();
  }

  private <T> List<T> chosen(List<T> all, Function<T, String> name) {
    @Nullable List<String> patterns = only.getValue();
    if (patterns == null || patterns.isEmpty()) {
      return all;
    }
    List<String> known = all.stream().map(name).toList();
    List<Predicate<String>> globs = new ArrayList<>();
    for (String pattern : patterns) {
      Predicate<String> glob = Glob.compile(pattern);
      if (known.stream().noneMatch(glob)) {
        throw usageError(
            "--only "
                + Quoting.quote(pattern)
                + ": no such row: "
                + ClosestName.remedy(pattern, known));
      }
      globs.add(glob);
    }
    return all.stream()
        .filter(row -> globs.stream().anyMatch(glob -> glob.test(name.apply(row))))
        .toList();
  }

  private ParameterException usageError(String message) {
    return ZabbixToolOptions.usageError(spec, message);
  }
}
