package org.mockzabbix.config;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.agent.AgentScript;
import org.mockzabbix.agent.KeyPattern;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.protocol.AgentProgram;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.HostNameCheck;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.tls.TlsConfig;

/**
 * The settings of a {@code MockAgent}: which agent it imitates, where it listens, and which keys
 * and rules it starts with. Immutable.
 *
 * <pre>{@code AgentConfig.of("web01").withVersion(ZabbixVersion.V6_0).withVariant(AGENT2)}</pre>
 */
public final class AgentConfig {

  private final AgentSettings settings; // never changed

  private AgentConfig(AgentSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns the default settings: Zabbix agent in the newest supported version, on any free port of
   * {@code 127.0.0.1}, with a timeout of 3 s.
   *
   * @param host the technical name of the host that the agent monitors, at most 128 characters
   */
  public static AgentConfig of(String host) {
    Objects.requireNonNull(host, "host must not be null");
    return new AgentConfig(new AgentSettings(host));
  }

  /** Returns the technical name of the host that the agent monitors. */
  public String host() {
    return settings.host;
  }

  /** Returns the Zabbix version that the agent imitates. */
  public ZabbixVersion version() {
    return settings.version == null ? ZabbixVersion.newest() : settings.version;
  }

  /** Returns which of the two agents of Zabbix the agent imitates. */
  public AgentProgram.Variant variant() {
    return settings.variant;
  }

  /** Returns the IP address or DNS name to listen on. */
  public String bindAddress() {
    return settings.bindAddress;
  }

  /** Returns the port to listen on, 0 for any free port. */
  public int port() {
    return settings.port == null ? 0 : settings.port;
  }

  /**
   * Returns the longest time that a connection may stay open without sending a byte, which is also
   * the longest time between the first and the last byte of a request.
   */
  public Duration timeout() {
    return settings.timeout;
  }

  /** Returns the encryption of the agent's port; empty if it was not configured. */
  public Optional<TlsConfig> tls() {
    return Optional.ofNullable(settings.tls);
  }

  /** Returns the longest time that functions of the test may take for one connection. */
  public Duration functionTimeout() {
    return settings.functionTimeout;
  }

  /** Returns whether the agent accepts requests without a header. */
  public boolean acceptsPlainText() {
    return settings.acceptsPlainText;
  }

  /** Returns whether the agent responds only to keys with a script. */
  public boolean isBare() {
    return settings.bare;
  }

  /** Returns the clock for all recorded times. */
  public InstantSource clock() {
    return settings.clock == null ? InstantSource.system() : settings.clock;
  }

  /** Returns the keys at the start with their scripts. */
  public AgentScript script() {
    return settings.script;
  }

  /** Returns the rules at the start, oldest first. */
  public List<RuleDefinition> rules() {
    return settings.rules;
  }

  /** Returns a copy of these settings for another host. */
  public AgentConfig withHost(String host) {
    Objects.requireNonNull(host, "host must not be null");
    return with(changed -> changed.host = AgentSettings.checkHost(host));
  }

  /** Returns a copy of these settings with another Zabbix version. */
  public AgentConfig withVersion(ZabbixVersion version) {
    return with(
        changed -> changed.version = Objects.requireNonNull(version, "version must not be null"));
  }

  /** Returns a copy of these settings that imitates another of the two agents of Zabbix. */
  public AgentConfig withVariant(AgentProgram.Variant variant) {
    return with(
        changed -> changed.variant = Objects.requireNonNull(variant, "variant must not be null"));
  }

  /** Returns a copy of these settings with another IP address or DNS name to listen on. */
  public AgentConfig withBindAddress(String bindAddress) {
    Objects.requireNonNull(bindAddress, "bindAddress must not be null");
    if (bindAddress.isBlank()) {
      throw new IllegalArgumentException("bindAddress must not be blank");
    }
    return with(changed -> changed.bindAddress = bindAddress);
  }

  /** Returns a copy of these settings with another port, from 0 to 65535; 0 for any free port. */
  public AgentConfig withPort(int port) {
    return with(changed -> changed.port = IntegerRange.ANY_PORT.check("port", port));
  }

  /** Returns a copy of these settings with this port, unless the port is already set. */
  public AgentConfig withDefaultPort(int port) {
    return settings.port == null ? withPort(port) : this;
  }

  /** Returns a copy of these settings with another timeout, from 1 ms to 24 h. */
  public AgentConfig withTimeout(Duration timeout) {
    return with(changed -> changed.timeout = DurationRange.TIMEOUT.check("timeout", timeout));
  }

  /**
   * Returns a copy of these settings with another timeout for the functions of keys, the rules and
   * the observers of the test (default: 1 min). If they do not return, the agent interrupts them,
   * closes the connection, and adds a warning to the exchange. The test fails.
   *
   * @param functionTimeout from 1 ms to 24 h
   */
  public AgentConfig withFunctionTimeout(Duration functionTimeout) {
    DurationRange.TIMEOUT.check("functionTimeout", functionTimeout);
    return with(changed -> changed.functionTimeout = functionTimeout);
  }

  /**
   * Returns a copy of these settings that also accepts requests without a header, for example
   * {@code agent.ping} and a line end from {@code nc}, as agents before Zabbix 4.0 did. A request
   * ends with a line end, with the end of the input, or after the timeout. The response has a
   * header, as that of the old agents.
   */
  public AgentConfig acceptPlainText() {
    return with(changed -> changed.acceptsPlainText = true);
  }

  /**
   * Returns a copy of these settings without the keys to which every Zabbix agent responds by
   * itself: {@code agent.ping}, {@code agent.hostname}, {@code agent.version} and {@code
   * agent.variant}. Without a script, they are then not supported, as any other key.
   */
  public AgentConfig bare() {
    return with(changed -> changed.bare = true);
  }

  /**
   * Returns a copy of these settings with this encryption. By default, the agent expects
   * unencrypted packets only.
   */
  public AgentConfig withTls(TlsConfig tls) {
    return with(changed -> changed.tls = Objects.requireNonNull(tls, "tls must not be null"));
  }

  /** Returns a copy of these settings with another clock. */
  public AgentConfig withClock(InstantSource clock) {
    return with(changed -> changed.clock = Objects.requireNonNull(clock, "clock must not be null"));
  }

  /**
   * Returns a copy of these settings that also responds to this key.
   *
   * @param key the key; {@code name[*]} for a name with any parameters
   * @throws IllegalArgumentException with the reason, if {@code key} is not a valid key
   */
  public AgentConfig withKey(String key, KeyScript script) {
    Objects.requireNonNull(key, "key must not be null");
    Objects.requireNonNull(script, "script must not be null");
    return with(changed -> changed.script = changed.script.with(KeyPattern.of(key), script));
  }

  /**
   * Returns a copy of these settings with one more rule, which applies before the rules that were
   * added earlier.
   */
  public AgentConfig withRule(RuleDefinition rule) {
    Objects.requireNonNull(rule, "rule must not be null");
    List<RuleDefinition> rules = new ArrayList<>(settings.rules);
    rules.add(rule);
    return with(changed -> changed.rules = List.copyOf(rules));
  }

  /**
   * Returns a copy of these settings with this version and this clock, unless they are already set.
   */
  AgentConfig withDefaults(ZabbixVersion version, InstantSource clock) {
    return with(
        changed -> {
          changed.version = settings.version == null ? version : settings.version;
          changed.clock = settings.clock == null ? clock : settings.clock;
        });
  }

  private AgentConfig with(Consumer<AgentSettings> change) {
    AgentSettings changed = settings.copy();
    change.accept(changed);
    return new AgentConfig(changed);
  }

  /** Each setting with its default; null if the default depends on the server. */
  private static final class AgentSettings implements Cloneable {

    private String host;
    private @Nullable ZabbixVersion version;
    private AgentProgram.Variant variant = AgentProgram.Variant.AGENT;
    private String bindAddress = "127.0.0.1";
    private @Nullable Integer port;
    private Duration timeout = Duration.ofSeconds(3);
    private Duration functionTimeout = Duration.ofMinutes(1);
    private boolean acceptsPlainText;
    private boolean bare;
    private @Nullable TlsConfig tls;
    private @Nullable InstantSource clock;
    private AgentScript script = AgentScript.EMPTY;
    private List<RuleDefinition> rules = List.of();

    private AgentSettings(String host) {
      this.host = checkHost(host);
    }

    private static String checkHost(String host) {
      if (host.isBlank()) {
        throw new IllegalArgumentException("host must not be blank");
      }
      return HostNameCheck.check("an agent's host", host);
    }

    private AgentSettings copy() {
      try {
        return (AgentSettings) clone();
      } catch (CloneNotSupportedException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }
}
