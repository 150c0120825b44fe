package org.mockzabbix.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.client.Addresses;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.protocol.CheckResult;

/** What docs/scenario.md shows is true: its file is the one used here, its Java stands below. */
class ScenarioDocTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

  @Test
  void theExampleRuns() throws IOException {
    ClassLoader classLoader = getClass().getClassLoader();

    Scenario scenario = Scenario.loadResource(classLoader, "scenarios/example.yaml");
    try (MockZabbixServer server = new MockZabbixServer(scenario).start()) {
      int port = server.trapperPort();
      new Sender("127.0.0.1", port).send("web01", "app.ok", "1");

      for (Expectation expectation : scenario.expectations()) {
        assertThat(server).meets(expectation.within(ofSeconds(5)));
      }

      String agent = server.agents().get(0).address();
      assertEquals("1", server.poll("db01", agent, "pgsql.ping").items().get(0).value());
      assertEquals(
          CheckResult.notSupported("No such file"),
          new Getter().get(Addresses.parse(agent), "broken"));
    }
  }

  @Test
  void theSnippetsAreThoseOfTheTests() throws IOException {
    String page = Files.readString(DOCS.resolve("scenario.md"), UTF_8);
    String java = Files.readString(source(), UTF_8).replaceAll("(?m)^ +", "");
    List<String[]> blocks =
        BLOCK
            .matcher(page)
            .results()
            .map(found -> new String[] {found.group(1), found.group(2)})
            .toList();

    for (String[] block : blocks) {
      if (block[0].equals("yaml")) {
        assertEquals(example(), block[1]);
      } else if (block[0].equals("java")) {
        assertTrue(java.contains(block[1].replaceAll("(?m)^ +", "")), block[1]);
      }
    }
    assertTrue(blocks.size() >= 2, "the page has lost its snippets");
  }

  @Test
  void theSchemaIsThatOfTheCode() throws IOException {
    Path file = DOCS.resolve("scenario.schema.json");
    if (Boolean.getBoolean("update")) {
      Files.writeString(file, JsonSchema.text(), UTF_8);
    }

    assertEquals(JsonSchema.text(), Files.readString(file, UTF_8), "run with -Dupdate=true");
  }

  @Test
  void everyFieldIsExplained() throws IOException {
    String page = Files.readString(DOCS.resolve("scenario.md"), UTF_8);
    Matcher names = Pattern.compile("\"(\\w+)\" : \\{").matcher(JsonSchema.text());

    while (names.find()) {
      String name = names.group(1);
      boolean isField = !List.of("properties", "items", "additionalProperties").contains(name);
      assertTrue(!isField || page.contains("`" + name + "`"), name);
    }
  }

  private static Path source() {
    return Path.of("src/test/java/org/mockzabbix/scenario/ScenarioDocTest.java");
  }

  private static String example() throws IOException {
    try (InputStream in = ScenarioDocTest.class.getResourceAsStream("/scenarios/example.yaml")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
