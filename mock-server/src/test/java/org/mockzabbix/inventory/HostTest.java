package org.mockzabbix.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {

  @Test
  void of_isEnabled() {
    Host host = Host.of("web01", Item.trapper("a"), Item.trapper("b"));

    assertEquals("web01", host.name());
    assertEquals(MonitoringStatus.ENABLED, host.status());
    assertEquals(List.of(Item.trapper("a"), Item.trapper("b")), host.items());
  }

  @Test
  void with_addsAnItemToACopy() {
    Host host = Host.of("web01", Item.trapper("a")).disabled();

    Host more = host.with(Item.trapper("b"));

    assertEquals(List.of(Item.trapper("a"), Item.trapper("b")), more.items());
    assertEquals(MonitoringStatus.DISABLED, more.status());
    assertEquals(List.of(Item.trapper("a")), host.items());
  }

  @Test
  void with_addsToOneHostInTwoWays() {
    Host host = Host.of("web01", Item.trapper("a"));

    Host first = host.with(Item.trapper("b")).with(Item.trapper("c"));
    Host second = host.with(Item.trapper("c")).with(Item.trapper("d"));

    assertEquals(List.of(Item.trapper("a"), Item.trapper("b"), Item.trapper("c")), first.items());
    assertEquals(List.of(Item.trapper("a"), Item.trapper("c"), Item.trapper("d")), second.items());
    assertEquals(List.of(Item.trapper("a")), host.items());
    assertThrows(IllegalArgumentException.class, () -> second.with(Item.trapper("c")));
    assertThrows(UnsupportedOperationException.class, () -> host.items().clear());
  }

  /** Copying the items of each host would take minutes. */
  @Test
  @Timeout(60)
  void with_addsManyItemsOneByOne() {
    Host host = Host.of("web01");
    for (int i = 0; i < 300_000; i++) {
      host = host.with(Item.trapper("item." + i));
    }

    assertEquals(300_000, host.items().size());
    assertEquals("item.299999", host.items().get(299_999).key());
  }

  @Test
  void with_inManyThreads_keepsTheHostsApart() {
    Host host = Host.of("web01", Item.trapper("a"));

    List<Host> hosts =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> host.with(Item.trapper("b" + i)).with(Item.trapper("c" + i)))
            .toList();

    for (int i = 0; i < hosts.size(); i++) {
      assertEquals(
          List.of(Item.trapper("a"), Item.trapper("b" + i), Item.trapper("c" + i)),
          hosts.get(i).items());
    }
  }

  @Test
  void disabled_keepsTheOtherProperties() {
    Host host = Host.of("web01", Item.trapper("a")).withAgent("a:1").monitoredBy("px").disabled();

    assertEquals(MonitoringStatus.DISABLED, host.status());
    assertEquals(List.of(Item.trapper("a")), host.items());
    assertEquals("a:1", host.agent());
    assertEquals("px", host.proxy());
  }

  @Test
  void equals_comparesEveryProperty() {
    Host host = Host.of("web01", Item.trapper("a"));
    List<Host> others =
        List.of(
            Host.of("web02", Item.trapper("a")),
            host.disabled(),
            host.with(Item.trapper("b")),
            host.withAgent("a:1"),
            host.monitoredBy("px"));

    assertEquals(host, Host.of("web01", Item.trapper("a")));
    assertEquals(host.hashCode(), Host.of("web01", Item.trapper("a")).hashCode());
    others.forEach(other -> assertNotEquals(host, other));
    others.forEach(other -> assertNotEquals(host.toString(), other.toString()));
  }

  @Test
  void items_cannotBeChanged() {
    List<Item> items = Host.of("web01", Item.trapper("a")).items();

    assertThrows(UnsupportedOperationException.class, items::clear);
  }

  @Test
  void refusesAnEmptyName() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Host.of(""));

    assertEquals("a host must have a name, but the name is empty", e.getMessage());
  }

  @Test
  void refusesANameOfMoreThan128Characters() {
    String longest = "ホ".repeat(128);
    String tooLong = "x".repeat(129);

    Exception host = assertThrows(IllegalArgumentException.class, () -> Host.of(tooLong));
    Exception proxy =
        assertThrows(IllegalArgumentException.class, () -> Host.of("h").monitoredBy(tooLong));
    Exception empty =
        assertThrows(IllegalArgumentException.class, () -> Host.of("h").monitoredBy(""));

    assertEquals(longest, Host.of(longest).name());
    String quoted = '"' + "x".repeat(120) + "\"... (129 characters)";
    String reason = "the name has 129 characters, but Zabbix accepts at most 128";
    assertEquals(quoted + " cannot be the name of a host: " + reason, host.getMessage());
    assertEquals(quoted + " cannot be the name of a proxy: " + reason, proxy.getMessage());
    assertEquals("a proxy must have a name, but the name is empty", empty.getMessage());
  }

  @Test
  void refusesTwoItemsOfOneKey() {
    Host host = Host.of("web01", Item.trapper("a"));

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> host.with(Item.passive("a", "5s")));

    assertEquals("host web01 has two items with the key a: remove one of them", e.getMessage());
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

    assertTrue(
        e.getMessage().startsWith('"' + agent + "\" is not a valid address"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0,     'the port of an agent must be from 1 to 65535, but was 0'",
    "65536, 'port must be from 0 to 65535, but was 65536'"
  })
  void refusesAnAgentWithoutAValidPort(int port, String message) {
    Host host = Host.of("web01");

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> host.withAgent("127.0.0.1:" + port));

    assertEquals(message, e.getMessage());
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
        "the mock agent must be a host name, for example web01, but was \"" + name + "\"",
        e.getMessage());
  }
}
