package org.mockzabbix.config;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.server.TaskCheck;
import org.mockzabbix.text.AllowedHosts;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.HostNameCheck;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.NonNull;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.text.SizeRange;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;

/**
 * The settings of a {@code MockZabbixServer}: where it listens, and which hosts, mock agents and
 * rules it starts with. Immutable. Java code, scenario files, command line options and environment
 * variables all fill in this class.
 *
 * <pre>{@code
 * ServerConfig.lenient()                                        // accepts values for any item
 * ServerConfig.strict(Host.of("web01", Item.trapper("app.ok"))) // accepts values for this item only
 *     .toBuilder().version(ZabbixVersion.V6_0).build()
 * }</pre>
 */
public final class ServerConfig {

  private static final SizeRange PACKET_SIZES = new SizeRange(1, 1L << 30);

  private final ServerSettings settings; // never changed

  private ServerConfig(ServerSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns the default settings: the server accepts values for all hosts and items that a Zabbix
   * server can have. A value is rejected if its key is not a valid item key, or a name is too long.
   */
  public static ServerConfig lenient(Host... hosts) {
    return new Builder(new ServerSettings()).hosts(NonNull.listOf("hosts", hosts)).build();
  }

  /** Returns settings of a server that accepts values only for these hosts and their items. */
  public static ServerConfig strict(Host... hosts) {
    return lenient(hosts).toBuilder().strict(true).build();
  }

  /** Returns a builder that starts with these settings. */
  public Builder toBuilder() {
    return new Builder(settings);
  }

  /** Returns the Zabbix version that the server imitates. */
  public ZabbixVersion version() {
    return settings.version;
  }

  /** Returns whether the server also accepts values for hosts and items that are not configured. */
  public boolean isLenient() {
    return !settings.strict;
  }

  /** Returns the configured hosts. */
  public List<Host> hosts() {
    return settings.hosts;
  }

  /**
   * Returns the mock agents that start with the server. An agent without a version or clock uses
   * those of the server.
   */
  public List<AgentConfig> agents() {
    List<AgentConfig> agents = new ArrayList<>();
    for (AgentConfig agent : settings.agents) {
      agents.add(agent.withDefaults(settings.version, settings.clock));
    }
    return Collections.unmodifiableList(agents);
  }

  /** Returns the IP address or DNS name to listen on. */
  public String bindAddress() {
    return settings.bindAddress;
  }

  /** Returns the trapper port to listen on, 0 for any free port. */
  public int trapperPort() {
    return settings.trapperPort;
  }

  /**
   * Returns the largest data of a packet that the server reads, in bytes. The limit also applies to
   * data after decompression.
   */
  public long maxPacketSize() {
    return settings.maxPacketSize;
  }

  /** Returns the longest time that a connection may stay open without sending a byte. */
  public Duration firstByteTimeout() {
    return settings.firstByteTimeout;
  }

  /** Returns the longest time between the first and the last byte of a packet. */
  public Duration trapperTimeout() {
    return settings.trapperTimeout;
  }

  /** Returns the longest time that functions of the test may take for one connection. */
  public Duration functionTimeout() {
    return settings.functionTimeout;
  }

  /** Returns the encryption of the trapper port; empty if it was not configured. */
  public Optional<TlsConfig> tls() {
    return Optional.ofNullable(settings.tls);
  }

  /**
   * Returns how many connections may be open at the same time. The server closes further
   * connections immediately, and counts them.
   */
  public int maxConnections() {
    return settings.maxConnections;
  }

  /**
   * Returns about how many bytes of heap the journal may use before it evicts the oldest exchanges.
   */
  public long journalSize() {
    Long own = settings.journalSize;
    return own == null ? Runtime.getRuntime().maxMemory() / 4 : own;
  }

  /**
   * Returns whether the {@link #journalSize()} is not set, so that it is for this journal and all
   * others of the JVM for which it is not set.
   */
  public boolean sharesJournalSize() {
    return settings.journalSize == null;
  }

  /** Returns the clock for all times in the journal and in responses. */
  public InstantSource clock() {
    return settings.clock;
  }

  /** Returns the configuration revision at the start. Each change of the hosts increases it. */
  public long configRevision() {
    return settings.configRevision;
  }

  /** Returns whether the server polls its passive items from its start on. */
  public boolean pollsFromStart() {
    return settings.poll;
  }

  /**
   * Returns the items of hosts that the server registers when their agents ask for active checks.
   * Empty if it registers no hosts.
   */
  public Optional<List<Item>> autoRegister() {
    return Optional.ofNullable(settings.autoRegister);
  }

  /**
   * Returns the remote commands that the server has for agents from its start on, and again after
   * each reset, by host.
   */
  public Map<String, List<RemoteCommand>> commands() {
    return settings.commands;
  }

  /**
   * Returns the items that the server lets proxies check immediately after its start, and again
   * after each reset.
   */
  public List<ItemName> checksNow() {
    return settings.checksNow;
  }

  /**
   * Returns the encryption of the hosts that the server registers. Empty if it registers no hosts,
   * or does not judge their connections.
   */
  public Optional<PeerTls> autoRegisterTls() {
    return Optional.ofNullable(settings.autoRegisterTls);
  }

  /** Returns the proxies, each with a different name. */
  public List<Proxy> proxies() {
    return settings.proxies;
  }

  /** Returns the global regular expressions, to which log items refer as {@code @name}. */
  public List<GlobalRegexp> globalRegexps() {
    return settings.globalRegexps;
  }

  /** Returns the session ids of users of the web frontend. */
  public Set<String> frontendSessions() {
    return settings.frontendSessions;
  }

  /** Returns the clients that may request {@code zabbix.stats}, as configured. */
  public String statsAllowed() {
    return settings.statsAllowed;
  }

  /** Returns the rules at the start, oldest first. */
  public List<RuleDefinition> rules() {
    return Stream.concat(Stream.ofNullable(settings.forwarding), settings.rules.stream()).toList();
  }

  /** Returns the address that each packet is passed to; empty for none. */
  public Optional<String> forward() {
    return Optional.ofNullable(settings.forward);
  }

  /** Returns the encryption of the connections to the address of {@link #forward}. */
  public TlsConfig forwardTls() {
    TlsConfig own = settings.forwardTls;
    return own == null ? TlsConfig.unencrypted() : own;
  }

  /** Each setting with its default. */
  private static final class ServerSettings implements Cloneable {

    private ZabbixVersion version = ZabbixVersion.newest();
    private boolean strict;
    private List<Host> hosts = List.of();
    private List<AgentConfig> agents = List.of();
    private String bindAddress = "127.0.0.1";
    private int trapperPort;
    private long maxPacketSize = 128L << 20; // more than any known sender puts into one packet
    private Duration firstByteTimeout = Duration.ofSeconds(3);
    private Duration trapperTimeout = Duration.ofSeconds(10);
    private Duration functionTimeout = Duration.ofMinutes(1);
    private int maxConnections = 10_000;
    private @Nullable TlsConfig tls;
    private @Nullable Long journalSize; // null: shared with other journals
    private InstantSource clock = InstantSource.system();
    private long configRevision = 1;
    private boolean poll;
    private List<Proxy> proxies = List.of();
    private Map<String, List<RemoteCommand>> commands = Map.of(); // by host
    private List<ItemName> checksNow = List.of();
    private @Nullable List<Item> autoRegister; // null: hosts are not registered
    private @Nullable PeerTls autoRegisterTls; // null: registered over every connection
    private List<GlobalRegexp> globalRegexps = List.of();
    private Set<String> frontendSessions = Set.of();
    private String statsAllowed = "127.0.0.0/8,::1";
    private List<RuleDefinition> rules = List.of();
    private @Nullable String forward; // null: no packet is forwarded
    private @Nullable TlsConfig forwardTls; // null: without encryption
    private @Nullable RuleDefinition forwarding; // one object for all servers of these settings

    private ServerSettings copy() {
      try {
        return (ServerSettings) clone();
      } catch (CloneNotSupportedException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  /** Builds a {@link ServerConfig}. Not thread-safe. */
  public static final class Builder {

    private final ServerSettings settings;
    private final List<Host> hosts;
    private final Set<String> names = new HashSet<>(); // of the hosts
    private final Set<Long> itemids = new HashSet<>(); // that the hosts set

    private Builder(ServerSettings settings) {
      this.settings = settings.copy();
      this.hosts = new ArrayList<>(settings.hosts);
      addNames(settings.hosts);
    }

    /** Sets the Zabbix version that the server imitates (default: the newest supported one). */
    public Builder version(ZabbixVersion version) {
      settings.version = Objects.requireNonNull(version, "version must not be null");
      return this;
    }

    /** Sets whether the server accepts values only for configured hosts and items. */
    public Builder strict(boolean strict) {
      settings.strict = strict;
      return this;
    }

    /**
     * Adds a host.
     *
     * @throws IllegalArgumentException if another host has the same name, or another item the same
     *     itemid
     */
    public Builder host(Host host) {
      Objects.requireNonNull(host, "host must not be null");
      return hosts(List.of(host));
    }

    /**
     * Adds hosts.
     *
     * @throws IllegalArgumentException if two hosts have the same name, or two items the same
     *     itemid
     */
    public Builder hosts(List<Host> hosts) {
      List<Host> more = NonNull.copyOf("hosts", hosts);
      checkDifferent(more);
      addNames(more);
      this.hosts.addAll(more);
      return this;
    }

    /** Removes all hosts. */
    public Builder withoutHosts() {
      hosts.clear();
      names.clear();
      itemids.clear();
      return this;
    }

    private void addNames(List<Host> more) {
      for (Host host : more) {
        names.add(host.name());
        host.items().stream().map(Item::itemid).filter(id -> id != 0).forEach(itemids::add);
      }
    }

    private void checkDifferent(List<Host> more) {
      Set<String> newNames = new HashSet<>();
      Set<Long> newItemids = new HashSet<>();
      for (Host host : more) {
        if (names.contains(host.name()) || !newNames.add(host.name())) {
          throw new IllegalArgumentException(
              "two hosts have the name \"" + host.name() + "\": rename one of them");
        }
        for (Item item : host.items()) {
          long id = item.itemid();
          if (id != 0 && (itemids.contains(id) || !newItemids.add(id))) {
            throw new IllegalArgumentException(
                "two items have the itemid "
                    + id
                    + ", one of them "
                    + item.key()
                    + ": change one itemid");
          }
        }
      }
    }

    /**
     * Adds a mock agent that starts with the server. An agent without a version or clock uses those
     * of the server.
     */
    public Builder agent(AgentConfig agent) {
      Objects.requireNonNull(agent, "agent must not be null");
      settings.agents = with(settings.agents, List.of(agent));
      return this;
    }

    /** Replaces the mock agents that start with the server. */
    public Builder agents(List<AgentConfig> agents) {
      settings.agents = NonNull.copyOf("agents", agents);
      return this;
    }

    /**
     * Sets the IP address or DNS name to listen on (default: {@code 127.0.0.1}). {@code 0.0.0.0}
     * listens on all networks.
     */
    public Builder bindAddress(String bindAddress) {
      Objects.requireNonNull(bindAddress, "bindAddress must not be null");
      if (bindAddress.isBlank()) {
        throw new IllegalArgumentException("bindAddress must not be blank");
      }
      settings.bindAddress = bindAddress;
      return this;
    }

    /** Sets the trapper port, from 0 to 65535 (default: 0, any free port). */
    public Builder trapperPort(int trapperPort) {
      settings.trapperPort = IntegerRange.ANY_PORT.check("trapperPort", trapperPort);
      return this;
    }

    /**
     * Sets the largest data of a packet that the server reads, from 1 byte to 1 GiB (default: 128
     * MiB).
     */
    public Builder maxPacketSize(long maxPacketSize) {
      settings.maxPacketSize = PACKET_SIZES.check("maxPacketSize", maxPacketSize);
      return this;
    }

    /**
     * Sets the longest time that a connection may stay open without sending a byte, from 1 ms to 24
     * h (default: 3 s).
     */
    public Builder firstByteTimeout(Duration firstByteTimeout) {
      settings.firstByteTimeout = DurationRange.TIMEOUT.check("firstByteTimeout", firstByteTimeout);
      return this;
    }

    /**
     * Sets the longest time between the first and the last byte of a packet, from 1 ms to 24 h
     * (default: 10 s; a real server waits 300 s).
     */
    public Builder trapperTimeout(Duration trapperTimeout) {
      settings.trapperTimeout = DurationRange.TIMEOUT.check("trapperTimeout", trapperTimeout);
      return this;
    }

    /**
     * Sets the longest time that the test's rules and observers may take for one connection, from 1
     * ms to 24 h (default: 1 min). If they do not return, the server interrupts them, closes the
     * connection, and adds a warning to the exchange. The test fails.
     */
    public Builder functionTimeout(Duration functionTimeout) {
      settings.functionTimeout = DurationRange.TIMEOUT.check("functionTimeout", functionTimeout);
      return this;
    }

    /** Sets the encryption of the trapper port. By default, it expects unencrypted packets only. */
    public Builder tls(TlsConfig tls) {
      settings.tls = Objects.requireNonNull(tls, "tls must not be null");
      return this;
    }

    /** Sets how many connections may be open at the same time, at least 1 (default: 10,000). */
    public Builder maxConnections(int maxConnections) {
      settings.maxConnections = IntegerRange.atLeast(1).check("maxConnections", maxConnections);
      return this;
    }

    /**
     * Sets about how many bytes of heap the journal may use, at least 1 (default: a quarter of the
     * maximum heap, which the journals of all servers and agents of the JVM share).
     */
    public Builder journalSize(long journalSize) {
      settings.journalSize = IntegerRange.atLeast(1).check("journalSize", journalSize);
      return this;
    }

    /**
     * Sets the clock (default: the system's clock). The periods and times of update intervals are
     * in the time zone of a {@link java.time.Clock}, or else in that of the JVM.
     */
    public Builder clock(InstantSource clock) {
      settings.clock = Objects.requireNonNull(clock, "clock must not be null");
      return this;
    }

    /** Sets the configuration revision at the start, at least 1 (default: 1). */
    public Builder configRevision(long configRevision) {
      settings.configRevision = IntegerRange.atLeast(1).check("configRevision", configRevision);
      return this;
    }

    /**
     * Sets whether the server polls its passive items from its start on, as {@code startPolling()}
     * does (default: false). In a cluster, only the first node polls.
     */
    public Builder poll(boolean poll) {
      settings.poll = poll;
      return this;
    }

    /**
     * Registers an unknown host when its agent asks for active checks, at the server or at a proxy
     * (default: hosts are not registered). As with a real server, the first request is refused, and
     * a later one returns the checks. The host is polled at the address of its agent, and is
     * removed by a reset.
     *
     * @param items the items that each registered host has
     * @throws IllegalArgumentException if two items have the same key, or one has an {@code itemid}
     */
    public Builder autoRegister(List<Item> items) {
      List<Item> copy = NonNull.copyOf("items", items);
      Host unused = Host.of("registered").withItems(copy); // checks the keys
      copy.stream()
          .filter(item -> item.itemid() != 0)
          .findFirst()
          .ifPresent(
              item -> {
                throw new IllegalArgumentException(
                    "the item "
                        + item.key()
                        + " of registered hosts has an itemid, which only one host can have: remove"
                        + " it");
              });
      settings.autoRegister = copy;
      return this;
    }

    /**
     * Sets the connections over which unknown hosts are registered, as the <em>Encryption
     * level</em> of autoregistration in Zabbix's frontend (default: all). The port of the server
     * knows the key. A host that is registered over an unencrypted connection accepts only such
     * ones from then on, and one that is registered with the key only those with the key.
     *
     * <pre>{@code
     * builder.autoRegister(items).autoRegisterTls(PeerTls.psk(psk))
     * }</pre>
     *
     * @param tls accepts {@code UNENCRYPTED}, {@code PSK} or both
     * @throws IllegalArgumentException if it accepts certificates, or {@code PSK} without a key
     */
    public Builder autoRegisterTls(PeerTls tls) {
      Objects.requireNonNull(tls, "tls must not be null");
      if (tls.accept().contains(TlsMode.CERT)) {
        throw new IllegalArgumentException(
            "hosts cannot be registered over connections with certificates: accept must be"
                + " unencrypted, psk or both");
      }
      if (tls.accept().contains(TlsMode.PSK) && tls.psk() == null) {
        throw new IllegalArgumentException(
            "hosts can be registered only with the pre-shared key of autoregistration: set psk");
      }
      settings.autoRegisterTls = tls;
      return this;
    }

    /**
     * Adds a proxy. A proxy that only hosts name is active.
     *
     * @throws IllegalArgumentException if another proxy has the same name
     */
    public Builder proxy(Proxy proxy) {
      Objects.requireNonNull(proxy, "proxy must not be null");
      if (settings.proxies.stream().anyMatch(other -> other.name().equals(proxy.name()))) {
        throw new IllegalArgumentException(
            "two proxies have the name \"" + proxy.name() + "\": rename one of them");
      }
      settings.proxies = with(settings.proxies, List.of(proxy));
      return this;
    }

    /**
     * Adds a remote command for the agent of a host, which the server has from its start on: see
     * {@code MockZabbixServer.runOnAgent}.
     *
     * @throws IllegalArgumentException if no server can have a host with this name
     */
    public Builder runOnAgent(String host, RemoteCommand command) {
      Objects.requireNonNull(command, "command must not be null");
      HostNameCheck.check("a host", Objects.requireNonNull(host, "host must not be null"));
      Map<String, List<RemoteCommand>> changed = new LinkedHashMap<>(settings.commands);
      changed.put(host, with(changed.getOrDefault(host, List.of()), List.of(command)));
      settings.commands = Collections.unmodifiableMap(changed);
      return this;
    }

    /**
     * Adds an item that its proxy checks immediately after the start: see {@code
     * MockZabbixServer.checkNow}.
     */
    public Builder checkNow(String host, String key) {
      Objects.requireNonNull(host, "host must not be null");
      Objects.requireNonNull(key, "key must not be null");
      settings.checksNow = with(settings.checksNow, List.of(new ItemName(host, key)));
      return this;
    }

    /** Removes the remote commands, and the items to check immediately. */
    public Builder withoutTasks() {
      settings.commands = Map.of();
      settings.checksNow = List.of();
      return this;
    }

    /** Removes all proxies. Those that hosts name remain. */
    public Builder withoutProxies() {
      settings.proxies = List.of();
      return this;
    }

    /** Adds an expression to the global regular expression of this name, if it lacks it. */
    public Builder globalRegexp(GlobalRegexp regexp) {
      Objects.requireNonNull(regexp, "regexp must not be null");
      if (!settings.globalRegexps.contains(regexp)) {
        settings.globalRegexps = with(settings.globalRegexps, List.of(regexp));
      }
      return this;
    }

    /**
     * Adds the session of a super admin of the web frontend. A request with its session id, for
     * example {@code history.push} or {@code status.get}, is not denied.
     *
     * <pre>{@code
     * ServerConfig.strict(web01).toBuilder()
     *     .frontendSession("0123456789abcdef0123456789abcdef")
     *     .build()
     * }</pre>
     *
     * @param sid the session id; a real one has 32 hexadecimal digits
     * @throws IllegalArgumentException if {@code sid} is blank
     */
    public Builder frontendSession(String sid) {
      Objects.requireNonNull(sid, "sid must not be null");
      if (sid.isBlank()) {
        throw new IllegalArgumentException("sid must not be blank");
      }
      Set<String> sessions = new LinkedHashSet<>(settings.frontendSessions);
      sessions.add(sid);
      settings.frontendSessions = Collections.unmodifiableSet(sessions);
      return this;
    }

    /**
     * Sets the clients that may request {@code zabbix.stats} (default: {@code 127.0.0.0/8,::1}, the
     * loopback addresses). The requests of others fail with {@code Permission denied.}, as with the
     * parameter {@code StatsAllowedIP} of a real server.
     *
     * @param statsAllowed IP addresses, CIDR ranges and DNS names, separated by commas
     * @throws IllegalArgumentException if {@code statsAllowed} is blank or an entry is not valid
     */
    public Builder statsAllowed(String statsAllowed) {
      Objects.requireNonNull(statsAllowed, "statsAllowed must not be null");
      if (statsAllowed.isBlank()) {
        throw new IllegalArgumentException("statsAllowed must not be blank");
      }
      AllowedHosts.check("statsAllowed", statsAllowed);
      settings.statsAllowed = statsAllowed;
      return this;
    }

    /** Replaces all rules. If several rules match, the last one applies. */
    public Builder rules(List<RuleDefinition> rules) {
      settings.rules = NonNull.copyOf("rules", rules);
      return this;
    }

    /**
     * Passes each packet to a real server, and responds with its response. Rules for requests apply
     * first.
     *
     * @param address {@code host:port} or {@code [IPv6]:port}
     * @throws IllegalArgumentException if the address is not valid
     */
    public Builder forward(String address) {
      settings.forwarding = forwarding(address, settings.forwardTls);
      settings.forward = address;
      return this;
    }

    /**
     * Sets the encryption of the connections to the address of {@link #forward}, in the mode {@link
     * TlsConfig#connect} (default: no encryption).
     */
    public Builder forwardTls(TlsConfig tls) {
      settings.forwardTls = Objects.requireNonNull(tls, "tls must not be null");
      if (settings.forward != null) {
        settings.forwarding = forwarding(settings.forward, tls);
      }
      return this;
    }

    private static RuleDefinition forwarding(String address, @Nullable TlsConfig tls) {
      Responder responder =
          tls == null ? Responder.forward(address) : Responder.forward(address, tls);
      return RuleDefinition.forRequests(RequestMatcher.anyRequest(), responder, List.of());
    }

    /** Adds a rule, which applies before the rules that were added earlier. */
    public Builder rule(RuleDefinition rule) {
      Objects.requireNonNull(rule, "rule must not be null");
      settings.rules = with(settings.rules, List.of(rule));
      return this;
    }

    private static <T> List<T> with(List<T> list, List<T> more) {
      List<T> all = new ArrayList<>(list);
      all.addAll(more);
      return List.copyOf(all);
    }

    /**
     * Returns the settings. Later changes of this builder do not affect them.
     *
     * @throws IllegalArgumentException if a remote command or an item to check immediately would
     *     never reach an agent or proxy, or if {@link #forwardTls} or {@link #autoRegisterTls} is
     *     set alone
     */
    public ServerConfig build() {
      ServerSettings built = settings.copy();
      built.hosts = List.copyOf(hosts);
      refuseAlone("forwardTls", built.forwardTls, "forward", built.forward);
      refuseAlone("autoRegisterTls", built.autoRegisterTls, "autoRegister", built.autoRegister);
      checkTasks(built);
      return new ServerConfig(built);
    }

    private static void refuseAlone(
        String name, @Nullable Object value, String needed, @Nullable Object present) {
      if (value != null && present == null) {
        throw new IllegalArgumentException(
            name
                + " has no effect without "
                + needed
                + ": set "
                + needed
                + ", too, or leave out "
                + name);
      }
    }

    private static void checkTasks(ServerSettings built) {
      boolean registers = !built.strict || built.autoRegister != null;
      TaskCheck check = new TaskCheck(built.version, built.hosts, registers);
      for (String name : built.commands.keySet()) {
        refuse("a command for " + Quoting.quoteIfNeeded(name), check.command(name));
      }
      for (ItemName item : built.checksNow) {
        refuse("checkNow of " + item, check.checkNow(item));
      }
    }

    private static void refuse(String task, @Nullable String defect) {
      if (defect != null) {
        throw new IllegalArgumentException(task + " would have no effect: " + defect);
      }
    }
  }
}
