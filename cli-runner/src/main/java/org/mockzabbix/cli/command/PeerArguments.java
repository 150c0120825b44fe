package org.mockzabbix.cli.command;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.certify.MeasuredRequest;
import org.mockzabbix.cli.certify.MeasuredRequests;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.HostAndPort;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code certify} for a trapper or an agent of the user. */
final class PeerArguments {

  private static final String ALWAYS_1 = "agent.ping";

  private final OptionSpec trapper =
      address("--trapper")
          .description(
              "Test a program that receives values, instead of COMMAND: send measured requests to"
                  + " this address, and compare the responses with those of a real server.")
          .build();

  private final OptionSpec agent =
      address("--agent")
          .description(
              "Test an agent, instead of COMMAND: send measured requests to this address, and"
                  + " compare the responses with those of a real agent.")
          .build();

  private final OptionSpec host =
      text("--host", "HOST")
          .description("With --trapper: a host that the program knows (default: web01).")
          .build();

  private final OptionSpec key =
      text("--key", "KEY")
          .description(
              "With --trapper: the key of a trapper item of this host (default: app.ok). With"
                  + " --agent: a key that the agent supports (default: agent.ping).")
          .build();

  private final OptionSpec activeKey =
      text("--active-key", "KEY")
          .description(
              "With --trapper: the key of an item of this host that active agents check (default:"
                  + " leave out the requests about such an item).")
          .build();

  private final OptionSpec value =
      text("--value", "VALUE")
          .description(
              "With --agent: the value of the key, in which * matches any text (default: 1 for"
                  + " agent.ping, any value for other keys).")
          .build();

  private final OptionSpec variant =
      CommonOptions.option("--variant", "VARIANT")
          .type(Variant.class)
          .converters(OptionConverters::variant)
          .description(
              "With --agent: the real agent to compare with, agent or agent2 (default: agent).")
          .build();

  private static OptionSpec.Builder address(String name) {
    return CommonOptions.option(name, "HOST:PORT")
        .type(HostAndPort.class)
        .converters(OptionConverters::address);
  }

  private static OptionSpec.Builder text(String name, String operand) {
    return CommonOptions.option(name, operand).type(String.class);
  }

  /** Adds the options to a command. */
  void addTo(CommandSpec spec) {
    Stream.of(trapper, agent, host, key, activeKey, value, variant).forEach(spec::addOption);
  }

  /** Returns the address of the program; empty if a command is tested. */
  Optional<HostAndPort> address() {
    return Stream.of(trapper, agent)
        .map(option -> option.<@Nullable HostAndPort>getValue())
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Returns the name of the option that has the {@link #address()}. */
  String addressOption() {
    return (trapper.getValue() == null ? agent : trapper).longestName();
  }

  /** Returns a message about options that contradict each other; empty if they are valid. */
  Optional<String> contradiction(ZabbixVersion version) {
    if (trapper.getValue() != null && agent.getValue() != null) {
      return Optional.of("use only one of --trapper and --agent");
    }
    if (version == ZabbixVersion.V5_0 && variant.getValue() == Variant.AGENT2) {
      return Optional.of(
          "zabbix_agent2 of 5.0 was not measured: use --variant agent, or another --dialect");
    }
    return Stream.of(host, key, activeKey, value, variant)
        .filter(option -> option.getValue() != null)
        .filter(option -> ports(option).stream().noneMatch(port -> port.getValue() != null))
        .map(option -> option.longestName() + " is only for " + names(ports(option)))
        .findFirst();
  }

  private List<OptionSpec> ports(OptionSpec option) {
    if (option.equals(key)) {
      return List.of(trapper, agent);
    }
    return option.equals(host) || option.equals(activeKey) ? List.of(trapper) : List.of(agent);
  }

  private static String names(List<OptionSpec> options) {
    return String.join(" and ", options.stream().map(OptionSpec::longestName).toList());
  }

  /** Returns the requests, and what a program of {@code version} responds. */
  List<MeasuredRequest> requests(ZabbixVersion version) {
    if (trapper.getValue() != null) {
      return MeasuredRequests.ofTrapper(
          version, orElse(host, "web01"), orElse(key, "app.ok"), activeKey.getValue());
    }
    String itemKey = orElse(key, ALWAYS_1);
    String itemValue = orElse(value, itemKey.equals(ALWAYS_1) ? "1" : "*");
    return MeasuredRequests.ofAgent(version, orElse(variant, Variant.AGENT), itemKey, itemValue);
  }

  private static <T> T orElse(OptionSpec option, T value) {
    @Nullable T given = option.getValue();
    return given == null ? value : given;
  }
}
