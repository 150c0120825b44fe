package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.interop.NeedsProgram;

/** The commands of the pages about pipelines, with the real zabbix_sender as program under test. */
@NeedsProgram("zabbix_sender")
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a shell")
class PipelinesDocIT {

  private static final Pattern COMMAND = Pattern.compile("java -jar mock-zabbix.jar verify .*");

  @TempDir private Path folder;
  private PageShell shell;

  @BeforeEach
  void putFiles() throws IOException {
    shell = new PageShell(folder);
    shell.put("expected.txt", "web01 app.orders 12\n");
    shell.putReport("12");
  }

  @Test
  void commandsOfThePagePass() throws Exception {
    MarkdownFile page = MarkdownFile.read("docs/pipelines.md");
    List<String> commands = new ArrayList<>();
    for (String snippet : shown(page)) {
      COMMAND.matcher(snippet).results().forEach(found -> commands.add(unquoted(found.group())));
    }

    assertEquals(5, commands.size(), commands::toString);
    for (String command : commands) {
      assertEquals(0, shell.run(command).exitCode(), command);
    }
  }

  private static List<String> shown(MarkdownFile page) {
    return Stream.of("shell", "yaml", "groovy")
        .flatMap(language -> page.snippets(language).stream())
        .toList();
  }

  /** Removes the quote that ends the string of a Jenkinsfile. */
  private static String unquoted(String command) {
    return command.endsWith("sh'") ? command.substring(0, command.length() - 1) : command;
  }

  @Test
  void yamlIsValid() throws Exception {
    ObjectMapper mapper = new ObjectMapper(new YAMLFactory());
    for (String snippet : MarkdownFile.read("docs/pipelines.md").snippets("yaml")) {
      assertTrue(mapper.readTree(snippet).isObject(), snippet);
    }
  }

  @Test
  void entryPointOfTheImagePasses() throws Exception {
    String image = MarkdownFile.read("docs/pipelines.md").snippets("dockerfile").get(0);
    Matcher entryPoint = Pattern.compile("ENTRYPOINT (.*)").matcher(image);
    assertTrue(entryPoint.find());
    String[] command = new ObjectMapper().readValue(entryPoint.group(1), String[].class);

    assertEquals(0, shell.run(String.join(" ", command)).exitCode());
  }

  @Test
  void linesOfTheOutputFileAreCompared() throws Exception {
    List<String> snippets = MarkdownFile.read("docs/pipelines.md").snippets("shell");

    PageShell.Outcome outcome = shell.run(snippets.get(snippets.size() - 1));

    assertEquals(0, outcome.exitCode(), outcome.errors());
  }

  @Test
  void wrapper_isStartedAndStoppedAsBefore() throws Exception {
    String wrapper = MarkdownFile.read("docs/pipelines.md").snippets("shell").get(1);
    shell.put("exe", wrapper);
    ProcessBuilder builder = shell.builder("./exe", "values");
    builder.environment().put("MOCK_ZABBIX_TRAPPER_PORT", "0");
    builder.environment().put("MOCK_ZABBIX_NO_HTTP", "true"); // its port may be in use
    Process server = builder.start();
    try (BufferedReader errors = server.errorReader(UTF_8)) {
      String ready = errors.readLine();

      PageShell.Outcome sender =
          shell.run(
              "zabbix_sender -z 127.0.0.1 -p "
                  + ready.substring(ready.lastIndexOf(':') + 1)
                  + " -s web01 -k app.orders -o 12");
      server.toHandle().destroy();

      assertTrue(server.waitFor(PageShell.PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
      assertEquals(0, sender.exitCode(), sender.errors());
      assertEquals(0, server.exitValue());
      assertEquals(
          "host:web01\tkey:app.orders\tvalue:12\tclock:0\n",
          Files.readString(folder.resolve("values")));
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void commandLinePage_showsTheVerdict() throws Exception {
    MarkdownFile page = MarkdownFile.read("docs/command-line.md");
    List<String> commands =
        page.snippets("shell").stream().filter(text -> COMMAND.matcher(text).find()).toList();
    String verdict =
        page.snippets("text").stream()
            .filter(text -> text.startsWith("NOT MET"))
            .findFirst()
            .orElseThrow();
    shell.putReport("21");

    PageShell.Outcome wrong = shell.run(commands.get(0));
    PageShell.Outcome sender = shell.run(commands.get(1));

    assertEquals(2, commands.size());
    assertEquals(PageShell.comparable(verdict), PageShell.comparable(wrong.errors()));
    assertEquals(1, wrong.exitCode());
    assertEquals(0, sender.exitCode(), sender.errors());
  }
}
