package org.mockzabbix.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.scenario.HostSchema.HostDraft;
import org.mockzabbix.scenario.Schema.Located;
import org.mockzabbix.setting.Setting;
import org.mockzabbix.tls.PeerTls;

/** The schema of a scenario file. */
final class ScenarioSchema {

  private static final Schema<Located<AutoRegisterDraft>> AUTO_REGISTER =
      ObjectSchema.of("autoRegister", AutoRegisterDraft::new)
          .set(
              "items",
              new ListSchema<>(HostSchema.sharedItem()),
              (registration, items) -> registration.items = items)
          .required("The items of each registered host.")
          .set("tls", PeerTlsSchema.REGISTRATION, (registration, tls) -> registration.tls = tls)
          .optional("The encryption level (default: hosts are registered over every connection).")
          .build((registration, node) -> registration)
          .located();

  /** Collects the fields of the automatic registration. */
  private static final class AutoRegisterDraft {
    private List<Item> items = List.of();
    private @Nullable PeerTls tls;

    private void addTo(ServerConfig.Builder server) {
      server.autoRegister(items);
      if (tls != null) {
        server.autoRegisterTls(tls);
      }
    }
  }

  private ScenarioSchema() {}

  /** Collects the fields of a scenario. */
  private static final class ScenarioDraft {
    private final ServerConfig.Builder server;
    private final Map<String, Location> declared = new HashMap<>(); // the names of hosts
    private List<Located<HostDraft>> hosts = List.of();
    private final List<Located<UnaryOperator<ServerConfig.Builder>>> tasks = new ArrayList<>();
    private List<Expectation> expectations = List.of();

    private ScenarioDraft(ServerConfig defaults) {
      this.server = defaults.toBuilder();
    }

    private Scenario build() {
      List<String> agents = server.build().agents().stream().map(AgentConfig::host).toList();
      for (Located<HostDraft> host : hosts) {
        host.location().locate(() -> server.hosts(build(host, agents)));
      }
      for (Located<UnaryOperator<ServerConfig.Builder>> task : tasks) {
        task.location().locate(() -> task.value().apply(server).build());
      }
      return new Scenario(server.build(), expectations);
    }

    /** Returns the hosts of a declaration. Refuses the name of a host in another file. */
    private List<Host> build(Located<HostDraft> located, List<String> agents) {
      List<Host> built = located.value().build(agents);
      Location location = located.location();
      for (Host host : built) {
        Location other = declared.putIfAbsent(host.name(), location);
        if (other != null && !other.file().equals(location.file())) {
          throw location.error(
              "host "
                  + host.name()
                  + " is declared in "
                  + other.file()
                  + ":"
                  + other.line()
                  + ", too: declare it once, or write the same host in both files");
        }
      }
      return built;
    }
  }

  /**
   * Returns the schema.
   *
   * @param defaults has the values of the settings that are not in the file
   */
  static Schema<Scenario> of(ServerConfig defaults) {
    ObjectSchema<ScenarioDraft> settings =
        ObjectSchema.of("a scenario", () -> new ScenarioDraft(defaults));
    for (String name : Setting.NAMES) {
      settings = with(settings, Setting.ofServer(name));
    }
    return settings
        .set(
            "hosts",
            new ListSchema<>(HostSchema.HOST.located(), "host"),
            (draft, hosts) -> draft.hosts = hosts)
        .optional("The hosts with their items.")
        .set(
            "agents",
            new ListSchema<>(AgentSchema.AGENT, "host"),
            (draft, agents) -> agents.forEach(same -> same.forEach(draft.server::agent)))
        .optional("The mock agents that start with the server.")
        .set(
            "proxies",
            new ListSchema<>(ProxySchema.PROXY),
            (draft, proxies) -> proxies.forEach(draft.server::proxy))
        .optional("The proxies; a proxy that only hosts name is active.")
        .set(
            "autoRegister",
            AUTO_REGISTER,
            (draft, registration) ->
                registration
                    .location()
                    .locate(
                        () -> {
                          registration.value().addTo(draft.server);
                          return draft;
                        }))
        .optional(
            "Registers unknown hosts when their agents ask for active checks, at the server or at a"
                + " proxy (default: hosts are not registered).")
        .set(
            "commands",
            new ListSchema<>(TaskSchema.COMMAND.located()),
            (draft, commands) -> draft.tasks.addAll(commands))
        .optional(
            "The remote commands that agents receive from the server or from their proxy; each"
                + " reset queues them again.")
        .set(
            "checkNow",
            new ListSchema<>(TaskSchema.CHECK_NOW.located()),
            (draft, items) -> draft.tasks.addAll(items))
        .optional("The items that their proxies check immediately; each reset queues them again.")
        .set(
            "regexps",
            new ListSchema<>(RegexpSchema.REGEXP),
            (draft, regexps) -> regexps.forEach(draft.server::globalRegexp))
        .optional("The global regular expressions, to which log items refer as @name.")
        .set(
            "frontendSessions",
            new ListSchema<>(ScalarSchema.NAME),
            (draft, sessions) -> sessions.forEach(draft.server::frontendSession))
        .optional(
            "The session ids of super admins of the web frontend; requests with one of them are"
                + " not denied.")
        .set(
            "forwardTls",
            TlsSchema.CONNECTION,
            (draft, tls) -> {
              ServerConfig unused = draft.server.forwardTls(tls).build(); // needs forward
            })
        .optional("The encryption of the connections to the address of forward (default: none).")
        .set("tls", TlsSchema.TLS, (draft, tls) -> draft.server.tls(tls))
        .optional("The encryption of the trapper port (default: unencrypted packets only).")
        .set(
            "rules",
            new ListSchema<>(RuleSchema.OF_SERVER),
            (draft, rules) -> rules.forEach(draft.server::rule))
        .optional("The rules of the server; if several match, the last one applies.")
        .set(
            "expect",
            new ListSchema<>(ExpectationSchema.EXPECTATION),
            (draft, expectations) -> draft.expectations = expectations)
        .optional("The expectations on the clients.")
        .build((draft, node) -> draft.build());
  }

  private static <T> ObjectSchema<ScenarioDraft> with(
      ObjectSchema<ScenarioDraft> schema, Setting<T> setting) {
    return schema
        .set(
            setting.name(),
            new ScalarSchema<>(setting.type()),
            (draft, value) -> setting.setter().accept(draft.server, value))
        .optional(setting.help());
  }
}
