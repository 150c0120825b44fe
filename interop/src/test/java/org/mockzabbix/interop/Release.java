package org.mockzabbix.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * A release of the real programs. Those of 6.0.14 are the machine's own; unpack-release.sh unpacks
 * the others.
 */
public enum Release {
  /** The programs of Debian 11, without agent 2. */
  R5_0_8("5.0.8"),
  /** The programs of Debian 12. */
  R6_0_14("6.0.14"),
  /** The programs that Debian 12 has as backports. */
  R7_0_9("7.0.9");

  private static final Path OWN =
      Path.of(System.getProperty("mockzabbix.programs", "target/real")).toAbsolutePath();
  private static final Path OTHERS =
      Path.of(System.getProperty("mockzabbix.releases", "target/releases")).toAbsolutePath();

  private final String number;

  Release(String number) {
    this.number = number;
  }

  /** Returns the release of the machine's own programs. */
  static Release own() {
    return R6_0_14;
  }

  /**
   * Returns the releases whose programs are there, for the arguments of a test. One that is missing
   * is reported, or fails the test if the build was given {@code -Dinterop.required=true}.
   */
  static Stream<Release> having(String... programs) {
    return Arrays.stream(values())
        .filter(
            release -> !release.isWithoutAgent2() || !List.of(programs).contains("zabbix_agent2"))
        .filter(release -> release.hasAll(programs));
  }

  private boolean isWithoutAgent2() {
    return this == R5_0_8;
  }

  private boolean hasAll(String... programs) {
    List<String> missing =
        Arrays.stream(programs).filter(program -> find(program).isEmpty()).toList();
    if (missing.isEmpty()) {
      return true;
    }
    String reason = "missing " + String.join(", ", missing) + " in " + directory();
    if (Boolean.getBoolean("mockzabbix.programs.required")) {
      throw new IllegalStateException(reason);
    }
    System.out.println("SKIPPED for " + this + ": " + reason); // Surefire prints only a count
    return false;
  }

  /** Returns the directory in which the packages were unpacked. */
  Path directory() {
    return this == own() ? OWN : OTHERS.resolve(number);
  }

  /** Returns where a program of this name is; empty if it is missing. */
  Optional<Path> find(String program) {
    return Stream.of("usr/bin", "usr/sbin", "bin", "sbin", "")
        .map(folder -> directory().resolve(folder).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Returns the variables with which the programs find their libraries. */
  Map<String, String> environment() {
    return this == own()
        ? Map.of()
        : Map.of(
            "LD_LIBRARY_PATH",
            directory().resolve("usr/lib/x86_64-linux-gnu")
                + ":"
                + directory().resolve("lib/x86_64-linux-gnu"));
  }

  /** Returns the version of these programs. */
  ZabbixVersion version() {
    return ZabbixVersion.of(number.substring(0, number.lastIndexOf('.')));
  }

  /** Returns whether the version of a server is the one that was released with these programs. */
  boolean isOf(ZabbixVersion version) {
    return number.startsWith(version.dialect() + ".");
  }

  /** Returns whether this release is of 7.0 or later. */
  boolean is70() {
    return this == R7_0_9;
  }

  @Override
  public String toString() {
    return number;
  }
}
