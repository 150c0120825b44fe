package org.mockzabbix.assertion;

import static java.time.Duration.ofDays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.client.Sender.OutgoingValue;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.scenario.Scenario;

/** The snippets of {@code docs/stored-values.md}. */
@Timeout(60)
class StoredValuesDocTest {

  private static MarkdownFile page() throws IOException {
    return MarkdownFile.read("docs/stored-values.md");
  }

  @TestFactory
  Stream<DynamicTest> everySnippetIsHere() throws IOException {
    return page().everySnippetIsIn(StoredValuesDocTest.class);
  }

  private static void send(MockZabbixServer server, String key, String value) throws IOException {
    new Sender("127.0.0.1", server.trapperPort())
        .send(List.of(OutgoingValue.of("web01", key, value)));
  }

  @Test
  void assertions() throws IOException {
    Item count = Item.trapper("app.count").withValueType(ValueType.UNSIGNED);
    Item text = Item.trapper("app.text").withValueType(ValueType.TEXT).withHistory(ofDays(7));
    ServerConfig config = ServerConfig.strict(Host.of("web01", count, text));
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      send(server, "app.count", "+5.0");
      send(server, "app.count", "abc");
      send(server, "app.text", "abc");

      assertThat(server).received(item("web01", "app.count").withValue("+5.0").storedAs("5")).now();
      assertThat(server).received(item("web01", "app.text").stored()).times(1).now();
      assertThat(server).received(item("web01", "app.count").notStored(NotStored.UNSUITABLE)).now();
    }
  }

  @Test
  void scenario() throws IOException {
    Scenario scenario = Scenario.parse("page.yaml", page().snippets("yaml").get(0));
    try (MockZabbixServer server = new MockZabbixServer(scenario).start()) {
      send(server, "app.count", "5.0");

      scenario.expectations().forEach(each -> assertThat(server).meets(each));
      assertEquals(ofDays(7), scenario.server().hosts().get(0).items().get(1).history());
    }
  }
}
