package org.mockzabbix.config;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.text.AllowedHosts;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.NonNull;
import org.mockzabbix.text.SizeRange;

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
    return settings.agents.stream()
        .map(agent -> agent.withDefaults(settings.version, settings.clock))
        .toList();
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
    RuleDefinition forwarding = settings.forwarding;
    return forwarding == null
        ? settings.rules
        : Stream.concat(Stream.of(forwarding), settings.rules.stream()).toList();
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
    private @Nullable Long journalSize; // null: shared with other journals
    private InstantSource clock = InstantSource.system();
    private long configRevision = 1;
    private boolean poll;
    private List<Proxy> proxies = List.of();
    private List<GlobalRegexp> globalRegexps = List.of();
    private Set<String> frontendSessions = Set.of();
    private String statsAllowed = "127.0.0.0/8,::1";
    private List<RuleDefinition> rules = List.of();
    private @Nullable RuleDefinition forwarding; // null: no packet is forwarded

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
      settings.forwarding =
          RuleDefinition.forRequests(
              RequestMatcher.anyRequest(), Responder.forward(address), List.of());
      return this;
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

    /** Returns the settings. Later changes of this builder do not affect them. */
    public ServerConfig build() {
      ServerSettings built = settings.copy();
      built.hosts = List.copyOf(hosts);
      return new ServerConfig(built);
    }
  }
}
