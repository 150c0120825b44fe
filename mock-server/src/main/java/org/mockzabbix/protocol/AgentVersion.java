package org.mockzabbix.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version an agent says it has, as far as servers look at it: major and minor number.
 *
 * <p>An agent that says none, or none that can be read, is taken for 4.2, the last one that did not
 * know about item numbers.
 */
public record AgentVersion(int major, int minor) {

  private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");
  private static final AgentVersion UNSAID = new AgentVersion(4, 2);

  /** Reads what stands in {@code version}, such as {@code 7.0.22} or {@code 6.0}. */
  public static AgentVersion parse(@Nullable String version) {
    Matcher parts = MAJOR_MINOR.matcher(version == null ? "" : version);
    return parts.matches()
        ? new AgentVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)))
        : UNSAID;
  }

  /** Whether it is this version or a later one. */
  public boolean atLeast(int major, int minor) {
    return this.major != major ? this.major > major : this.minor >= minor;
  }

  /** Whether it delivers by {@code itemid} and understands delays with a unit: 4.4 and later. */
  public boolean knowsItemids() {
    return atLeast(4, 4);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
