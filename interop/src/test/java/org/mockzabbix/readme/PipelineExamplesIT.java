package org.mockzabbix.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.interop.MockZabbixProgram;

/** The commands in the files for pipelines, with a program that sends one value. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a shell")
class PipelineExamplesIT {

  private static final int PATIENCE_SECONDS = 120;
  private static final Path EXAMPLES = MarkdownFile.ROOT.resolve("examples/pipelines");

  @TempDir private Path folder;

  @BeforeEach
  void putPrograms() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    putProgram("mock-zabbix", "exec " + java + " -jar " + MockZabbixProgram.JAR + " \"$@\"");
    putProgram(
        "report.sh",
        "exec mock-zabbix send -z $MOCK_ZABBIX_HOST -p $MOCK_ZABBIX_TRAPPER_PORT -s web01"
            + " -k app.orders -o 12");
    Files.writeString(folder.resolve("expected.txt"), "web01 app.orders 12\n");
  }

  private void putProgram(String name, String command) throws IOException {
    Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + command + '\n');
    assertTrue(script.toFile().setExecutable(true));
  }

  @ParameterizedTest
  @CsvSource({"github-actions.yml, /jobs/test/steps/2/run", "gitlab-ci.yml, /test/script/0"})
  void commandPasses(String file, String place) throws Exception {
    String command = read(file).at(place).asText();

    assertTrue(command.startsWith("mock-zabbix verify "), command);
    run(List.of("bash", "-c", command));
  }

  @Test
  void composeFile_judgesWhatTheProgramHasSent() throws Exception {
    JsonNode services = read("compose.yaml").get("services");
    StringBuilder line = new StringBuilder("env");
    services.get("zabbix").get("environment").properties().stream()
        .map(variable -> ' ' + variable.getKey() + '=' + variable.getValue().asText())
        .forEach(line::append);

    try (MockZabbixProgram server =
        MockZabbixProgram.typed(line + " java -jar " + MockZabbixProgram.JAR + " serve")) {
      int http = URI.create(server.http()).getPort();
      List<String> verdict =
          new ArrayList<>(List.of("curl", "--resolve", "zabbix:" + http + ":127.0.0.1"));
      strings(services.at("/verdict/command"))
          .forEach(argument -> verdict.add(argument.replace("zabbix:10080", "zabbix:" + http)));
      List<String> health = strings(services.at("/zabbix/healthcheck/test"));
      assertEquals("CMD", health.remove(0));
      health.addAll(0, List.of("env", "MOCK_ZABBIX_HTTP_PORT=" + http));

      runUntilItPasses(services.at("/zabbix/healthcheck/retries").asInt(), health);
      run(
          List.of(
              "env",
              "MOCK_ZABBIX_HOST=127.0.0.1",
              "MOCK_ZABBIX_TRAPPER_PORT=" + server.trapperPort(),
              services.at("/report/command/0").asText()));
      run(verdict);
    }
  }

  private static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(element -> strings.add(element.asText()));
    return strings;
  }

  private static JsonNode read(String file) throws IOException {
    return new ObjectMapper(new YAMLFactory()).readTree(EXAMPLES.resolve(file).toFile());
  }

  /** Runs a program, which must exit with 0. */
  private void run(List<String> command) throws Exception {
    runUntilItPasses(1, command);
  }

  /** Runs a program, again if it fails, and at most the number of times given. */
  private void runUntilItPasses(int times, List<String> command) throws Exception {
    Path output = Files.createTempFile(folder, "output", "");
    int exitCode = exitCode(command, output);
    for (int again = 1; again < times && exitCode != 0; again++) {
      exitCode = exitCode(command, output);
    }
    assertEquals(0, exitCode, Files.readString(output));
  }

  private int exitCode(List<String> command, Path output) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MOCK_ZABBIX_"));
    builder
        .environment()
        .merge("PATH", folder + "", (path, own) -> own + File.pathSeparator + path);
    builder.environment().put("MOCK_ZABBIX_TIMEOUT", "2m"); // a busy machine starts Java slowly
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
