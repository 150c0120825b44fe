package org.mockzabbix.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
              new Item(
                  0, "http", ItemType.HTTP_AGENT_TRAP, "0", ValueType.TEXT, Status.ENABLED, ""),
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
    "'',      '',         UNKNOWN_HOST,     PROCESSED",
    "off,     trap,       HOST_DISABLED,    HOST_DISABLED",
    "off,     nokey,      HOST_DISABLED,    HOST_DISABLED"
  })
  void senderOutcome(String host, String key, Outcome strict, Outcome lenient) {
    ItemName name = new ItemName(host, key);

    assertEquals(strict, Inventory.strict(HOSTS).senderOutcome(name, PEER));
    assertEquals(lenient, Inventory.lenient(HOSTS).senderOutcome(name, PEER));
  }

  @Test
  void takesEverything_whenLenientAndWithoutHosts() {
    assertTrue(Inventory.lenient(List.of()).takesEverything());
    assertFalse(Inventory.lenient(HOSTS).takesEverything());
    assertFalse(Inventory.strict(List.of()).takesEverything());
  }

  @Test
  void looksUpNames_whenAnAllowedHostHasToBe() {
    Host named = Host.of("h", Item.trapper("k").withAllowedHosts("::1,web01.example.com"));

    assertTrue(Inventory.strict(List.of(named)).looksUpNames());
    assertFalse(Inventory.strict(HOSTS).looksUpNames());
    assertFalse(Inventory.lenient(List.of()).looksUpNames());
  }

  @Test
  void refusesTwoHostsOfOneName() {
    List<Host> twice = List.of(Host.of("h1"), Host.of("h2"), Host.of("h1"));

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Inventory.strict(twice));

    assertEquals("there are two hosts h1", e.getMessage());
  }
}
