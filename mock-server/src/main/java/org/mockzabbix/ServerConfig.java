package org.mockzabbix;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.Host;
import org.mockzabbix.rule.Inventory;
import org.mockzabbix.rule.RulePlan;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ServerScenario;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.SizeRange;
import org.mockzabbix.wire.PacketLimits;

/**
 * How a {@link MockZabbixServer} listens and what it knows. Immutable; starts from one of two
 * presets, which differ in what they know and not in how they read packets.
 *
 * <pre>{@code
 * ServerConfig.lenient()                                        // every host and key is known
 * ServerConfig.strict(Host.of("web01", Item.trapper("app.ok"))) // only this one, as in production
 *     .toBuilder().version(ZabbixVersion.V6_0).build()
 * }</pre>
 */
public final class ServerConfig {

  /** 128 MiB: more than any sender has been seen to send in one packet. */
  private static final long DEFAULT_MAX_PACKET_SIZE = 128L << 20;

  private final Builder settings; // never changed once it is here

  private ServerConfig(Builder settings) {
    this.settings = settings;
  }

  /** Knows every host and key, besides those given: the default. */
  public static ServerConfig lenient(Host... hosts) {
    return new Builder(true).hosts(List.of(hosts)).build();
  }

  /** Knows these hosts and their items only; values for others count as failed. */
  public static ServerConfig strict(Host... hosts) {
    return new Builder(false).hosts(List.of(hosts)).build();
  }

  /** What a scenario says, and the defaults for what it leaves out; strict only if it says so. */
  public static ServerConfig of(Scenario scenario) {
    ServerScenario server = scenario.server();
    Host[] hosts = scenario.hosts().toArray(new Host[0]);
    boolean strict = Boolean.TRUE.equals(server.strict());
    Builder builder = (strict ? strict(hosts) : lenient(hosts)).toBuilder();
    scenario.rules().forEach(builder::rule);
    ifSaid(server.dialect(), builder::version);
    ifSaid(server.bind(), builder::bindAddress);
    ifSaid(server.trapperPort(), builder::trapperPort);
    ifSaid(server.configRevision(), builder::configRevision);
    ifSaid(server.maxPacketSize(), builder::maxPacketSize);
    ifSaid(server.trapperTimeout(), builder::trapperTimeout);
    return builder.build();
  }

  private static <T> void ifSaid(@Nullable T value, Consumer<T> setting) {
    if (value != null) {
      setting.accept(value);
    }
  }

  /** A builder that starts with these settings. */
  public Builder toBuilder() {
    return new Builder(settings);
  }

  /** The dialect it speaks. */
  public ZabbixVersion version() {
    return settings.version;
  }

  /** Whether hosts and keys that are not configured are known all the same. */
  public boolean isLenient() {
    return settings.lenient;
  }

  /** The hosts it knows. */
  public List<Host> hosts() {
    return settings.hosts;
  }

  /** The address or name it listens on. */
  public String bindAddress() {
    return settings.bindAddress;
  }

  /** The trapper port it asks for; zero for any free one. */
  public int trapperPort() {
    return settings.trapperPort;
  }

  /**
   * The largest packet it reads, and the largest text a compressed one may inflate to, in bytes.
   */
  public long maxPacketSize() {
    return settings.maxPacketSize;
  }

  /** How long a connection may stay without sending a byte. */
  public Duration firstByteTimeout() {
    return settings.firstByteTimeout;
  }

  /** How long the rest of a packet may take after its first byte. */
  public Duration trapperTimeout() {
    return settings.trapperTimeout;
  }

  /** How many connections may be open at once; the next is closed without a byte, and counted. */
  public int maxConnections() {
    return settings.maxConnections;
  }

  /**
   * About how many bytes of heap the journal may keep alive before it evicts the oldest exchanges.
   */
  public long journalSize() {
    return settings.journalSize;
  }

  /** What tells the time, for everything that is recorded or answered. */
  public InstantSource clock() {
    return settings.clock;
  }

  /** The revision of its configuration when it starts; it grows with each change of the hosts. */
  public long configRevision() {
    return settings.configRevision;
  }

  /** The global regular expressions that log items may name as {@code @name}. */
  public List<GlobalRegexp> globalRegexps() {
    return settings.globalRegexps;
  }

  /** The rules it begins with, and goes back to; of two, the later one is newer. */
  public List<RulePlan> rules() {
    return settings.rules;
  }

  Inventory inventory() {
    return isLenient()
        ? Inventory.lenient(hosts(), configRevision())
        : Inventory.strict(hosts(), configRevision());
  }

  /** Changes single settings of a {@link ServerConfig}. Not thread-safe. */
  public static final class Builder {

    private final boolean lenient;
    private ZabbixVersion version = ZabbixVersion.newest();
    private List<Host> hosts = List.of();
    private String bindAddress = "127.0.0.1";
    private int trapperPort;
    private long maxPacketSize = DEFAULT_MAX_PACKET_SIZE;
    private Duration firstByteTimeout = Duration.ofSeconds(3);
    private Duration trapperTimeout = Duration.ofSeconds(10);
    private int maxConnections = 10_000;
    private long journalSize = Runtime.getRuntime().maxMemory() / 4;
    private InstantSource clock = InstantSource.system();
    private long configRevision = 1;
    private List<GlobalRegexp> globalRegexps = List.of();
    private List<RulePlan> rules = List.of();

    private Builder(boolean lenient) {
      this.lenient = lenient;
    }

    private Builder(Builder other) {
      this.lenient = other.lenient;
      this.version = other.version;
      this.hosts = other.hosts;
      this.bindAddress = other.bindAddress;
      this.trapperPort = other.trapperPort;
      this.maxPacketSize = other.maxPacketSize;
      this.firstByteTimeout = other.firstByteTimeout;
      this.trapperTimeout = other.trapperTimeout;
      this.maxConnections = other.maxConnections;
      this.journalSize = other.journalSize;
      this.clock = other.clock;
      this.configRevision = other.configRevision;
      this.globalRegexps = other.globalRegexps;
      this.rules = other.rules;
    }

    /** The dialect; the newest measured version unless told otherwise. */
    public Builder version(ZabbixVersion version) {
      this.version = Objects.requireNonNull(version, "version");
      return this;
    }

    /**
     * One more host.
     *
     * @throws IllegalArgumentException if there is one of this name already
     */
    public Builder host(Host host) {
      List<Host> more = new ArrayList<>(hosts);
      more.add(host);
      return hosts(more);
    }

    private Builder hosts(List<Host> hosts) {
      Inventory.strict(hosts, 1); // refuses two of the same name
      this.hosts = List.copyOf(hosts);
      return this;
    }

    /**
     * Where to listen: {@code 127.0.0.1} unless told otherwise; {@code 0.0.0.0} for every network.
     */
    public Builder bindAddress(String bindAddress) {
      if (bindAddress.isBlank()) {
        throw new IllegalArgumentException("the bind address must not be blank");
      }
      this.bindAddress = bindAddress;
      return this;
    }

    /** The trapper port, 0..65535; zero, the default, for any free one. */
    public Builder trapperPort(int trapperPort) {
      this.trapperPort = IntegerRange.ANY_PORT.check("trapperPort", trapperPort);
      return this;
    }

    /** The largest packet, in bytes: 128 MiB unless told otherwise, at most 1 GiB. */
    public Builder maxPacketSize(long maxPacketSize) {
      this.maxPacketSize = PacketLimits.PACKET_SIZES.check("maxPacketSize", maxPacketSize);
      return this;
    }

    /** How long a connection may stay without sending a byte: 3 s unless told otherwise. */
    public Builder firstByteTimeout(Duration firstByteTimeout) {
      this.firstByteTimeout = DurationRange.TIMEOUT.check("firstByteTimeout", firstByteTimeout);
      return this;
    }

    /**
     * How long the rest of a packet may take: 10 s unless told otherwise (a real server waits 300
     * s).
     */
    public Builder trapperTimeout(Duration trapperTimeout) {
      this.trapperTimeout = DurationRange.TIMEOUT.check("trapperTimeout", trapperTimeout);
      return this;
    }

    /** How many connections may be open at once: 10,000 unless told otherwise. */
    public Builder maxConnections(int maxConnections) {
      this.maxConnections = IntegerRange.atLeast(1).check("maxConnections", maxConnections);
      return this;
    }

    /**
     * About how many bytes the journal may keep alive: a quarter of the heap unless told otherwise.
     */
    public Builder journalSize(long journalSize) {
      this.journalSize = SizeRange.atLeast(1).check("journalSize", journalSize);
      return this;
    }

    /** What tells the time: the system's clock unless told otherwise. */
    public Builder clock(InstantSource clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** The revision to start with: 1 unless told otherwise. */
    public Builder configRevision(long configRevision) {
      this.configRevision = IntegerRange.atLeast(1).check("configRevision", configRevision);
      return this;
    }

    /** One more expression of a global regular expression; those of one name belong together. */
    public Builder globalRegexp(GlobalRegexp regexp) {
      List<GlobalRegexp> more = new ArrayList<>(globalRegexps);
      more.add(regexp);
      globalRegexps = List.copyOf(more);
      return this;
    }

    /**
     * One more rule to begin with, and to go back to with {@link MockZabbixServer#reset}; it goes
     * before those that are there.
     */
    public Builder rule(RulePlan rule) {
      List<RulePlan> more = new ArrayList<>(rules);
      more.add(rule);
      rules = List.copyOf(more);
      return this;
    }

    /** The settings as they are now; the builder may be used on. */
    public ServerConfig build() {
      return new ServerConfig(new Builder(this));
    }
  }
}
