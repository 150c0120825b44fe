package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.fixtures.StartedProcess;

/** The file {@code start-classes.txt}; {@code -Dupdate} writes it. */
class ClassPreloadingTest {

  private static final Path FILE =
      Path.of(
          System.getProperty("basedir", "."),
          "src/main/resources/org/mockzabbix/cli/start-classes.txt");

  private static final Pattern LOADED =
      Pattern.compile(
          ".*] ((?:org\\.mockzabbix|org\\.opentest4j|picocli)\\.[\\w.$]+) source: (?:file|jrt).*");

  @Test
  void mostClassesExist(@TempDir Path directory) throws Exception {
    if (System.getProperty("update") != null) {
      Files.write(FILE, loadedAtStart(directory), UTF_8);
    }

    List<String> names = Files.readAllLines(FILE);
    long existing = names.stream().filter(ClassPreloadingTest::exists).count();

    assertTrue(existing > names.size() * 0.9, FILE + " is behind: run this test with -Dupdate");
  }

  @Test
  void aUsualStartNeedsNoModelOfPicocli(@TempDir Path directory) throws Exception {
    List<String> names = loadedAtStart(directory);

    assertTrue(names.contains("org.mockzabbix.net.Listener"), names.toString());
    assertEquals(
        List.of(), names.stream().filter(name -> name.contains("CommandLine$Model")).toList());
  }

  private static boolean exists(String name) {
    try {
      Class.forName(name, false, ClassPreloadingTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException renamed) {
      return false;
    }
  }

  /** Returns the classes that a server loads until it is ready, the last one first. */
  private static List<String> loadedAtStart(Path directory) throws IOException {
    Path nothing = directory.resolve("org/mockzabbix/cli/start-classes.txt");
    Files.createDirectories(nothing.getParent());
    Files.createFile(nothing); // a class that is only in the old list must not stay there
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xlog:class+load:stdout",
                "-cp",
                directory
                    + File.pathSeparator
                    + System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                "org.mockzabbix.cli.Main",
                "serve",
                "--trapper-port=0",
                "--http-port=0")
            .redirectErrorStream(true);
    Process process = StartedProcess.of(builder);
    List<String> names = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine();
          line != null && !line.startsWith("READY");
          line = lines.readLine()) {
        Matcher loaded = LOADED.matcher(line);
        if (loaded.matches() && !names.contains(loaded.group(1))) {
          names.add(0, loaded.group(1));
        }
      }
    } finally {
      process.destroy();
    }
    return names;
  }
}
