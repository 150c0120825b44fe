package org.mockzabbix.protocol;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The Zabbix version that a server or agent imitates. Each constant stands for a release whose real
 * programs were measured; {@link #release()} returns its full version, as sent over the wire.
 */
public enum ZabbixVersion {
  /** Zabbix 5.0 LTS, measured with 5.0.8. */
  V5_0("5.0", "5.0.8"),
  /** Zabbix 6.0 LTS, measured with 6.0.14. */
  V6_0("6.0", "6.0.14"),
  /** Zabbix 7.0 LTS, measured with 7.0.22. */
  V7_0("7.0", "7.0.22");

  private final String dialect;
  private final String release;

  ZabbixVersion(String dialect, String release) {
    this.dialect = dialect;
    this.release = release;
  }

  /** Returns the newest measured version, which is the default of all settings. */
  public static ZabbixVersion newest() {
    return V7_0;
  }

  /**
   * Returns the version called {@code dialect}, for example {@code "7.0"}.
   *
   * @throws IllegalArgumentException with the known versions, if {@code dialect} is not one of them
   */
  public static ZabbixVersion of(String dialect) {
    return Arrays.stream(values())
        .filter(version -> version.dialect.equals(dialect))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(dialect)));
  }

  private static String unknown(String dialect) {
    String names =
        Arrays.stream(values()).map(ZabbixVersion::dialect).collect(Collectors.joining(", "));
    int last = names.lastIndexOf(", ");
    names = names.substring(0, last) + " or " + names.substring(last + 2);
    return "unknown Zabbix version \"" + dialect + "\": use " + names;
  }

  /**
   * Returns the major and minor number as options and scenarios spell it, for example {@code
   * "7.0"}.
   */
  public String dialect() {
    return dialect;
  }

  /**
   * Returns the measured release, as programs of this version report it, for example {@code
   * "7.0.22"}.
   */
  public String release() {
    return release;
  }

  /** Returns whether this version is {@code other} or later. */
  public boolean atLeast(ZabbixVersion other) {
    return compareTo(other) >= 0;
  }

  @Override
  public String toString() {
    return dialect;
  }
}
