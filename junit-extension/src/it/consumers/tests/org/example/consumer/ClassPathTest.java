package org.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockZabbixServer;

/** The jars are those that this consumer asked for: a test of the tests. */
class ClassPathTest {

  @ParameterizedTest
  @CsvSource({
    "org.mockzabbix.MockZabbixServer, mock-zabbix-server, mockzabbix.version",
    "org.mockzabbix.junit.MockZabbixExtension, mock-zabbix-junit, mockzabbix.version",
    "org.junit.jupiter.api.Test, junit-jupiter-api, junit.version",
    "com.fasterxml.jackson.databind.ObjectMapper, jackson-databind, jackson.version",
    "com.fasterxml.jackson.core.JsonFactory, jackson-core, jackson.version",
    "com.fasterxml.jackson.dataformat.yaml.YAMLFactory, jackson-dataformat-yaml, jackson.version",
    "org.awaitility.Awaitility, awaitility, awaitility.version"
  })
  void jarIsTheOneAskedFor(String type, String artifact, String version) throws Exception {
    assertEquals(artifact + '-' + System.getProperty(version) + ".jar", jarOf(type));
  }

  private static String jarOf(String type) throws ClassNotFoundException, URISyntaxException {
    Class<?> found = Class.forName(type);
    return Path.of(found.getProtectionDomain().getCodeSource().getLocation().toURI())
        .getFileName()
        .toString();
  }

  @Test
  void librariesAreModulesWhereTheConsumerIsOne() {
    boolean modular = System.getProperty("consumer").equals("module-path");

    assertEquals(modular, MockZabbixServer.class.getModule().isNamed());
    assertEquals(modular, ClassPathTest.class.getModule().isNamed());
  }
}
