package org.mockzabbix.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {

  @Test
  void of_isEnabled() {
    Host host = Host.of("web01", Item.trapper("a"), Item.trapper("b"));

    assertEquals("web01", host.host());
    assertEquals(Status.ENABLED, host.status());
    assertEquals(List.of(Item.trapper("a"), Item.trapper("b")), host.items());
  }

  @Test
  void with_addsAnItemToACopy() {
    Host host = Host.of("web01", Item.trapper("a")).disabled();

    Host more = host.with(Item.trapper("b"));

    assertEquals(List.of(Item.trapper("a"), Item.trapper("b")), more.items());
    assertEquals(Status.DISABLED, more.status());
    assertEquals(List.of(Item.trapper("a")), host.items());
  }

  @Test
  void disabled_keepsTheRest() {
    assertEquals(
        new Host("web01", Status.DISABLED, List.of(Item.trapper("a")), "127.0.0.1:10050", null),
        Host.of("web01", Item.trapper("a")).disabled());
  }

  @Test
  void items_areCopied() {
    List<Item> items = new ArrayList<>(List.of(Item.trapper("a")));
    Host host = new Host("web01", Status.ENABLED, items, "127.0.0.1:10050", null);

    items.clear();

    assertEquals(1, host.items().size());
  }

  @Test
  void refusesAnEmptyName() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Host.of(""));

    assertEquals("a host needs a name", e.getMessage());
  }

  @Test
  void refusesTwoItemsOfOneKey() {
    Host host = Host.of("web01", Item.trapper("a"));

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> host.with(Item.passive("a", "5s")));

    assertEquals("host web01 has two items a", e.getMessage());
  }

  @Test
  void of_isMonitoredByTheServerAndHasItsAgentOnThisMachine() {
    Host host = Host.of("web01");

    assertNull(host.proxy());
    assertEquals("127.0.0.1:10050", host.agent());
    assertEquals("px", host.monitoredBy("px").proxy());
    assertEquals("[::1]:1", host.monitoredBy("px").withAgent("[::1]:1").agent());
    assertEquals("px", host.monitoredBy("px").withAgent("a:1").with(Item.trapper("k")).proxy());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "web01", "web01:", ":10050", "web01:x", "::1:10050", "web01:123456"})
  void refusesAnAgentWithoutAddressAndPort(String agent) {
    Host host = Host.of("web01");

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> host.withAgent(agent));

    assertEquals(
        '"'
            + agent
            + "\" is not a valid address: use host:port, for example 127.0.0.1:10050 or"
            + " [::1]:10050",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0,the port of the agent must be from 1", "65536,port must be from 0"})
  void refusesAnAgentWithAPortOutOfRange(int port, String message) {
    Host host = Host.of("web01");

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> host.withAgent("127.0.0.1:" + port));

    assertEquals(message + " to 65535, but was " + port, e.getMessage());
  }

  @Test
  void withMockAgent_namesIt() {
    Host host = Host.of("db01").withMockAgent("web01");

    assertEquals(Optional.of("web01"), host.mockAgent());
    assertEquals(Optional.empty(), host.withAgent("[::1]:1").mockAgent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "127.0.0.1:10050"})
  void withMockAgent_takesNoAddress(String name) {
    Host host = Host.of("db01");

    Exception e = assertThrows(IllegalArgumentException.class, () -> host.withMockAgent(name));

    assertEquals(
        "a mock agent is named by its host, such as web01, but was \"" + name + "\"",
        e.getMessage());
  }
}
