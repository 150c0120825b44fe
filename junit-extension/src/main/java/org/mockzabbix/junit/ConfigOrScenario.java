package org.mockzabbix.junit;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.tls.TlsMode;

/**
 * The source of a server's configuration: a {@link ServerConfig}, or a scenario with the settings
 * that override it. Immutable.
 *
 * @param file the location of the scenario file; empty if not set
 * @param scenario the scenario as an object; null if not set
 * @param config the configuration; null if a scenario or the defaults apply
 * @param version the Zabbix version that overrides that of the scenario; null to keep it
 * @param strict the mode that overrides that of the scenario; null to keep it
 * @param tls the modes of connections to accept with test keys; empty to keep those of the source
 */
record ConfigOrScenario(
    String file,
    @Nullable Scenario scenario,
    @Nullable ServerConfig config,
    @Nullable ZabbixVersion version,
    @Nullable Boolean strict,
    Set<TlsMode> tls) {

  private static final String CLASS_PATH = "classpath:";

  static final ConfigOrScenario DEFAULT =
      new ConfigOrScenario("", null, null, null, null, Set.of());

  ConfigOrScenario {
    tls = Set.copyOf(tls);
  }

  /**
   * Checks that the settings do not contradict each other.
   *
   * @throws ExtensionConfigurationException if they do
   */
  void check() {
    if (scenario != null && !file.isEmpty()) {
      throw new ExtensionConfigurationException(
          "the scenario is set twice, as a file and as an object: remove one of the two calls");
    }
    boolean isOverridden = scenario != null || !file.isEmpty() || version != null || strict != null;
    if (config != null && isOverridden) {
      throw new ExtensionConfigurationException(
          "config(...) cannot be combined with scenario(...), version(...) or strict(): remove those"
              + " calls, and set up everything in the ServerConfig");
    }
  }

  /**
   * Returns the configuration and the expectations.
   *
   * @param loader loads a scenario from the class path
   * @throws ExtensionConfigurationException if a setting or the scenario is invalid
   */
  Scenario load(ClassLoader loader) {
    try {
      return new TestKeys(tls).addTo(loadSource(loader));
    } catch (IllegalArgumentException | IllegalStateException invalid) {
      throw misuse(invalid);
    }
  }

  private Scenario loadSource(ClassLoader loader) {
    if (config != null) {
      return new Scenario(config, List.of());
    }
    Scenario base = scenario == null ? loadFile(loader) : scenario;
    ServerConfig.Builder settings = base.server().toBuilder();
    if (version != null) {
      settings.version(version);
    }
    if (strict != null) {
      settings.strict(strict);
    }
    return new Scenario(settings.build(), base.expectations());
  }

  private Scenario loadFile(ClassLoader loader) {
    if (file.isEmpty()) {
      return new Scenario(ServerConfig.lenient(), List.of());
    }
    if (!file.startsWith(CLASS_PATH)) {
      checkExists(path(file), loader);
      return Scenario.load(path(file));
    }
    String name = file.substring(CLASS_PATH.length());
    if (name.isBlank()) {
      throw new ExtensionConfigurationException(
          "scenario must name a resource, but was \""
              + file
              + "\": write, for example, classpath:web01.yaml");
    }
    String resource = name.startsWith("/") ? name.substring(1) : name;
    if (loader.getResource(resource) == null) {
      throw new ExtensionConfigurationException(
          file
              + ": the class path does not contain "
              + resource
              + (Files.exists(path(name))
                  ? ", but the file exists: write scenario = \"" + name + '"'
                  : ": put it into src/test/resources, or write the path of a file"));
    }
    return Scenario.loadResource(loader, resource);
  }

  private static void checkExists(Path path, ClassLoader loader) {
    if (Files.exists(path)) {
      return;
    }
    String resource = path.toString().replace('\\', '/');
    boolean isResource = !path.isAbsolute() && loader.getResource(resource) != null;
    throw new ExtensionConfigurationException(
        path
            + ": the file does not exist"
            + (path.isAbsolute() ? "" : " in " + Path.of("").toAbsolutePath())
            + (isResource
                ? ", but on the class path: write scenario = \"classpath:" + resource + '"'
                : ": write a path, or classpath:web01.yaml for a resource of the class path"));
  }

  static ZabbixVersion version(String text) {
    try {
      return ZabbixVersion.of(text);
    } catch (IllegalArgumentException unknown) {
      throw misuse(unknown);
    }
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw misuse(invalid);
    }
  }

  private static ExtensionConfigurationException misuse(RuntimeException e) {
    return new ExtensionConfigurationException(e.getMessage(), e);
  }
}
