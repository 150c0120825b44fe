package org.mockzabbix.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The major and minor version number that an agent or a proxy sends.
 *
 * <p>A Zabbix server treats an agent without a valid version as 4.2, the last version without
 * {@code itemid}, and a proxy without a valid version as 3.2.
 */
public record AgentVersion(int major, int minor) {

  private static final Pattern MAJOR_MINOR = Pattern.compile("\\s*(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");
  private static final AgentVersion UNKNOWN_AGENT = new AgentVersion(4, 2);
  private static final AgentVersion UNKNOWN_PROXY = new AgentVersion(3, 2);

  /**
   * Parses a version, for example {@code 7.0.22} or {@code 6.0}, which white space may precede.
   * Returns 4.2 if it is null or invalid.
   */
  public static AgentVersion parse(@Nullable String version) {
    return parse(version, UNKNOWN_AGENT);
  }

  /** Parses the version of a proxy. Returns 3.2 if it is null or invalid. */
  public static AgentVersion ofProxy(@Nullable String version) {
    return parse(version, UNKNOWN_PROXY);
  }

  private static AgentVersion parse(@Nullable String version, AgentVersion unknown) {
    Matcher parts = MAJOR_MINOR.matcher(version == null ? "" : version);
    return parts.matches()
        ? new AgentVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)))
        : unknown;
  }

  /** Returns whether this version is {@code other} or later. */
  public boolean atLeast(AgentVersion other) {
    return atLeast(other.major, other.minor);
  }

  /** Returns whether this version is {@code major.minor} or later. */
  public boolean atLeast(int major, int minor) {
    return this.major != major ? this.major > major : this.minor >= minor;
  }

  /** Returns whether the agent sends {@code itemid} and understands units: 4.4 and later. */
  public boolean knowsItemids() {
    return atLeast(4, 4);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
