package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;

class InventoryTest {

  private static final InetAddress PEER = InetAddress.getLoopbackAddress();

  private static final List<Host> HOSTS =
      List.of(
          Host.of(
              "h1",
              Item.trapper("trap"),
              Item.active("active", "5s"),
              Item.passive("passive", "1s"),
              Item.httpAgentTrap("http"),
              Item.trapper("off").disabled(),
              Item.active("active.off", "5s").disabled(),
              Item.trapper("open").withAllowedHosts("192.0.2.1,127.0.0.1"),
              Item.trapper("closed").withAllowedHosts("192.0.2.1"),
              Item.trapper("closed.off").withAllowedHosts("192.0.2.1").disabled()),
          Host.of("off", Item.trapper("trap")).disabled());

  @ParameterizedTest
  @CsvSource({
    "h1,      trap,       PROCESSED,        PROCESSED",
    "h1,      http,       PROCESSED,        PROCESSED",
    "h1,      open,       PROCESSED,        PROCESSED",
    "h1,      closed,     PEER_NOT_ALLOWED, PEER_NOT_ALLOWED",
    "h1,      off,        ITEM_DISABLED,    ITEM_DISABLED",
    "h1,      closed.off, ITEM_DISABLED,    ITEM_DISABLED",
    "h1,      active,     WRONG_ITEM_TYPE,  WRONG_ITEM_TYPE",
    "h1,      passive,    WRONG_ITEM_TYPE,  WRONG_ITEM_TYPE",
    "h1,      active.off, WRONG_ITEM_TYPE,  WRONG_ITEM_TYPE",
    "h1,      nokey,      UNKNOWN_KEY,      PROCESSED",
    "h1,      Trap,       UNKNOWN_KEY,      PROCESSED",
    "H1,      trap,       UNKNOWN_HOST,     PROCESSED",
    "nohost,  trap,       UNKNOWN_HOST,     PROCESSED",
    "h1,      '',         UNKNOWN_KEY,      UNKNOWN_KEY",
    "h1,      a b,        UNKNOWN_KEY,      UNKNOWN_KEY",
    "nohost,  a b,        UNKNOWN_HOST,     UNKNOWN_KEY",
    "'',      trap,       UNKNOWN_HOST,     UNKNOWN_HOST",
    "'',      '',         UNKNOWN_HOST,     UNKNOWN_HOST",
    "off,     trap,       HOST_DISABLED,    HOST_DISABLED",
    "off,     nokey,      HOST_DISABLED,    HOST_DISABLED"
  })
  void senderOutcome(String host, String key, Outcome strict, Outcome lenient) {
    ItemName name = new ItemName(host, key);

    assertEquals(strict, new ValueOutcomes(Inventory.strict(HOSTS)).ofSender(name, PEER));
    assertEquals(lenient, new ValueOutcomes(Inventory.lenient(HOSTS)).ofSender(name, PEER));
  }

  @Test
  void acceptsEverything_whenLenientAndWithoutHosts() {
    assertTrue(Inventory.lenient(List.of()).acceptsEverything());
    assertFalse(Inventory.lenient(HOSTS).acceptsEverything());
    assertFalse(Inventory.strict(List.of()).acceptsEverything());
  }

  @Test
  void queriesDns_whenAnAllowedHostHasToBe() {
    Host named = Host.of("h", Item.trapper("k").withAllowedHosts("::1,web01.example.com"));

    assertTrue(Inventory.strict(List.of(named)).queriesDns());
    assertFalse(Inventory.strict(HOSTS).queriesDns());
    assertFalse(Inventory.lenient(List.of()).queriesDns());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{HOST.IP}                | 127.0.0.1",
        "{HOST.CONN},             | 127.0.0.1",
        "192.0.2.1,{$OWN},        | 127.0.0.1",
        "{$OWN:\"a,b\"}           | 127.0.0.1",
        "{HOST.HOST}              | localhost",
        "{HOST.DNS}               | localhost"
      })
  void allowedHosts_haveTheMacrosOfTheHost(String list, String agent) throws IOException {
    Host host =
        Host.of("localhost", Item.trapper("k").withAllowedHosts(list))
            .withAgent(agent + ":10050")
            .withMacro("{$OWN}", "127.0.0.1");
    Inventory inventory = Inventory.strict(List.of(host));
    ItemName name = new ItemName("localhost", "k");

    assertEquals(
        Outcome.PROCESSED,
        new ValueOutcomes(inventory).ofSender(name, InetAddress.getByName("127.0.0.1")));
    assertEquals(
        Outcome.PEER_NOT_ALLOWED,
        new ValueOutcomes(inventory).ofSender(name, InetAddress.getByName("192.0.2.9")));
  }

  @Test
  void refusesTwoHostsOfOneName() {
    List<Host> twice = List.of(Host.of("h1"), Host.of("h2"), Host.of("h1"));

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Inventory.strict(twice));

    assertEquals("two hosts have the name \"h1\": rename one of them", e.getMessage());
  }

  @Test
  void numbers_followFromHostAndKey() {
    Inventory inventory =
        Inventory.strict(
            List.of(
                Host.of("a", Item.trapper("1"), Item.trapper("2")),
                Host.of("b", Item.trapper("1"), Item.trapper("4").withItemid(7))));

    assertEquals(NUMBERS, numbers(inventory));
    assertEquals(7, itemid(inventory, "b", "4"));
  }

  /** The numbers of the hosts a and b. They must never change: clients may keep them for long. */
  private static final List<Long> NUMBERS =
      List.of(
          907767096281L,
          400514333133L,
          37808116728L,
          138110274875L,
          239094865430L,
          950968201803L,
          943161289444L);

  private static List<Long> numbers(Inventory inventory) {
    KnownHost a = inventory.host("a");
    KnownHost b = inventory.host("b");
    return List.of(
        a.hostid(),
        a.interfaceid(),
        itemid(inventory, "a", "1"),
        itemid(inventory, "a", "2"),
        b.hostid(),
        b.interfaceid(),
        itemid(inventory, "b", "1"));
  }

  /** As after a restart with an edited scenario. */
  @Test
  void numbers_dependNeitherOnTheOrderNorOnOthers() {
    Inventory edited =
        Inventory.strict(
            List.of(
                Host.of("new", Item.trapper("1")),
                Host.of("b", Item.active("0", "5s"), Item.active("1", "5s")),
                Host.of("a", Item.trapper("2"), Item.trapper("0"), Item.trapper("1"))));

    assertEquals(NUMBERS, numbers(edited));
  }

  @Test
  void numbers_areChosenClearOfThoseThatWereGiven() {
    long preferred = NUMBERS.get(2);
    Inventory inventory =
        Inventory.strict(
            List.of(Host.of("a", Item.trapper("1"), Item.trapper("2").withItemid(preferred))));

    assertEquals(preferred + 1, itemid(inventory, "a", "1"));
    assertEquals(preferred, itemid(inventory, "a", "2"));
  }

  private static long itemid(Inventory inventory, String host, String key) {
    return inventory.item(new ItemName(host, key)).item().itemid();
  }

  @Test
  void numbers_stayWhenHostsChange() {
    Inventory before =
        Inventory.strict(List.of(Host.of("a", Item.trapper("1")), Host.of("b", Item.trapper("2"))));
    Inventory after = before.with(Host.of("a", Item.trapper("0"), Item.trapper("1")));

    assertEquals(itemid(before, "a", "1"), itemid(after, "a", "1"));
    assertEquals(itemid(before, "b", "2"), itemid(after, "b", "2"));
    assertEquals(before.host("a").hostid(), after.host("a").hostid());
    assertEquals(before.host("b").hostid(), after.host("b").hostid());
    assertEquals(new ItemName("b", "2"), after.item(itemid(before, "b", "2")).name());
  }

  @Test
  void numbers_areNotGivenTwice() {
    Inventory inventory =
        Inventory.strict(List.of(Host.of("a", Item.trapper("1"))))
            .without("a")
            .with(Host.of("b", Item.trapper("2").withItemid(NUMBERS.get(2))))
            .with(Host.of("a", Item.trapper("1")));

    assertEquals(NUMBERS.get(2) + 1, itemid(inventory, "a", "1"));
  }

  @Test
  void numbers_areFoundQuicklyForManyItems() {
    Item[] items = new Item[20_000];
    for (int i = 0; i < items.length; i++) {
      items[i] = Item.trapper("key." + i);
    }

    Inventory inventory =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> Inventory.strict(List.of(Host.of("a", items))));

    assertEquals(
        new ItemName("a", "key.19999"), inventory.item(itemid(inventory, "a", "key.19999")).name());
  }

  @Test
  void refusesTwoItemsOfOneNumber() {
    Inventory inventory = Inventory.strict(List.of(Host.of("a", Item.trapper("1").withItemid(7))));

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> inventory.with(Host.of("b", Item.trapper("2").withItemid(7))));

    assertEquals("two items have the itemid 7: change one itemid", e.getMessage());
  }

  @Test
  void revisionOfHost_isThatOfItsLastChange() {
    Inventory inventory =
        Inventory.lenient(List.of(Host.of("a"), Host.of("b")), 5).with(Host.of("a")).without("b");

    assertEquals(6, inventory.revisionOfHost("a"));
    assertEquals(7, inventory.revisionOfHost("b"));
    assertEquals(5, inventory.revisionOfHost("c"));
    assertEquals(8, inventory.with(Host.of("c")).revisionOfHost("c"));
  }

  @Test
  void revision_growsWithEachChange() {
    Inventory inventory = Inventory.lenient(List.of(Host.of("a")), 5);

    assertEquals(5, inventory.revision());
    assertEquals(6, inventory.with(Host.of("a")).revision());
    assertEquals(6, inventory.without("a").revision());
    assertSame(inventory, inventory.without("b"));
    assertEquals(List.of(Host.of("a")), inventory.hosts());
  }

  @Test
  void with_replacesTheHostOfThatName() {
    Inventory inventory =
        Inventory.strict(List.of(Host.of("a"), Host.of("b"))).with(Host.of("a").disabled());

    assertEquals(List.of(Host.of("b"), Host.of("a").disabled()), inventory.hosts());
  }

  @Test
  void revisionOfProxy_isOfTheLastChangeOfItsHosts() {
    Inventory first =
        Inventory.strict(List.of(Host.of("a").monitoredBy("px"), Host.of("b"), Host.of("c")), 3);
    Inventory other = first.with(Host.of("b").monitoredBy("py"));
    Inventory moved = other.with(Host.of("a").monitoredBy("py"));
    Inventory back = moved.with(Host.of("a"));

    assertEquals(List.of(0L, 0L), revisions(first));
    assertEquals(List.of(0L, 4L), revisions(other));
    assertEquals(List.of(5L, 5L), revisions(moved));
    assertEquals(List.of(5L, 6L), revisions(back));
    assertEquals(List.of(5L, 6L), revisions(moved.without("b")));
  }

  private static List<Long> revisions(Inventory inventory) {
    return List.of(inventory.revisionOfProxy("px"), inventory.revisionOfProxy("py"));
  }

  @Test
  void knowsProxy_whenAHostIsMonitoredByIt() {
    List<Host> hosts = List.of(Host.of("a").monitoredBy("px"), Host.of("b"));

    assertNull(Inventory.strict(hosts).proxyRefusal("px"));
    assertEquals("proxy \"py\" not found", Inventory.strict(hosts).proxyRefusal("py"));
    assertNull(Inventory.lenient(hosts).proxyRefusal("py"));
    assertEquals(1, Inventory.strict(hosts).hostsOf("px").size());
    assertEquals(List.of(), Inventory.lenient(hosts).hostsOf("py"));
  }

  @Test
  void changesOneByOne_giveWhatTheFinalHostsGive() {
    Random random = new Random(7);
    Map<String, Host> hosts = new LinkedHashMap<>();
    Inventory changed = Inventory.strict(List.of());

    for (int i = 0; i < 300; i++) {
      Host host = randomHost(random);
      hosts.remove(host.name());
      if (random.nextInt(5) > 0) {
        hosts.put(host.name(), host);
        changed = changed.with(host);
      } else {
        changed = changed.without(host.name());
      }
    }

    Inventory fresh = Inventory.strict(List.copyOf(hosts.values()));
    assertEquals(fresh.hosts(), changed.hosts());
    for (KnownHost host : fresh.hostsOf("px")) {
      assertEquals(keys(fresh.itemsOf(host)), keys(changed.itemsOf(host)));
      for (KnownItem item : changed.itemsOf(host)) {
        assertEquals(item, changed.item(item.name()));
        assertEquals(item, changed.item(item.item().itemid()));
      }
    }
    assertEquals(names(fresh.hostsOf("px")), names(changed.hostsOf("px")));
    for (int key = 0; key < 30; key++) {
      ItemName name = new ItemName("host 0", "key." + key);
      assertEquals(fresh.item(name) == null, changed.item(name) == null);
    }
  }

  private static Host randomHost(Random random) {
    Host host = Host.of("host " + random.nextInt(4)).monitoredBy("px");
    int start = random.nextInt(10);
    for (int i = start; i < start + random.nextInt(20); i++) {
      host = host.with(random.nextInt(10) == 0 ? Item.trapper("x." + i) : Item.trapper("key." + i));
    }
    return host;
  }

  private static List<String> keys(List<KnownItem> items) {
    return items.stream().map(known -> known.item().key()).toList();
  }

  private static List<String> names(List<KnownHost> hosts) {
    return hosts.stream().map(KnownHost::name).toList();
  }

  @Test
  void queriesDns_untilTheLastSuchItemIsRemoved() {
    Item named = Item.trapper("k").withAllowedHosts("web01.example.com");
    Inventory inventory = Inventory.strict(List.of(Host.of("a", named), Host.of("b", named)));

    Inventory one = inventory.with(Host.of("a", Item.trapper("k")));

    assertTrue(one.queriesDns());
    assertFalse(one.without("b").queriesDns());
  }

  @Test
  @Timeout(120) // it took minutes while each change built all indexes again
  void itemsCreatedOneByOne_areCheapToAdd() {
    Inventory oneHost = Inventory.strict(List.of());
    Inventory manyHosts = oneHost;
    Host host = Host.of("h");

    for (int i = 0; i < 10_000; i++) {
      host = host.with(Item.active("key." + i, "1m"));
      oneHost = oneHost.with(host);
      manyHosts = manyHosts.with(Host.of("h" + i, Item.active("k", "1m")).monitoredBy("p" + i));
    }

    assertEquals(10_000, oneHost.activeChecks("h").size());
    assertEquals(10_000, manyHosts.hosts().size());
    assertNull(manyHosts.proxyRefusal("p9999"));
  }
}
