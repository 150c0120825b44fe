package org.mockzabbix.assertion;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.StartedProcess;
import org.opentest4j.AssertionFailedError;
import org.slf4j.Logger;

class WithoutJUnitTest {

  @TempDir private Path directory;

  @Test
  void assertionsNeedNoTestFramework() throws Exception {
    String classPath = classPath();
    assertFalse(classPath.contains("junit-jupiter"), classPath);
    Path output = directory.resolve("output");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    Process program =
        StartedProcess.of(
            new ProcessBuilder(java.toString(), "-cp", classPath, WithoutJUnit.class.getName())
                .redirectOutput(output.toFile())
                .redirectError(
                    ProcessBuilder.Redirect.DISCARD)); // slf4j says that it has no provider
    boolean ended = program.waitFor(30, SECONDS);
    program.destroyForcibly();

    assertTrue(ended);
    assertEquals(
        List.of("web01 app.ok = \"1\"", "expected: web01 app.up, within 20 ms"),
        Files.readAllLines(output));
    assertEquals(0, program.exitValue());
  }

  /** The two directories of this module and what the library depends on, and nothing else. */
  private static String classPath() throws URISyntaxException {
    List<Class<?>> needed =
        List.of(
            MockZabbixServer.class,
            WithoutJUnit.class,
            Packets.class,
            Awaitility.class,
            Matcher.class,
            AssertionFailedError.class,
            Logger.class,
            JsonFactory.class,
            ObjectMapper.class,
            JsonProperty.class);
    List<String> places = new ArrayList<>();
    for (Class<?> type : needed) {
      places.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, places);
  }
}
