package org.mockzabbix;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.fixtures.StartedProcess;

/** What a separate process prints, with and without a provider for SLF4J on its class path. */
@Timeout(60)
class SilenceWithoutLoggerTest {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @Test
  void withoutProvider_printsNothing() throws Exception {
    String withoutProvider =
        Stream.of(CLASS_PATH.split(Pattern.quote(File.pathSeparator)))
            .filter(path -> !path.contains("slf4j-simple"))
            .collect(joining(File.pathSeparator));
    assertNotEquals(CLASS_PATH, withoutProvider);

    assertEquals("", printed(withoutProvider));
  }

  @Test
  void withProvider_printsWarnings() throws Exception {
    String printed = printed(CLASS_PATH);

    assertTrue(printed.contains("IllegalStateException: as asked"), printed);
  }

  private static String printed(String classPath) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(java, QuietProgram.class.getName()).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", classPath);
    Process process = StartedProcess.of(builder);
    try {
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(42, process.waitFor(), printed);
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }
}
